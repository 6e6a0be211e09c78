"""My data: who has looked at it, all of it to take along, and how to have it erased."""
