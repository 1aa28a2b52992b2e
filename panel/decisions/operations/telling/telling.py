"""Telling the family and the referrer what the panel decided, in time and as the rules ask."""

from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.audit import log
from panel.cases import operations as cases
from panel.cases import queries as requests
from panel.deadlines import operations as deadlines
from panel.deadlines import queries as clocks
from panel.deadlines import rules
from panel.deadlines.durations import length_of
from panel.decisions.models import Channel, Decision, Telling
from panel.decisions.operations.telling.lettering import written
from panel.decisions.outcomes.document import ToldPart
from panel.policies.schema.afterwards import OutcomeNotice
from panel.refusals import Refusal


class ToldAlready(Refusal):
    """Raised when an outcome is said to have been told a second time in the same way."""


class NotOnThatDay(Refusal):
    """Raised when an outcome would have been told before it was decided, or in days to come."""


def owe_tellings(decision: Decision, *, by: Person, at: datetime) -> None:
    """Write down each way in which the panel's rules want an outcome told, with its clock.

    From the day of the decision, whatever is still to be settled about who pays.
    """
    notices = requests.rules_for(decision.placement_request, on=clock.date_of(at)).notices
    for notice in {notice.channel: notice for notice in notices.outcome}.values():
        _owe(decision, notice, by=by, at=at)


@transaction.atomic
def record_telling(*, telling_id: int, told: ToldPart, by: Person, at: datetime) -> Telling:
    """Record on which day an outcome was told in one way, and to whom; its clock stops.

    What the letter says now is kept with it, and printed if it isn't yet.

    Raises:
        access.Refused: this person doesn't tell families for the panel.
        ToldAlready: it was recorded before.
        NotOnThatDay: the day lies ahead, or before the decision.
    """
    found = Telling.objects.values_list("decision__placement_request_id", flat=True)
    placement_request = cases.locked(found.get(pk=telling_id))
    access.of(by, on=clock.date_of(at)).require(
        Permission.OUTCOME_TELL, panel_id=placement_request.panel_id
    )
    telling = Telling.objects.select_related("decision").get(pk=telling_id)
    if telling.told_on is not None:
        raise ToldAlready(f"It was told on {telling.told_on:%-d %B %Y}.")
    _require_day(telling, told, at=at)
    telling.told_on, telling.note = told.told_on, told.note
    telling.letter = written(telling.decision, by=by, at=at)
    telling.recorded_at, telling.recorded_by = at, by
    telling.save(update_fields=["told_on", "note", "letter", "recorded_at", "recorded_by"])
    reference, key = placement_request.reference, _key(telling)
    if clocks.open_clocks(reference).filter(rule_id=rules.OUTCOME_TOLD, key=key).exists():
        deadlines.stop_clock(
            subject=reference,
            rule_id=rules.OUTCOME_TOLD,
            key=key,
            done_on=told.told_on,
            by=by,
            at=at,
        )
    payload = {"channel": telling.channel, "on": f"{told.told_on}"}
    log.record(subject=reference, kind="outcome_told", by=by, at=at, payload=payload)
    return telling


def _owe(decision: Decision, notice: OutcomeNotice, *, by: Person, at: datetime) -> None:
    placement_request, channel = decision.placement_request, Channel(notice.channel)
    version = placement_request.submitted_under
    telling = Telling(decision=decision, channel=channel)
    telling.due_on = deadlines.start_clock(
        subject=placement_request.reference,
        rule=rules.Rule(
            rules.OUTCOME_TOLD,
            f"Tell the family and the referrer {channel.label.lower()} what was decided on "
            f"{clock.date_of(decision.decided_at):%-d %B %Y}",
            str(version),
            version.effective_from,
            length_of(notice.within),
        ),
        key=_key(telling),
        started_on=clock.date_of(decision.decided_at),
        owner=deadlines.Owner(placement_request.panel_id, Role.COORDINATOR),
        ladder=version.policy.reminders.outcome,
        by=by,
        at=at,
    ).due_on
    telling.save()


def _key(telling: Telling) -> str:
    """Return what tells this clock from the others of its request."""
    return f"{telling.decision.key}/{telling.channel}"


def _require_day(telling: Telling, told: ToldPart, *, at: datetime) -> None:
    decided_on = clock.date_of(telling.decision.decided_at)
    if told.told_on > clock.date_of(at):
        raise NotOnThatDay(f"{told.told_on:%-d %B %Y} lies ahead. Record it once it is told.")
    if told.told_on < decided_on:
        raise NotOnThatDay(f"It was decided on {decided_on:%-d %B %Y}; it was told since.")
