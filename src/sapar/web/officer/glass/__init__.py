"""Opening a case in an emergency."""
