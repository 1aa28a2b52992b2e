"""What PostgreSQL refuses by itself, whatever Python does."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import JournalEntry
from tests.pooledbudget.builders import Books, some_books

Run = Callable[..., None]


@pytest.fixture
def books(committed_db: None) -> Books:
    """A committed fund with £10.00 in it, one entry deep."""
    pool = some_books()
    pool.receive(1_000)
    return pool


@pytest.fixture
def as_owner(books: Books) -> Run:
    """Run SQL as the owner of the tables, whom the triggers must stop too."""

    def run(sql: str, *arguments: Any) -> None:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute(sql, arguments)

    return run


def post(books: Books, accounts: list[int], sides: list[str], amounts: list[int]) -> None:
    """Call the doorway without `journal` before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_post(%s, 'raw', '', 'reserve', 'm', 'a', '2026-05-01', now(), 'x',"
            " NULL, %s, %s, %s)",
            [books.fund_year.pk, accounts, sides, amounts],
        )


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO pooledbudget_posting (entry_id, account_id, side, amount_pence,"
        " balance_after_pence) VALUES (1, 1, 'debit', 1, 1)",
        "INSERT INTO pooledbudget_account (fund_year_id, kind, normal_side, is_per_request,"
        " balance_pence, floor_pence) VALUES (1, 'spent', 'debit', true, 0, 0)",
        "UPDATE pooledbudget_account SET balance_pence = 5",
        "INSERT INTO pooledbudget_floorauthorisation (account_id, amount_pence, about, key,"
        " authorised_at, authorised_by) VALUES (1, 1, 'a', 'k', now(), 'x')",
        "UPDATE pooledbudget_fundyear SET closed_at = NULL",
        "DELETE FROM pooledbudget_journalentry",
        "DELETE FROM pooledbudget_fundyear",
        "TRUNCATE pooledbudget_posting",
        "ALTER TABLE pooledbudget_posting DISABLE TRIGGER ALL",
    ],
)
def test_the_application_may_write_no_books_itself(books: Books, sql: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        connection.cursor().execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE pooledbudget_journalentry SET memo = 'better'",
        "DELETE FROM pooledbudget_journalentry",
        "TRUNCATE pooledbudget_journalentry CASCADE",
        "UPDATE pooledbudget_posting SET amount_pence = 1",
        "DELETE FROM pooledbudget_posting",
        "TRUNCATE pooledbudget_posting",
        "DELETE FROM pooledbudget_account",
        "TRUNCATE pooledbudget_account CASCADE",
    ],
)
def test_not_even_the_owner_changes_history(as_owner: Run, sql: str) -> None:
    with pytest.raises(IntegrityError, match="is append-only"):
        as_owner(sql)


POSTINGS = (
    "INSERT INTO pooledbudget_posting"
    " (entry_id, account_id, side, amount_pence, balance_after_pence) VALUES "
)


class TestPostings:
    def test_that_do_not_sum_to_zero_are_refused(self, books: Books, as_owner: Run) -> None:
        entry = JournalEntry.objects.get()
        account = books.account(AccountKind.RISK_RESERVE)

        with pytest.raises(IntegrityError, match="do not sum to zero"):
            as_owner(POSTINGS + "(%s, %s, 'debit', 1, 1)", entry.pk, account.pk)

    @pytest.mark.parametrize("amounts", [(0, 0), (-1, -1)])
    def test_of_nothing_or_less_are_refused(
        self, books: Books, as_owner: Run, amounts: tuple[int, int]
    ) -> None:
        accounts = [account.pk for account in books.fund_year.accounts.order_by("-pk")[:2]]
        entry = JournalEntry.objects.get()

        with pytest.raises(IntegrityError, match="posting_amount_is_positive"):
            as_owner(
                POSTINGS + "(%s, %s, 'debit', %s, 1), (%s, %s, 'credit', %s, 1)",
                *(entry.pk, accounts[0], amounts[0], entry.pk, accounts[1], amounts[1]),
            )

    def test_on_no_side_are_refused(self, books: Books) -> None:
        accounts = [
            books.account(AccountKind.RISK_RESERVE).pk,
            books.account(AccountKind.UNCOMMITTED).pk,
        ]

        with pytest.raises(IntegrityError, match="posting_has_a_known_side"):
            post(books, accounts, ["debit", "middle"], [1, 1])

    def test_twice_on_one_account_are_refused(self, books: Books) -> None:
        account = books.account(AccountKind.UNCOMMITTED).pk

        with pytest.raises(IntegrityError, match="posting_is_one_per_account_of_an_entry"):
            post(books, [account, account], ["debit", "credit"], [1, 1])

    def test_of_no_entry_are_refused(self, books: Books, as_owner: Run) -> None:
        accounts = [account.pk for account in books.fund_year.accounts.order_by("-pk")[:2]]

        with pytest.raises(IntegrityError, match="do not sum to zero in one fund year"):
            as_owner(POSTINGS + "(-1, %s, 'debit', 1, 1), (-1, %s, 'credit', 1, 1)", *accounts)

    def test_on_another_funds_account_are_refused(self, books: Books, as_owner: Run) -> None:
        other = some_books(code="other")
        accounts = [books.account(kind).pk for kind in (AccountKind.RISK_RESERVE,)]
        accounts.append(other.account(AccountKind.RISK_RESERVE).pk)
        entry = JournalEntry.objects.get()

        with pytest.raises(IntegrityError, match="in one fund year"):
            as_owner(
                POSTINGS + "(%s, %s, 'debit', 1, 1), (%s, %s, 'credit', 1, 1)",
                *(entry.pk, accounts[0], entry.pk, accounts[1]),
            )

    def test_added_to_an_entry_later_are_refused_though_they_balance(
        self, books: Books, as_owner: Run
    ) -> None:
        accounts = [
            books.account(AccountKind.RISK_RESERVE).pk,
            books.account(AccountKind.SPENT, books.health).pk,
        ]
        entry = JournalEntry.objects.get()

        with pytest.raises(IntegrityError, match="not those it was sealed with"):
            as_owner(
                POSTINGS + "(%s, %s, 'debit', 1, 1), (%s, %s, 'credit', 1, 1)",
                *(entry.pk, accounts[0], entry.pk, accounts[1]),
            )


