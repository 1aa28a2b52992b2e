"""Starting and stopping clocks, owing notices, and sending them.

A clock starts and stops within the move that causes it, and the event of that move tells of it;
nothing is appended to the audit log here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from panel import queue, working_days
from panel.agencies.models import Person, Role
from panel.clock import date_of
from panel.deadlines import mail, outbox, reminders, rules
from panel.deadlines.models import Clock, Notice, Outcome
from panel.policies.schema import Rung

OFFERED_AT_ONCE = 1_000  # notices that one statement of the sweep takes
PER_MESSAGE = 100  # of them that one message to a worker carries


class NotRunning(Exception):
    """Raised when the clock to be stopped has stopped already, or never started."""


class NotOneLine(ValueError):
    """Raised when a notice's subject line or recipient is empty or holds a line break."""


@dataclass(frozen=True)
class Owner:
    """Whoever owes the work: the holders of a role on a panel, for one agency or for all."""

    panel_id: int
    role: Role
    agency_id: int | None = None


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

    Args:
        subject: the case's reference.
        started_on: the day of the origin event, which may lie before `at`.
        key: tells clocks of the same rule on one case apart, such as `health/2` for a second
            advice of that agency.
        ladder: rungs whose day has passed already are left out.

    Raises:
        rules.NotInForce: The rule doesn't apply to events of that day.
    """
    running, is_new = Clock.objects.get_or_create(
        subject=subject,
        rule_id=rule.id,
        key=key,
        defaults={
            "panel_id": owner.panel_id,
            "owner_role": owner.role,
            "owner_agency_id": owner.agency_id,
            "started_on": started_on,
            "started_at": at,
            "started_by": by,
            **_dates(rule, started_on),
        },
    )
    if is_new:
        reminders.build(running, ladder, at=at)
    return running


def _dates(rule: rules.Rule, started_on: date) -> dict[str, Any]:
    """Return what a rule says of a clock that starts on a day, by the names of its columns."""
    holidays = working_days.england(started_on.year - 2, started_on.year + 3)
    due = rules.compute(rule, started_on, holidays)
    return {
        "title": rule.title,
        "source": rule.source,
        "length": str(rule.length),
        "due_on": due.due_on,
        "operational_on": due.operational_on,
        "explanation": [asdict(step) for step in due.explanation],
    }


@transaction.atomic
def stop_clock(*, subject: str, rule_id: str, by: Person, at: datetime, key: str = "") -> Clock:
    """Stop a clock because what it asked for is done: met on or before its due date, or missed.

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
    clock.outcome = Outcome.MET if date_of(at) <= clock.due_on else Outcome.MISSED
    clock.save(update_fields=["stopped_at", "stopped_by", "outcome"])
    return clock


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
def owe_notice(
    *, key: str, recipient: str, subject: str, body: str, due_at: datetime, at: datetime
) -> Notice:
    """Owe one e-mail to one person, once for its key; asked again, return the first unchanged.

    A child is named in it by initials or reference, never otherwise: e-mail is read elsewhere.

    Args:
        key: what it is about, in business terms: `outcome/JRAP-2026-00042/17`.
        recipient: an e-mail address.
        subject: the subject line; one line.
        due_at: not sent before this; at or before `at` means now.

    Raises:
        NotOneLine: The subject line or the recipient is empty or holds a line break.
    """
    if any(text.splitlines() != [text] for text in (subject, recipient)):
        raise NotOneLine(f"The heading of notice {key} must be one line.")
    owed = outbox.add(
        Notice(
            key=key,
            recipient=recipient,
            subject_line=subject,
            body=body,
            due_at=due_at,
            message_id=mail.message_id(key),
        )
    )
    if owed is None:
        return Notice.objects.get(key=key)
    if due_at <= at:
        queue.after_commit("send_notices", [owed.pk])
    return owed


def send_notices(*, ids: Sequence[int], at: datetime) -> int:
    """Send those of `ids` that are due and that nobody else is sending; return how many.

    Leases the notices, hands each to the mail server, and marks it the moment it is accepted.
    Called twice, or by two workers at once, for the same ids, each notice is sent by one only.

    What a crash can do. Before the server has accepted a notice, or while it is being asked: the
    notice isn't lost; its lease runs out, the sweep offers it again, and it is sent. After the
    server has accepted it but before the mark is committed, which is one UPDATE later: SMTP gives
    no way to ask what was accepted, so the notice is handed over once more. That second copy has
    the same Message-ID, by which mail stores recognise it. For one crash that can befall one
    notice of a worker's batch, and no other. A server that accepts a mail and loses it is beyond
    our knowledge.
    """
    waiting = outbox.claim(ids, at=at)
    sent, why = 0, "The worker was stopped."
    try:
        with mail.server() as connection:
            while waiting:
                sent += _send(waiting[0], connection, at)
                waiting.pop(0)
    except mail.Unreachable as unreachable:
        why = str(unreachable)
    finally:
        outbox.put_back(waiting, why=why, at=at)
    return sent


def _send(notice: Notice, connection: BaseEmailBackend, at: datetime) -> bool:
    try:
        mail.hand_over(notice, connection)
    except mail.NotTaken as not_taken:
        outbox.put_back([notice], why=str(not_taken), at=at)
        return False
    except mail.Refused as refused:
        outbox.drop(notice, why=str(refused), at=at)
        return False
    outbox.mark_sent(notice, at=at)
    return True


def sweep(*, at: datetime) -> Mapping[str, int]:
    """Turn reminders whose day has come into notices, and call the workers for notices due.

    Safe beside other sweeps. Return what was done, counted, in words fit for a terminal.

    Raises:
        queue.NoAnswer: The workers can't be called; what remains is owed still.
    """
    done = {
        "reminders that fell due": reminders.fall_due(at=at),
        "notices dropped because their clock stopped": outbox.drop_stopped(at=at),
        "notices offered to the workers": 0,
    }
    while offered := _offer(at):
        done["notices offered to the workers"] += offered
    return done


@transaction.atomic
def _offer(at: datetime) -> int:
    """Take some notices and call the workers for them; if nobody answers, nothing was taken."""
    ids = outbox.offer(limit=OFFERED_AT_ONCE, at=at)
    for start in range(0, len(ids), PER_MESSAGE):
        queue.call("send_notices", ids[start : start + PER_MESSAGE])
    return len(ids)
