"""What people type about decisions, checked; nothing here saves."""
