"""A request's rows as the plain values that its pages show. Nothing here asks the database."""
