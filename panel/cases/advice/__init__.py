"""What an adviser is shown, and how one without an account gives it."""
