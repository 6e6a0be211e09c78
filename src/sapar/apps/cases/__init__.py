"""Cases: one matter of one person under one instrument, from the first answer to its end."""
