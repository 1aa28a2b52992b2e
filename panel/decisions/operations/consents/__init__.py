"""What the fund isn't there for, and the consents that let it pay all the same.

`permitting` refuses a line that the rules don't permit, `consenting` keeps who consented to it.
"""
