"""The pages on which an administrator appoints people, names seats and writes down schemes."""
