"""The papers that the panel reads.

`papers` keeps them, `scanning` looks into each version for viruses.
"""
