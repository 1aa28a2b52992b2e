"""One record of a child, never merged by chance.

`recording` keeps it, `telling_apart` says whose it is.
"""
