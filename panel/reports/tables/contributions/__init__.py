"""What each partner has paid in, the papers by which it came, and how its contribution follows."""
