"""The seal on what is issued, and whether a file is still what was sealed."""
