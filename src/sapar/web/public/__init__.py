"""The public door: no account, nothing about the person kept."""
