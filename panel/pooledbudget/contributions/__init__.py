"""What each partner pays into a year, when it falls due, and what has come in."""
