"""Somebody asks for a decision of the panel to be looked at again: by when, and who hears it."""
