"""Going over the fund's money for one decision.

`overspending` keeps who consented, `notices` tells whom it concerns, `going_over` lets it pass as
the money is committed.
"""
