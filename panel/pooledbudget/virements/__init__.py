"""Money that moves from where it lies, and who agrees first."""
