"""Figures about many requests at once: what is missing, what is late, how long it takes."""
