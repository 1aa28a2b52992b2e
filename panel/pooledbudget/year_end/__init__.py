"""What is left or missing when a year ends, and who gets or owes it."""
