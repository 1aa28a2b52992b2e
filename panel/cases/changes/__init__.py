"""What the panel can be asked to change of a placement, and what keeps it from being asked."""
