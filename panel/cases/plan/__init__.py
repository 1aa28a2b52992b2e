"""A child's education, health and care plan: the steps on its way, and their order."""
