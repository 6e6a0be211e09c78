"""What the templates of the sign-in door draw."""
