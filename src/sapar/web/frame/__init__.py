"""What the pages of all doors share: their look, their words of address, their parts and their fields."""
