"""Messages with the post, and what the machine tells."""
