"""Keeping a fund's money from what the panel's rules don't permit it to pay for."""

from datetime import datetime

from panel import clock
from panel.cases import queries as requests
from panel.decisions.consents import permitted
from panel.decisions.models import Decision
from panel.refusals import Refusal


class NotPermitted(Refusal):
    """Raised when money would go to what the fund isn't there for, without every consent."""


def require_permitted(decision: Decision, *, at: datetime) -> None:
    """Raise `NotPermitted` unless every line is permitted, or every partner consented."""
    rules = requests.rules_for(decision.placement_request, on=clock.date_of(at)).fund
    if reasons := permitted.refusals(decision, rules):
        raise NotPermitted(*reasons)
