"""Deciding between two meetings what can't wait for one.

`urgent` decides it, `notices` tells whom it concerns, `owing` asks the next meeting to ratify it,
and `ratifying` records what that says.
"""
