"""The proof is silent on true books and names what was tampered with."""

from collections.abc import Callable

import pytest
from django.db import connections, transaction

from panel.money import Pence
from panel.pooledbudget import bulk, journal, operations, proof, queries
from panel.pooledbudget.accounts import AccountKind, Side, Verb
from panel.pooledbudget.journal import Draft
from panel.pooledbudget.refusals import Unbalanced
from tests.pooledbudget.builders import MONDAY_9AM, Books, some_books

CHILD = "JRAP-2026-00042"


@pytest.fixture
def books(committed_db: None) -> Books:
    """A fund in which some things have happened, with awkward characters in them."""
    pool = some_books()
    pool.receive(100_000, key="“quoted” \\ \t \u2028 \x7f 👍")
    pool.reserve(CHILD, 20_000, 30_000)
    pool.commit(CHILD, 20_000, 31_000)
    pool.reverse(pool.reserve("JRAP-2026-00043", 1))
    return pool


def tamper(sql: str) -> None:
    """Do what only somebody with the owner's password and bad intent can."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)


def test_finds_nothing_in_true_books(books: Books) -> None:
    assert proof.faults(books.fund_year.fund) == []


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        (
            "UPDATE pooledbudget_journalentry SET memo = 'better' WHERE number = 2",
            "the seal of entry 2 is broken",
        ),
        ("DELETE FROM pooledbudget_journalentry WHERE number = 2", "entry 2 is missing"),
        (
            "UPDATE pooledbudget_posting SET amount_pence = amount_pence + 1 WHERE side = 'debit'",
            "entry 1 sums to £0.01 and not to £0.00",
        ),
        (
            "UPDATE pooledbudget_account SET balance_pence = 7 WHERE kind = 'spent'",
            "says £0.07; its postings come to £0.00",
        ),
        (
            "UPDATE pooledbudget_posting SET balance_after_pence = 9 WHERE side = 'debit'",
            "is wrong",
        ),
        (
            "UPDATE pooledbudget_journalentry SET about = 'JRAP-2026-00099' WHERE number = 3",
            "JRAP-2026-00099 holds −£200.00",
        ),
        (
            "DELETE FROM pooledbudget_posting WHERE entry_id ="
            " (SELECT max(id) FROM pooledbudget_journalentry)",
            "has no postings, or some outside its year",
        ),
        (
            "UPDATE pooledbudget_posting SET account_id = -1"
            " WHERE id = (SELECT max(id) FROM pooledbudget_posting)",
            "entry 5 has no postings, or some outside its year",
        ),
        (
            "UPDATE pooledbudget_journalentry SET previous_hash = '' WHERE number = 4",
            "the seal of entry 4 is broken",
        ),
        (
            "UPDATE pooledbudget_account SET floor_pence = -7 WHERE kind = 'uncommitted'",
            "may go down to −£0.07; it was let go to £0.00",
        ),
        (
            "UPDATE pooledbudget_account SET floor_pence = -7 WHERE kind = 'spent'",
            "may go down to −£0.07; it was let go to £0.00",
        ),
    ],
)
def test_names_what_was_tampered_with(books: Books, sql: str, fault: str) -> None:
    tamper(sql)

    assert any(fault in sentence for sentence in proof.faults(books.fund_year.fund))


def test_finds_a_floor_true_that_was_opened_low_and_lowered_by_authority(
    committed_db: None,
) -> None:
    books = some_books(floor=-1_000)
    operations.authorise_floor(
        fund_year=books.fund_year,
        agency_id=books.health.pk,
        pence=Pence(500),
        about=CHILD,
        key="overspend",
        by=books.manager,
        at=MONDAY_9AM,
    )
    books.commit(CHILD, 1_500)

    assert proof.faults(books.fund_year.fund) == []


class TestBulk:
    @pytest.fixture
    def reservation(self, books: Books) -> Callable[[int], bulk.Item]:
        """Make the nth item of a load: ten pounds set aside for a request of its own."""
        reserved = books.account(AccountKind.RESERVED, books.health).pk
        pot = books.account(AccountKind.UNCOMMITTED).pk

        def item(number: int, pence: int = 1_000) -> bulk.Item:
            draft = Draft(
                fund_year_id=books.fund_year.pk,
                verb=Verb.RESERVE,
                memo="Loaded",
                about=f"JRAP-2026-{number:05}",
                effective_on=MONDAY_9AM.date(),
                lines=journal.lines_of({reserved: pence, pot: -pence}),
            )
            return bulk.Item(draft, f"load {number}", "loader@example.org", MONDAY_9AM)

        return item

    def test_writes_what_posting_would_have_written(
        self, books: Books, reservation: Callable[[int], bulk.Item]
    ) -> None:
        count = bulk.load(books.fund_year.fund_id, [reservation(n) for n in range(1, 4)])
        books.reserve(CHILD, 1)

        assert count == 3
        assert proof.faults(books.fund_year.fund) == []
        assert queries.position(books.fund_year).reserved_pence == 3_001

    def test_refuses_what_does_not_balance(
        self, books: Books, reservation: Callable[[int], bulk.Item]
    ) -> None:
        item = reservation(1)
        (debit, _) = item.draft.lines
        assert debit.side is Side.DEBIT
        crooked = Draft(**{**vars(item.draft), "lines": (debit,)})

        with pytest.raises(Unbalanced, match=r"debits £10\.00, credits £0\.00"):
            bulk.load(books.fund_year.fund_id, [bulk.Item(crooked, "k", "x", MONDAY_9AM)])
