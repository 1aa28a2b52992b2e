"""Why a report isn't issued or received. The words may be shown to people."""

from panel.refusals import Refusal


class Unexplained(Refusal):
    """Raised when a report that has to be explained to partners says nothing of itself."""

    field = "commentary"


class NamesAChild(Refusal):
    """Raised when the words beside a report that may be published hold the name of a child."""

    field = "commentary"


class NotEnded(Refusal):
    """Raised when the days of a report aren't over: its figures would still move."""


class NotPartner(Refusal):
    """Raised when somebody receives a report for an agency that has no part in the fund year."""
