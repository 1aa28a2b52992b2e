"""Agencies disagree about who pays: the levels it goes up, and how it is settled."""
