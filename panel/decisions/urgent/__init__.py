"""What can't wait for a meeting: who decides and pays meanwhile, and how it is ratified."""
