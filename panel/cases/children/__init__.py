"""What is recorded of a child, who may be whom, and what of it is old."""
