"""From the answer to the plan: who you are, what you told us, who comes along, and the case is open."""
