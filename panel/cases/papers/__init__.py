"""The papers of a request: what sort of file each is, who may read it, and whether it is clean."""
