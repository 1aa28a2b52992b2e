"""The one way in which a start is refused: a sentence for a person. Nothing else may live here."""

EXIT_CODE = 2


class CannotStart(Exception):
    """
    Raised when something outside the program keeps it from starting.

    Its text is shown as it is: one sentence that says what is wrong, and the way out.
    """
