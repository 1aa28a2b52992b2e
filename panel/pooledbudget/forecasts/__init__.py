"""What a year is thought to come to, its figures and its charts."""
