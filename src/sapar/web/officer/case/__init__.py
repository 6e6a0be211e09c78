"""The page of a case, and each thing that is done on it."""
