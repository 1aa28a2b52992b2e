"""
The book: `post`, through which `reverse` goes too, calls the SQL function `ledger_post`; for many
entries at once, `batch` does.

Nothing else writes a posting, and PostgreSQL lets the application write none in any other way.
An entry is never changed; what was wrong is reversed and posted anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import DatabaseError, connection

from panel.agencies.models import Person
from panel.clock import LONDON
from panel.money import Pence
from panel.pooledbudget import chain, refusals
from panel.pooledbudget.accounts import Side, Verb
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.refusals import KeyReused, Unbalanced


@dataclass(frozen=True)
class Line:
    """One account's part in an entry. `pence` is above 0."""

    account_id: int
    side: Side
    pence: Pence


@dataclass(frozen=True)
class Draft:
    """An entry before it has a number: what happened, to which request, on which accounts.

    `about` is the reference of the request, or of another paper, that the money moves for.
    `effective_on` is a day of the fund year. `asked` is a fingerprint of what the holder of the
    key asked for, where that is not the lines themselves: see `post`.
    """

    fund_year_id: int
    verb: Verb
    memo: str
    about: str
    effective_on: date
    lines: tuple[Line, ...]
    asked: str = ""
    reverses_id: int | None = None

    @property
    def columns(self) -> tuple[list[int], list[str], list[int]]:
        """The lines as three lists: account ids, sides, pence."""
        return (
            [line.account_id for line in self.lines],
            [line.side.value for line in self.lines],
            [line.pence for line in self.lines],
        )

    @cached_property
    def fingerprint(self) -> str:
        """What a repeat must share with the first: the money, not the words or the day."""
        return self.asked or chain.fingerprint(
            self.verb, self.fund_year_id, self.about, self.reverses_id, *self.columns
        )


def lines_of(moves: Mapping[int, int]) -> tuple[Line, ...]:
    """Return the lines of a movement: account id → pence, debits positive; nothing for 0."""
    lines = [
        Line(account_id, Side.DEBIT if pence > 0 else Side.CREDIT, Pence(abs(pence)))
        for account_id, pence in moves.items()
        if pence
    ]
    return tuple(sorted(lines, key=lambda line: (line.side is Side.CREDIT, line.account_id)))


POST = """
    SELECT entry_id, entry_fund_id, entry_number, entry_previous_hash, entry_hash, is_repeat
    FROM ledger_post(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def post(draft: Draft, *, key: str, by: Person, at: datetime) -> JournalEntry:
    """
    Post one entry, whole or not at all, in one statement.

    In a larger transaction this comes last: it takes the fund's lock, which is held until that
    transaction ends. A key that was used before returns the first entry, changes nothing and says
    so in `is_repeat`, as long as the same was asked: the same `asked`, or else the same verb,
    request and lines.

    Raises:
        Unbalanced: Debits and credits differ, or there are no lines.
        FundsShort: An account would go below its floor.
        NotHeld: The request would give up more than it holds on an account.
        KeyReused: The key stands for something else already.
        PeriodClosed: The year is closed.
        OutsideYear: `effective_on` is not a day of the year.
        AlreadyReversed: The draft reverses an entry that another one reverses.
    """
    check(draft)
    with connection.cursor() as cursor:
        try:
            cursor.execute(POST, _arguments(draft, key, by, at))
        except DatabaseError as error:
            raise refusals.of(error, about=draft.about, key=key) from error
        *written, is_repeat = cursor.fetchone()
    if is_repeat:
        return _again(JournalEntry.objects.get(pk=written[0]))
    return _entry(draft, written, key=key, by=by, at=at)


def _entry(
    draft: Draft, written: Sequence[Any], *, key: str, by: Person, at: datetime
) -> JournalEntry:
    """Return the entry as the statement wrote it, without asking for it again."""
    pk, fund_id, number, previous_hash, digest = written
    return JournalEntry(
        pk=pk,
        fund_id=fund_id,
        fund_year_id=draft.fund_year_id,
        number=number,
        key=key,
        asked=draft.fingerprint,
        verb=draft.verb.value,
        memo=draft.memo,
        about=draft.about,
        effective_on=draft.effective_on,
        posted_at=at,
        posted_by=by.username,
        reverses_id=draft.reverses_id,
        previous_hash=previous_hash,
        hash=digest,
    )


def _again(entry: JournalEntry) -> JournalEntry:
    entry.is_repeat = True
    return entry


def check(draft: Draft) -> None:
    """Raise `Unbalanced` where debits and credits differ, or there are no lines."""
    debit_pence = sum(line.pence for line in draft.lines if line.side is Side.DEBIT)
    credit_pence = sum(line.pence for line in draft.lines if line.side is Side.CREDIT)
    if debit_pence != credit_pence or not draft.lines:
        raise Unbalanced(draft.memo, debit_pence, credit_pence)


def _arguments(draft: Draft, key: str, by: Person, at: datetime) -> list[Any]:
    return [
        draft.fund_year_id,
        key,
        draft.fingerprint,
        draft.verb.value,
        draft.memo,
        draft.about,
        draft.effective_on,
        at,
        by.username,
        draft.reverses_id,
        *[array(column) for column in draft.columns],
    ]


def array(values: Iterable[object]) -> str:
    """Write numbers or sides as PostgreSQL reads an array.

    The adapter would look at each value to find its type, which took a fifth of the time of a
    post; `ledger_post` says what they are.
    """
    return f"{{{','.join(map(str, values))}}}"


def reverse(*, entry_id: int, memo: str, key: str, by: Person, at: datetime) -> JournalEntry:
    """
    Post the mirror of an entry, on the day of `at` or the nearest day of the entry's year.

    Raises:
        AlreadyReversed: It has been reversed, under another key.
        FundsShort: The money has moved on since, so it isn't there to be moved back.
        NotHeld: As `FundsShort`, for what one request holds.
        PeriodClosed: The entry's year is closed.
    """
    entry = JournalEntry.objects.select_related("fund_year").get(pk=entry_id)
    mirror = tuple(
        Line(posting.account_id, Side(posting.side).opposite, Pence(posting.amount_pence))
        for posting in entry.postings.order_by("pk")
    )
    draft = Draft(
        fund_year_id=entry.fund_year_id,
        verb=Verb.REVERSE,
        memo=memo,
        about=entry.about,
        effective_on=entry.fund_year.nearest_day(at.astimezone(LONDON).date()),
        lines=mirror,
        reverses_id=entry.pk,
    )
    return post(draft, key=key, by=by, at=at)


def repeat_of(key: str, *, asked: str) -> JournalEntry | None:
    """
    Return the entry that `key` stands for, or None if the key is new.

    Raises:
        KeyReused: It stands for something else than `asked`.
    """
    entry = JournalEntry.objects.filter(key=key).first()
    if entry is None:
        return None
    if entry.asked != asked:
        raise KeyReused(key)
    return _again(entry)


def hold(about: str) -> None:
    """Let one transaction at a time read what a request holds and post on the strength of it."""
    with connection.cursor() as cursor:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended('money of ' || %s, 0))"
        cursor.execute(lock, [about])


def hold_fund(fund_id: int) -> None:
    """Let nobody else move a fund's money, as `post` does: what a request holds is held before.

    Who then reads how far a pot is over can lower its floor by just that, and post.
    """
    with connection.cursor() as cursor:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended('ledger of fund ' || %s, 0))"
        cursor.execute(lock, [fund_id])
