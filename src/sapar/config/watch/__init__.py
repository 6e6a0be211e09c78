"""What can be seen of a running site from outside: whether it lives, figures, logs. Nothing of a person."""
