"""Sapar answers for people abroad: may I leave, by when must I do what, and who takes me back."""

__version__ = "0.1.0"
