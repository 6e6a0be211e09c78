"""The door of officers: their lists, the page of a case, and what they do there."""
