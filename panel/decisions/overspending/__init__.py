"""A decision that asks more of a fund than it has: by how much, and whose consent it waits for."""
