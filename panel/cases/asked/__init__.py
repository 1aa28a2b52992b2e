"""What a panel's own rules ask of a request, and what is no answer to that."""
