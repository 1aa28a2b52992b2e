"""Files of invoices or contributions, checked row by row and posted once."""
