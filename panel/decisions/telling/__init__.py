"""Telling a family what the panel decided: their letter, and how they were told."""
