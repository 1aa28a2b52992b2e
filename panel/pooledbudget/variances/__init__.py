"""Forecasts too far from what is paid in, and the plans against them."""
