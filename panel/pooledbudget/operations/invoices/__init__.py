"""What providers ask for.

An invoice that is `fitting` is booked by `invoicing`, passed, paid and voided by `moves`, and
credited by `crediting`: each posts what it moves.
"""
