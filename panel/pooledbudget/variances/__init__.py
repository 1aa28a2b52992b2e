"""Forecasts too far from their budgets, and the plans against them."""
