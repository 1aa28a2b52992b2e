"""Turning a ladder into reminders when a clock starts, and reminders into notices on their day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction

from panel import working_days
from panel.agencies import queries as people
from panel.agencies.models import Person, Role
from panel.clock import LONDON, date_of
from panel.deadlines import mail, wording
from panel.deadlines.models import Clock, Notice, Reminder
from panel.policies import calendars
from panel.policies.schema import Rung
from panel.policies.schema.meetings import Calendar

MORNING = time(9, tzinfo=LONDON)  # when people are reminded
BATCH = 500


def build(clock: Clock, ladder: Iterable[Rung], calendar: Calendar, *, at: datetime) -> None:
    """Write a reminder for each rung of the ladder whose day hasn't passed already.

    Rungs are counted in working days from the day to work to, not from the date in law.
    """
    day_worked_to = clock.operational_on
    holidays = calendars.closed(calendar, day_worked_to.year - 1, day_worked_to.year + 1)
    rungs = [
        Reminder(
            clock=clock,
            rung=place,
            to=rung.to,
            due_at=datetime.combine(
                working_days.add(day_worked_to, rung.working_days, holidays), MORNING
            ),
        )
        for place, rung in enumerate(ladder)
    ]
    Reminder.objects.bulk_create(rung for rung in rungs if rung.due_at > at)


def reached(
    ladder: Iterable[Rung], calendar: Calendar, *, due_on: date, on: date
) -> tuple[int, Rung] | None:
    """Return the highest rung of a ladder that a day has come to, and its place; None before all.

    Rungs are counted in working days from the day that something is due.
    """
    holidays = calendars.closed(calendar, due_on.year - 1, due_on.year + 1)
    passed = [
        (place, rung)
        for place, rung in enumerate(ladder)
        if working_days.add(due_on, rung.working_days, holidays) <= on
    ]
    return passed[-1] if passed else None


def fall_due(*, at: datetime) -> int:
    """Turn every reminder whose day has come into notices; return how many reminders that was.

    Safe beside another sweep: each takes the rows that the other doesn't hold.
    """
    turned = 0
    while batch := _turn_batch(at):
        turned += batch
    return turned


@transaction.atomic
def _turn_batch(at: datetime) -> int:
    waiting = list(
        Reminder.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(outcome="", due_at__lte=at)
        .select_related("clock")
        .prefetch_related("clock__or_agencies")
        .order_by("due_at")[:BATCH]
    )
    directory = Directory(on=date_of(at))
    notices: list[Notice] = []
    for reminder in waiting:
        readers = directory.readers(reminder) if reminder.clock.stopped_at is None else []
        reminder.outcome = _outcome(reminder, readers)
        notices += [_notice(reminder, reader, at) for reader in readers]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    Reminder.objects.bulk_update(waiting, ["outcome"])
    return len(waiting)


def _outcome(reminder: Reminder, readers: Sequence[Person]) -> str:
    if reminder.clock.stopped_at is not None:
        return Reminder.Outcome.CANCELLED
    return Reminder.Outcome.OWED if readers else Reminder.Outcome.NOBODY


@dataclass
class Directory:
    """Who is to be reminded on one day; asks the database once for each post."""

    on: date
    known: dict[tuple[int, str, int | None], list[Person]] = field(default_factory=dict)

    def readers(self, reminder: Reminder) -> list[Person]:
        """Return whom a reminder is for; the coordinators, if whoever owes the work has left."""
        clock = reminder.clock
        coordinators = (clock.panel_id, Role.COORDINATOR.value, None)
        if reminder.to == Reminder.To.COORDINATOR:
            return self._holders(*coordinators)
        able = [clock.owner_agency_id, *(agency.pk for agency in clock.or_agencies.all())]
        owners = {
            holder: None
            for agency_id in able
            for holder in self._holders(clock.panel_id, clock.owner_role, agency_id)
        }
        return list(owners) or self._holders(*coordinators)

    def _holders(self, panel_id: int, role: str, agency_id: int | None) -> list[Person]:
        post = (panel_id, role, agency_id)
        if post not in self.known:
            agency_ids = None if agency_id is None else [agency_id]
            found = people.holders(
                Role(role), panel_id=panel_id, on=self.on, agency_ids=agency_ids
            )
            self.known[post] = list(found)
        return self.known[post]


def _notice(reminder: Reminder, reader: Person, at: datetime) -> Notice:
    clock = reminder.clock
    key = f"reminder/{clock.pk}/{reminder.rung}/{reader.pk}"
    said = wording.Reminded(
        subject=clock.subject,
        title=clock.title,
        due_on=clock.operational_on,
        reason=f"{clock.length} {wording.day(clock.started_on)}. {clock.source}.",
        today=date_of(at),
    )
    return Notice(
        key=key,
        recipient=reader.username,
        subject_line=said.subject_line,
        body=said.body(settings.PANEL_ADDRESS),
        due_at=reminder.due_at,
        offer_at=reminder.due_at,
        clock=clock,
        message_id=mail.message_id(key),
    )
