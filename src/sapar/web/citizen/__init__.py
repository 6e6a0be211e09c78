"""The citizen's door: my plan, my papers, my messages, my data."""
