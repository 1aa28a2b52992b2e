"""The part of the ledger that a figure is made of: what it is, its sum, its words."""
