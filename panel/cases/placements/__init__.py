"""A placement from the agreement with its provider to its end."""
