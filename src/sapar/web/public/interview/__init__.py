"""The interview of the public door: choose, answer one question at a time, read the answer."""
