"""Counting as delivered, month by month, what placements' days have cost."""
