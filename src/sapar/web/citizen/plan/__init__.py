"""My plan: the steps with their dates, what is missing, what can be written down, and what can stop it."""
