"""The books of a fund's years.

`opening` opens them, `rolling` owes running placements the money of a later one, `ending` settles
one and opens a closed one again, of which `notices` tells partners, `closing` closes it.
"""
