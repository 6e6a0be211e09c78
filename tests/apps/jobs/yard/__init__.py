"""A small site of its own, whose workers are killed, stopped and cut off by the tests."""
