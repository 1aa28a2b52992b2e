"""Carrying out what was approved, until the last invoice.

`placing` joins each move of a placement to its money, `settling` brings that to what the days
cost, `replanning` lets what a change takes over give way to it, of which `taking_over` tells who
keeps the fund, `rolling` has later years pay for it, `accruing` counts what of it is delivered,
`finishing` says that the last of it is invoiced.
"""