class TestTheDoorway:
    def test_refuses_an_unbalanced_entry(self, books: Books) -> None:
        accounts = [account.pk for account in books.fund_year.accounts.all()[:2]]

        with pytest.raises(DatabaseError, match="unbalanced"):
            post(books, accounts, ["debit", "credit"], [2, 1])

    def test_refuses_an_empty_entry(self, books: Books) -> None:
        with pytest.raises(DatabaseError, match="empty"):
            post(books, [], [], [])

    def test_refuses_an_account_of_another_fund(self, books: Books) -> None:
        other = some_books(code="other").account(AccountKind.UNCOMMITTED).pk
        own = books.account(AccountKind.CONTRIBUTION, books.education).pk

        with pytest.raises(DatabaseError, match="not of the fund year"):
            post(books, [other, own], ["debit", "credit"], [1, 1])


class TestAccounts:
    def test_keep_their_floor_even_against_the_owner(self, books: Books, as_owner: Run) -> None:
        with pytest.raises(IntegrityError, match="account_keeps_its_floor"):
            as_owner("UPDATE pooledbudget_account SET balance_pence = -1")

    def test_are_one_per_kind_and_agency(self, books: Books) -> None:
        with pytest.raises(IntegrityError, match="account_is_one_per_kind_and_agency"):
            connection.cursor().execute(
                "SELECT ledger_open_accounts("
                "%s, '{uncommitted}', '{NULL}', '{debit}', '{f}', '{0}')",
                [books.fund_year.pk],
            )


class TestFundYear:
    def test_opens_once(self, books: Books, as_owner: Run) -> None:
        with pytest.raises(IntegrityError, match="fund_year_is_opened_once"):
            as_owner(
                "INSERT INTO pooledbudget_fundyear (fund_id, year, starts_on, ends_on, closed_by)"
                " VALUES (%s, 2026, '2026-04-01', '2027-03-31', '')",
                books.fund_year.fund_id,
            )

    def test_runs_from_april_to_march(self, as_owner: Run) -> None:
        with pytest.raises(IntegrityError, match="fund_year_runs_from_april_to_march"):
            as_owner("UPDATE pooledbudget_fundyear SET ends_on = '2027-03-30'")

    def test_is_closed_by_someone(self, as_owner: Run) -> None:
        with pytest.raises(IntegrityError, match="fund_year_is_closed_by_someone"):
            as_owner("UPDATE pooledbudget_fundyear SET closed_at = now()")


class TestEntries:
    @pytest.mark.parametrize(
        ("change", "constraint"),
        [
            ("number, 'another key'", "entry_number_is_unique_in_its_fund"),
            ("number + 1, key", "entry_key_is_used_once"),
        ],
    )
    def test_have_their_own_number_and_key(
        self, as_owner: Run, change: str, constraint: str
    ) -> None:
        with pytest.raises(IntegrityError, match=constraint):
            as_owner(
                "INSERT INTO pooledbudget_journalentry (fund_id, fund_year_id, number, key, asked,"
                " verb, memo, about, effective_on, posted_at, posted_by, previous_hash, hash)"
                f" SELECT fund_id, fund_year_id, {change}, asked, verb, memo, about, effective_on,"
                " posted_at, posted_by, previous_hash, hash FROM pooledbudget_journalentry"
            )
