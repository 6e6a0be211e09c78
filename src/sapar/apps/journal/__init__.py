"""What happened: added in the same transaction, never altered, and provable afterwards."""
