"""My papers: what is needed, what was sent, what an officer said of it, and what can be printed."""
