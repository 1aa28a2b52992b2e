"""The base of everything that says no to a person."""

from collections.abc import Callable

from panel.parsing import Fault


class Refusal(Exception):
    """Raised when what somebody asks can't be done now; its words are fit to be shown to them.

    Pages show them at the head of the form, the API answers 409. What isn't theirs to ask at all
    is `access.Refused`; any other exception is a bug and bursts.
    """

    #: The name of the one field that a refusal is about; empty where it is about the whole.
    field = ""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        #: Whole sentences, all at once; more than one where several things are in the way.
        self.reasons = list(sentences)


class Lacking(Refusal):
    """Raised when what was told lacks something; each reason is about what it points to."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.sentence for fault in faults))
        self.faults = list(faults)


def require_all(*checks: Callable[[], object]) -> None:
    """Make every check, and raise what those that refuse say, all at once."""
    reasons: list[str] = []
    for check in checks:
        try:
            check()
        except Refusal as refused:
            reasons += refused.reasons
    if reasons:
        raise Refusal(*reasons)
