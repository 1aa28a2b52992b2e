"""A decision that somebody doesn't accept.

`challenging` keeps who doesn't and what came of it, `reopening` lets the panel decide again.
"""
