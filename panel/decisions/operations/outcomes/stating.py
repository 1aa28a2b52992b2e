"""Holding an outcome against what it must state under a panel's rules."""

from datetime import date

from panel.decisions.outcomes import statements
from panel.decisions.outcomes.statements import Stating
from panel.policies.schema import Policy
from panel.refusals import Lacking


class Unstated(Lacking):
    """Raised when an outcome doesn't state what the panel's rules ask; each part is a reason."""


def require_statement(stating: Stating, rules: Policy, *, on: date) -> None:
    """Hold an outcome against what the rules ask it to state, and its days against today.

    Raises:
        Unstated: with a sentence for each thing that is missing.
    """
    if missing := list(statements.faults(stating, rules, on=on)):
        raise Unstated(*missing)
