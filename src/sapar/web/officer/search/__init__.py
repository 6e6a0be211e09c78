"""Finding a case by its number, a document or a name."""
