"""How everything looks and reads on a page: words for values, form fields, components, headers."""
