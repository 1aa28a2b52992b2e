"""The directory of providers, and the national list of establishments it can be filled from."""
