"""Opening a case for somebody at the counter."""
