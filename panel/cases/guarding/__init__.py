"""What the chart asks of a request before it moves, and how that is said to people."""
