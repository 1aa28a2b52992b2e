"""Everything kept, proved from what can't be argued with."""
