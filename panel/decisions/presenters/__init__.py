"""What the pages about decisions say, as plain values. Nothing here asks the database."""
