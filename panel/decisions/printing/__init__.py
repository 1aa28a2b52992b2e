"""How a page becomes a PDF, in a typeface of our own."""
