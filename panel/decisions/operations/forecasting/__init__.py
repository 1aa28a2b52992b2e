"""What the fund's years will come to.

`forecasting` makes the forecasts that are owed, `asking_what_if` answers what a year would come
to.
"""
