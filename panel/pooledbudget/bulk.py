"""
The loader's way in: many entries of one fund at once, as the owner of the tables.

Not for anything a person does: it writes the tables directly, so only the owner's login can use
it, and it commits by itself. What it writes is what `journal.post` would have written, entry by
entry: the same numbers, seals, balances and guards, and floors at the end. `proof` holds
it to that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from panel.pooledbudget import chain
from panel.pooledbudget.journal import Draft
from panel.pooledbudget.models import Account, JournalEntry
from panel.pooledbudget.refusals import Unbalanced

ENTRY = """COPY pooledbudget_journalentry (
    id, fund_id, fund_year_id, number, key, asked, verb, memo, about, effective_on, posted_at,
    posted_by, reverses_id, previous_hash, hash) FROM STDIN"""
POSTING = """COPY pooledbudget_posting (
    entry_id, account_id, side, amount_pence, balance_after_pence) FROM STDIN"""


@dataclass(frozen=True)
class Item:
    """One entry to load: the draft, its key, and who posted it when. Oldest first."""

    draft: Draft
    key: str
    by: str  # username
    at: datetime


@dataclass
class _Book:
    """The end of a fund's journal, as it moves on while entries are added in memory."""

    fund_id: int
    number: int
    head: str
    accounts: dict[int, Account]

    def add(self, pk: int, item: Item) -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
        """Return the rows of one entry: the entry's, and its postings'."""
        draft = item.draft
        self.number += 1
        sealed = chain.Sealed(
            fund_year_id=draft.fund_year_id,
            number=self.number,
            key=item.key,
            asked=draft.fingerprint,
            verb=draft.verb.value,
            memo=draft.memo,
            about=draft.about,
            effective_on=draft.effective_on,
            posted_at=item.at,
            posted_by=item.by,
            reverses_id=draft.reverses_id,
            lines=chain.listed((x.account_id, x.side.value, x.pence) for x in draft.lines),
        )
        previous_hash, self.head = self.head, chain.seal(self.head, sealed)
        content = (value for name, value in vars(sealed).items() if name != "lines")
        return (pk, self.fund_id, *content, previous_hash, self.head), [*self._move(pk, draft)]

    def _move(self, pk: int, draft: Draft) -> Iterator[tuple[object, ...]]:
        sums = {"debit": 0, "credit": 0}
        for line in draft.lines:
            account = self.accounts[line.account_id]
            sums[line.side] += line.pence
            grows = account.normal_side == line.side
            account.balance_pence += line.pence if grows else -line.pence
            yield (pk, account.pk, line.side.value, line.pence, account.balance_pence)
        if sums["debit"] != sums["credit"] or not draft.lines:
            raise Unbalanced(draft.memo, sums["debit"], sums["credit"])


def load(fund_id: int, items: Iterable[Item]) -> int:
    """
    Add entries to the end of a fund's journal, all or none, and return how many.

    Raises:
        Unbalanced: An entry's debits and credits differ.
        django.db.IntegrityError: A key was used before, or the last entry leaves an account
            below its floor. (A dip below it on the way is not looked for.)
    """
    waiting = list(items)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('ledger of fund ' || %s, 0))",
            [fund_id],
        )
        book = _open(fund_id)
        ids = _ids(cursor, len(waiting))
        rows = [book.add(pk, item) for pk, item in zip(ids, waiting, strict=True)]
        _copy(cursor, ENTRY, (entry for entry, _ in rows))
        _copy(cursor, POSTING, (posting for _, postings in rows for posting in postings))
        Account.objects.using("owner").bulk_update(
            book.accounts.values(), ["balance_pence"], batch_size=500
        )
    return len(waiting)


def _open(fund_id: int) -> _Book:
    entries = JournalEntry.objects.using("owner").filter(fund_id=fund_id)
    last = entries.order_by("-number").first()
    accounts = Account.objects.using("owner").filter(fund_year__fund_id=fund_id)
    return _Book(
        fund_id,
        last.number if last else 0,
        last.hash if last else "",
        {account.pk: account for account in accounts},
    )


def _ids(cursor: CursorWrapper, count: int) -> list[int]:
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence('pooledbudget_journalentry', 'id'))"
        " FROM generate_series(1, %s)",
        [count],
    )
    return [pk for (pk,) in cursor.fetchall()]


def _copy(cursor: CursorWrapper, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
