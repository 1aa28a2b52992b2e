"""A placement where it meets its money: terms, plans, changes and what is paid for it."""
