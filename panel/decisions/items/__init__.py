"""One item of an agenda, as its page shows it."""
