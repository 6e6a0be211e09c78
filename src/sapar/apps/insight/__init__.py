"""Figures: where cases stand, how long they took, what stands in people's way."""
