"""What the partners of a fund agree before a year opens, and leaving it."""
