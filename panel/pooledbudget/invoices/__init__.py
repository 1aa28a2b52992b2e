"""What providers ask for, and what they take back."""
