"""Files that prove something: received, checked, sealed, shown to whoever may see them."""
