"""
One placement request, from a file to an issued record, through every stage on the way.

All that happens before the record is issued is one transaction: a request that is refused on its
way leaves nothing behind, not even the sample panel if it wasn't there before.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from django.db import transaction

from panel.agencies import access
from panel.cases.costs import costing
from panel.cases.models import PlacementRequest
from panel.decisions import operations as decisions
from panel.decisions.models import DecisionRecord, RegisterEntry
from panel.money import SharesRefused
from panel.parsing import Faulty
from panel.refusals import Refusal
from panel.sample import funds, people, steps
from panel.sample.document import WalkDocument

#: How long a worker that took the record from us may need to issue it.
PATIENCE = timedelta(minutes=3)
LOOK_EVERY = timedelta(milliseconds=200)


class WalkRefused(Exception):
    """Raised when the panel's rules stop the request; nothing was kept.

    `reasons`: sentences, each behind its JSON pointer where a place in the file is at fault.
    """

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class StillOwed(Exception):
    """Raised when the decision stands and its record has not been issued; the sweep will see."""


@dataclass(frozen=True)
class Walked:
    """What a walk leads to."""

    placement_request: PlacementRequest
    record: DecisionRecord
    register_entry: RegisterEntry


def walk(document: WalkDocument, *, at: datetime) -> Walked:
    """Take a request through every stage, and have its record issued.

    Raises:
        WalkRefused: by a chart, a limit, the fund or the panel's rules, with the reasons; or for
            what only the panel can find wrong in the file.
        StillOwed: the record couldn't be issued now.
    """
    try:
        record = _decided(document, at=at)
    except Refusal as refused:
        raise WalkRefused(refused.reasons) from refused
    except Faulty as faulty:
        raise WalkRefused([str(fault) for fault in faulty.faults]) from faulty
    except (access.Refused, SharesRefused) as refused:
        raise WalkRefused([str(refused)]) from refused
    entry = _issued(record, at=at)
    return Walked(record.decision.placement_request, record, entry)


@transaction.atomic
def _decided(document: WalkDocument, *, at: datetime) -> DecisionRecord:
    """Walk from draft to a frozen record: approved and funded if the panel agrees."""
    panel = people.establish(password=None, at=at)
    for option in document.options:
        if option.is_recommended and option.starts_on is not None:
            year = costing.financial_year(option.starts_on).first.year
            funds.provide(panel, year=year, at=at)

    placement_request = steps.draft(panel, document, at=at)
    steps.submit(placement_request, at=at)
    steps.ask_for_advice(placement_request, at=at)
    steps.advise(placement_request, document.advice, at=at)
    steps.mark_ready(placement_request, at=at)

    meeting = steps.plan(panel, starts_at=at, at=at)
    item = steps.put_on_agenda(meeting, placement_request, at=at)
    steps.send_papers(meeting, at=at)
    steps.give_positions(item, document.meeting.positions, at=at)
    steps.open_meeting(meeting, at=at)
    steps.consider(item, at=at)
    decision = steps.decide(item, document.meeting.outcome, at=at)
    steps.close(meeting, at=at)
    steps.approve(decision, at=at)
    return decision.records.select_related("decision__placement_request", "rendering").get()


def _issued(record: DecisionRecord, *, at: datetime) -> RegisterEntry:
    """Issue the record, or wait for the worker that was called to it first."""
    entry = decisions.issue(rendering_id=record.rendering.pk, at=at)
    pause, tries = Event(), int(PATIENCE / LOOK_EVERY)
    while entry is None and tries:
        pause.wait(LOOK_EVERY.total_seconds())
        entry = RegisterEntry.objects.filter(record=record).first()
        tries -= 1
    if entry is None:
        raise StillOwed(f"{record} is decided, but its PDF is still being made.")
    return entry
