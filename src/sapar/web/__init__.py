"""The doors that people open in a browser."""
