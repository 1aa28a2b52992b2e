"""Starting and stopping clocks.

A clock starts and stops within the move that causes it, and the event of that move tells of it;
nothing is appended to the audit log here.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from panel.agencies.models import Person, Role
from panel.clock import date_of
from panel.deadlines import reminders, rules
from panel.deadlines.models import Clock, ClockException, Outcome
from panel.policies import calendars
from panel.policies import queries as versions
from panel.policies.schema import Rung
from panel.policies.schema.meetings import Calendar
from panel.refusals import Refusal


class NotRunning(Refusal):
    """Raised when the clock to be stopped has stopped already, or never started."""


class DisappliedAlready(Refusal):
    """Raised when a limit is disapplied a second time for the same reason."""


@dataclass(frozen=True)
class Owner:
    """Whoever owes the work: the holders of a role on a panel, for one agency or for all.

    `or_agency_ids`: further agencies, where any of their holders may do it as well.
    """

    panel_id: int
    role: Role
    agency_id: int | None = None
    or_agency_ids: tuple[int, ...] = ()


@transaction.atomic
def start_clock(
    *,
    subject: str,
    rule: rules.Rule,
    started_on: date,
    owner: Owner,
    by: Person,
    at: datetime,
    key: str = "",
    ladder: Iterable[Rung] = (),
) -> Clock:
    """Start a clock and write its reminders; the one there is, if it has been started before.

    Working days are those of the panel whose clock it is.

    Args:
        subject: the case's reference.
        started_on: the day of the origin event, which may lie before `at`.
        key: tells clocks of the same rule on one case apart, such as `health/2` for a second
            advice of that agency.
        ladder: rungs whose day has passed already are left out.

    Raises:
        rules.NotInForce: The rule doesn't apply to events of that day.
    """
    calendar = versions.calendar_of(owner.panel_id, on=date_of(at))
    begun = {"started_at": at, "started_by": by}
    running, is_new = Clock.objects.get_or_create(
        subject=subject,
        rule_id=rule.id,
        key=key,
        defaults=_owned(owner) | _computed(rule, started_on, calendar) | begun,
    )
    if is_new:
        if owner.or_agency_ids:
            running.or_agencies.set(owner.or_agency_ids)
        reminders.build(running, ladder, calendar, at=at)
    return running


def _owned(owner: Owner) -> dict[str, Any]:
    """Return whose clock it is, by the names of its columns."""
    return {
        "panel_id": owner.panel_id,
        "owner_role": owner.role,
        "owner_agency_id": owner.agency_id,
    }


def _computed(rule: rules.Rule, started_on: date, calendar: Calendar) -> dict[str, Any]:
    """Return what a rule says of a clock that starts on a day, by the names of its columns."""
    holidays = calendars.closed(calendar, started_on.year - 2, started_on.year + 3)
    due = rules.compute(rule, started_on, holidays)
    return {
        "title": rule.title,
        "source": rule.source,
        "length": str(rule.length),
        "started_on": started_on,
        "due_on": due.due_on,
        "operational_on": due.operational_on,
        "explanation": [asdict(step) for step in due.explanation],
    }


@transaction.atomic
def stop_clock(
    *,
    subject: str,
    rule_id: str,
    by: Person,
    at: datetime,
    key: str = "",
    done_on: date | None = None,
) -> Clock:
    """Stop a clock because what it asked for is done: met on or before its due date, or missed.

    Args:
        done_on: the day it was really done, where that isn't the day of `at`.

    Its reminders and unsent notices are cancelled by the sweep, and no worker sends one meanwhile.

    Raises:
        NotRunning: It has stopped already, or never started.
    """
    running = Clock.objects.select_for_update().filter(
        subject=subject, rule_id=rule_id, key=key, stopped_at=None
    )
    clock = running.first()
    if clock is None:
        raise NotRunning(f"No clock {rule_id} {key} runs for {subject}.")
    clock.stopped_at = at
    clock.stopped_by = by
    clock.done_on = done_on or date_of(at)
    clock.outcome = Outcome.MET if clock.done_on <= clock.due_on else Outcome.MISSED
    clock.save(update_fields=["stopped_at", "stopped_by", "outcome", "done_on"])
    return clock


def disapply(*, exception: ClockException, by: Person, at: datetime) -> ClockException:
    """Write down why a limit doesn't bind a clock. It runs on, and its date stays.

    Raises:
        DisappliedAlready: for the same reason before.
    """
    if ClockException.objects.filter(clock=exception.clock, code=exception.code).exists():
        raise DisappliedAlready("This exception is recorded already.")
    exception.approved_at, exception.approved_by = at, by
    exception.save()
    return exception


def void_clocks(
    *, subject: str, by: Person, at: datetime, rule_ids: Collection[str] | None = None
) -> int:
    """Stop whatever still runs for a case that has ended or been withdrawn; return how many.

    Args:
        rule_ids: only the clocks of these rules, where the rest of the case goes on.
    """
    running = Clock.objects.filter(subject=subject, stopped_at=None)
    if rule_ids is not None:
        running = running.filter(rule_id__in=rule_ids)
    return running.update(stopped_at=at, stopped_by=by, outcome=Outcome.VOID)


@transaction.atomic
def turn_back_clocks(
    *, subject: str, rule_ids: Collection[str], moment: datetime, by: Person, at: datetime
) -> None:
    """Undo what one event did to clocks: those it started are void, those it stopped run on.

    Args:
        moment: the `at` of the event, by which its clocks are known.
    """
    touched = Clock.objects.select_for_update().filter(subject=subject, rule_id__in=rule_ids)
    touched.filter(started_at=moment, stopped_at=None).update(
        stopped_at=at, stopped_by=by, outcome=Outcome.VOID
    )
    touched.filter(stopped_at=moment).update(
        stopped_at=None, stopped_by=None, outcome="", done_on=None
    )
