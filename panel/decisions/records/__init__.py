"""The decision record: what it says, how that is gathered, and how it looks."""
