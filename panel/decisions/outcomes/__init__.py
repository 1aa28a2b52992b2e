"""What the panel says of a request, and what it has to state with it."""
