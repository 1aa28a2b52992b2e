"""Owing notices, and sending them once, whatever crashes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from panel import queue
from panel.agencies.models import Person
from panel.deadlines import mail, outbox, reminders
from panel.deadlines.models import Notice

OFFERED_AT_ONCE = 1_000  # notices that one statement of the sweep takes
PER_MESSAGE = 100  # of them that one message to a worker carries


class NotOneLine(ValueError):
    """Raised when a notice's subject line or recipient is empty or holds a line break."""


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


def tell(whom: Iterable[Person], *, key: str, subject: str, body: str, at: datetime) -> None:
    """Owe each of some people the same e-mail at once, as `owe_notice` does, once for `key`."""
    for person in whom:
        owe_notice(
            key=f"{key}/{person.pk}",
            recipient=person.username,
            subject=subject,
            body=body,
            due_at=at,
            at=at,
        )


def remind(
    *,
    key: str,
    recipients: Iterable[str],
    subject: str,
    body: str,
    at: datetime,
) -> int:
    """Owe one rung's notice to each of some people, once for `key`; return how many are new."""
    keyed = {f"{key}/{recipient}": recipient for recipient in recipients}
    known = set(Notice.objects.filter(key__in=keyed).values_list("key", flat=True))
    for name in keyed.keys() - known:
        owe_notice(key=name, recipient=keyed[name], subject=subject, body=body, due_at=at, at=at)
    return len(keyed.keys() - known)


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
    except mail.NeverTaken as refused:
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
