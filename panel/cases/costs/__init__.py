"""What an option costs, by day and by line, and over which days."""
