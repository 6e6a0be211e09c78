"""Number and date formats for the languages Django has none for."""
