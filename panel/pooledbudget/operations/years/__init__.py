"""The books of a fund's years.

`opening` opens them, `rolling` owes running placements the money of a later one, `ending` settles
one, `closing` closes it and `reopening` opens it again; `notices` tells partners what became of
their money.
"""
