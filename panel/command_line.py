"""How what is typed after a command is read."""

from argparse import ArgumentTypeError
from datetime import date


def day(text: str) -> date:
    """
    Read a day.

    Raises:
        ArgumentTypeError: it is none; argparse then says so and exits with 2.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ArgumentTypeError(f"“{text}” isn’t a date such as 2027-04-01.") from wrong
