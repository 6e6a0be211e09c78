"""The instruments as pages to read: an index, and one page for each."""
