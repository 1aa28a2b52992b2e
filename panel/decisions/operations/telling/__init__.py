"""Telling a family what the panel decided.

`telling` records that they heard, `lettering` writes and prints their letter.
"""
