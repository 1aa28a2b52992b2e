"""Measurements beside peers and goals: `make bench` prints the table. Nothing here is shipped."""
