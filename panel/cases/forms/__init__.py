"""What people type about requests, made into the parts of a document; nothing here saves."""
