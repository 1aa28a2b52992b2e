"""Replacing a decision record that says something wrong by one that says it right, and why."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.cases import operations as cases
from panel.decisions.models import DecisionRecord
from panel.decisions.operations.records import freezing
from panel.decisions.records.gathering.discretion import initialled
from panel.meetings.models import Interest, Recusal
from panel.refusals import Refusal


class AlreadyReplaced(Refusal):
    """Raised when a record is to be corrected that another one has replaced."""


class Interested(Refusal):
    """Raised when somebody who stands back for an interest would correct an item's record."""


@transaction.atomic
def correct(*, record_id: int, reason: str, by: Person, at: datetime) -> DecisionRecord:
    """Freeze a decision's record anew, from what the case says now; the old one stays genuine.

    The decision, its approvals and what was committed are as they were: what can't be changed any
    more can't be corrected either, and a panel that thinks otherwise decides anew. The reason is
    printed on the new record, with initials in place of the child's name.

    Raises:
        access.Refused: this person doesn't record the panel's outcomes.
        AlreadyReplaced: it isn't the latest version.
        Interested: they stand back from the item for an interest.
    """
    wrong = DecisionRecord.objects.select_related("decision").get(pk=record_id)
    decision = wrong.decision
    decision.placement_request = cases.locked(decision.placement_request_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.OUTCOME_RECORD, panel_id=decision.placement_request.panel_id
    )
    _refuse(wrong, by)
    why = initialled(decision.placement_request.child)(reason)
    return freezing.again(decision, why, by=by, at=at)


def _refuse(wrong: DecisionRecord, by: Person) -> None:
    decided = Q(item__decision=wrong.decision)
    ratified = Q(item__ratifies__urgency__decision=wrong.decision)
    own = Interest.objects.filter(decided | ratified, person=by).exclude(level=Recusal.NOTE)
    if own.exists():
        raise Interested("You declared an interest in this item: somebody else has to correct it.")
    if later := DecisionRecord.objects.filter(supersedes=wrong).first():
        raise AlreadyReplaced(f"{wrong} was replaced by {later}: correct that one.")
