"""The requests that a figure of a report adds up."""
