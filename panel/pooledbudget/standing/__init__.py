"""Where a year of the fund stands: its page, and the figures that explain it."""
