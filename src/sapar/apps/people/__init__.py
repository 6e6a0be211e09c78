"""Who is abroad: persons, their names, households, stays, travel documents, and how to reach them."""
