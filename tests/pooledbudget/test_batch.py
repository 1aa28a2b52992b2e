"""Many entries at once are what they would have been one by one, and are refused alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.pooledbudget import batch, journal, proof
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.journal import Draft
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.refusals import (
    FundsShort,
    KeyReused,
    NotHeld,
    OutsideYear,
    PeriodClosed,
    Unbalanced,
    WrongAccount,
)
from tests.pooledbudget.builders import MONDAY_9AM, Books, a_key, shut, some_books

pytestmark = pytest.mark.django_db
CHILD, SIBLING = "JRAP-2026-00042", "JRAP-2026-00043"
#: What moves, from which kind of account into which.
MOVES = {
    Verb.COMMIT: (AccountKind.UNCOMMITTED, AccountKind.COMMITTED),
    Verb.INVOICE: (AccountKind.COMMITTED, AccountKind.INVOICED),
    Verb.PAY: (AccountKind.INVOICED, AccountKind.SPENT),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(MOVES)),
        st.sampled_from([CHILD, SIBLING]),
        st.integers(min_value=1, max_value=400),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture
def books() -> Books:
    """A pool with £10.00 in it, of which £4.00 of health's are committed to a request."""
    pool = some_books()
    pool.receive(1_000)
    pool.commit(CHILD, 0, 400)
    return pool


def a_draft(books: Books, verb: Verb, about: str, pence: int) -> Draft:
    """Return an entry that moves some of health's money as a verb does."""
    source, target = (
        books.account(kind, None if kind is AccountKind.UNCOMMITTED else books.health).pk
        for kind in MOVES[verb]
    )
    lines = journal.lines_of({target: pence, source: -pence})
    return Draft(books.fund_year.pk, verb, f"{about}: {verb}", about, date(2026, 5, 4), lines)


def post_all(books: Books, *drafts: Draft) -> list[int]:
    """Post them under keys of their own."""
    keyed = [(draft, f"list {place}") for place, draft in enumerate(drafts)]
    return batch.post_all(keyed, fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM)


def one_by_one(books: Books, *drafts: Draft) -> None:
    """Post them each by itself, under the same keys."""
    for place, draft in enumerate(drafts):
        journal.post(draft, key=f"list {place}", by=books.manager, at=MONDAY_9AM)


def outcome(books: Books, post: Callable[..., object], drafts: list[Draft]) -> Any:
    """Return all that posting leaves in the books, or what refuses it; then undo it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                post(books, *drafts)
        except (FundsShort, NotHeld):
            return "refused"
        entries = JournalEntry.objects.filter(fund_year=books.fund_year).order_by("number")
        written = entries.values_list("number", "previous_hash", "hash", "key", "about", "memo")
        lines = entries.order_by("number", "postings__pk").values_list(
            "postings__account_id",
            "postings__side",
            "postings__amount_pence",
            "postings__balance_after_pence",
        )
        accounts = books.fund_year.accounts.order_by("pk").values_list("pk", "balance_pence")
        assert proof.faults(books.fund_year.fund) == []
        left = [*written], [*lines], [*accounts]
        transaction.set_rollback(True)
    return left


@settings(max_examples=15, deadline=None)
@given(steps=STEPS)
def test_it_leaves_the_books_as_posting_one_by_one_would(
    steps: list[tuple[Verb, str, int]],
) -> None:
    with transaction.atomic():
        pool = some_books(code=a_key().replace(" ", "-"))
        pool.receive(1_000)
        pool.commit(CHILD, 0, 400)
        drafts = [a_draft(pool, *step) for step in steps]

        assert outcome(pool, post_all, drafts) == outcome(pool, one_by_one, drafts)
        transaction.set_rollback(True)


def test_it_returns_the_entries_in_their_order(books: Books) -> None:
    drafts = [a_draft(books, Verb.COMMIT, about, 1) for about in (SIBLING, CHILD, SIBLING)]

    posted = JournalEntry.objects.in_bulk(post_all(books, *drafts))

    assert [entry.about for entry in posted.values()] == [SIBLING, CHILD, SIBLING]


class TestRefuses:
    """All of a list where one entry is refused, in the words of a single post."""

    def refused(self, books: Books, *drafts: Draft, by: type[Exception], match: str) -> None:
        before = JournalEntry.objects.count()
        fine = a_draft(books, Verb.COMMIT, SIBLING, 1)
        with pytest.raises(by, match=match), transaction.atomic():
            post_all(books, fine, *drafts)
        assert JournalEntry.objects.count() == before

    def test_more_than_the_fund_has(self, books: Books) -> None:
        too_much = a_draft(books, Verb.COMMIT, CHILD, 600)
        told = "has £6.00 left for 2026 to 2027; this needs £6.01"
        self.refused(books, too_much, by=FundsShort, match=told)

    def test_more_than_a_request_holds(self, books: Books) -> None:
        books.commit(SIBLING, 0, 100)
        over = a_draft(books, Verb.INVOICE, CHILD, 401)
        self.refused(books, over, by=NotHeld, match=f"{CHILD} has £0.01 less committed")

    def test_a_key_that_is_in_use(self, books: Books) -> None:
        post_all(books, a_draft(books, Verb.COMMIT, CHILD, 1))
        self.refused(books, by=KeyReused, match="stands for another entry")

    def test_a_day_of_another_year(self, books: Books) -> None:
        early = replace(a_draft(books, Verb.COMMIT, CHILD, 1), effective_on=date(2026, 3, 31))
        self.refused(books, early, by=OutsideYear, match="not in 2026 to 2027")

    def test_an_account_of_another_fund(self, books: Books) -> None:
        other = a_draft(some_books(code="other"), Verb.COMMIT, CHILD, 1)
        self.refused(books, other, by=WrongAccount, match="another fund or year")

    def test_a_year_that_is_closed(self, books: Books) -> None:
        books.release(CHILD)
        shut(books.fund_year, books.manager)
        self.refused(books, by=PeriodClosed, match="are closed")

    def test_what_does_not_balance_even_from_sql(self, books: Books) -> None:
        draft = a_draft(books, Verb.COMMIT, CHILD, 1)
        self.refused(
            books, replace(draft, lines=draft.lines[:1]), by=Unbalanced, match="debits £0.01"
        )
        account = draft.lines[0].account_id
        with pytest.raises(IntegrityError, match="do not sum to zero"), transaction.atomic():
            call(books, keys=["raw"], accounts=[account])

    @pytest.mark.parametrize("keys", [["raw", "without lines"], [""]])
    def test_an_entry_without_key_or_lines(self, books: Books, keys: list[str]) -> None:
        account = a_draft(books, Verb.COMMIT, CHILD, 1).lines[0].account_id
        with pytest.raises(Exception, match="empty, or without key"), transaction.atomic():
            call(books, keys=keys, accounts=[account])


def call(books: Books, *, keys: list[str], accounts: list[int]) -> None:
    """Call the doorway without `batch` before it: a debit of a penny, for the first key."""
    one = [""] * len(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_post_all(%s, now(), 'x', %s, %s, %s, %s, %s, %s::date[], %s, %s, %s,"
            " %s)",
            [
                books.fund_year.pk,
                *(keys, one, ["commit"] * len(keys), one, one, ["2026-05-04"] * len(keys)),
                *([1], accounts, ["debit"], [1]),
            ],
        )
