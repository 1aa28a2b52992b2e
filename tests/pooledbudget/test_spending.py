"""How promised money comes to be spent, and asked back; and what PostgreSQL refuses of it."""

import pytest
from django.db import DatabaseError, connection

from panel.pooledbudget import holdings, operations, queries
from panel.pooledbudget.accounts import AccountKind, FundKind, Verb
from panel.pooledbudget.refusals import NotHeld
from tests.pooledbudget.builders import Books, some_books
from tests.pooledbudget.test_operations import lines

CHILD = "JRAP-2026-00042"
SIBLING = "JRAP-2026-00043"

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """£1,000.00 in one pot; of it, £600.00 is promised to one request and £200.00 to another."""
    pool = some_books()
    pool.receive(100_000)
    pool.commit(CHILD, 40_000, 20_000)
    pool.commit(SIBLING, 20_000)
    return pool


def spent(books: Books, education: int, health: int = 0) -> Books:
    """Invoice and pay part of the request."""
    books.do(Verb.INVOICE, CHILD, education, health)
    books.do(Verb.PAY, CHILD, education, health)
    return books


class TestAccrue:
    def test_counts_what_is_promised_as_delivered(self, books: Books) -> None:
        entry = books.do(Verb.ACCRUE, CHILD, 10_000, 5_000)

        assert lines(entry) == [
            ("debit", "accrued", "Education", 10_000),
            ("debit", "accrued", "Health", 5_000),
            ("credit", "committed", "Education", 10_000),
            ("credit", "committed", "Health", 5_000),
        ]

    def test_of_more_than_the_request_is_promised_is_refused(self, books: Books) -> None:
        sentence = "JRAP-2026-00042 has £0.01 less committed than this gives up."
        with pytest.raises(NotHeld, match=sentence):
            books.do(Verb.ACCRUE, CHILD, 40_001)

    def test_is_lowered_where_less_was_delivered(self, books: Books) -> None:
        books.do(Verb.ACCRUE, CHILD, 10_000)

        books.do(Verb.LOWER_ACCRUAL, CHILD, 4_000)

        held = holdings.held(books.fund_year, CHILD)
        assert held[AccountKind.ACCRUED, books.education.pk] == 6_000
        assert held[AccountKind.COMMITTED, books.education.pk] == 34_000


class TestInvoice:
    def test_takes_what_is_accrued_first_and_the_rest_of_what_is_committed(
        self, books: Books
    ) -> None:
        books.do(Verb.ACCRUE, CHILD, 10_000)

        entry = books.do(Verb.INVOICE, CHILD, 12_000, 1_000)

        assert sorted(lines(entry)) == [
            ("credit", "accrued", "Education", 10_000),
            ("credit", "committed", "Education", 2_000),
            ("credit", "committed", "Health", 1_000),
            ("debit", "invoiced", "Education", 12_000),
            ("debit", "invoiced", "Health", 1_000),
        ]

    def test_takes_the_last_penny_that_is_promised_but_not_one_more(self, books: Books) -> None:
        books.do(Verb.INVOICE, CHILD, 40_000)

        sentence = (
            "JRAP-2026-00042 has £0.00 of Education’s share left that is promised for 2026 to "
            "2027 and not yet invoiced; this needs £0.01."
        )
        with pytest.raises(operations.PromisedLess, match=sentence):
            books.do(Verb.INVOICE, CHILD, 1)

    def test_asked_twice_moves_nothing_the_second_time(self, books: Books) -> None:
        first = books.do(Verb.INVOICE, CHILD, 40_000, key="once")

        again = books.do(Verb.INVOICE, CHILD, 40_000, key="once")

        assert (again.pk, again.is_repeat) == (first.pk, True)

    def test_is_undone_to_where_it_was_taken(self, books: Books) -> None:
        books.do(Verb.ACCRUE, CHILD, 10_000)
        before = queries.position(books.fund_year)

        books.reverse(books.do(Verb.INVOICE, CHILD, 12_000))

        assert queries.position(books.fund_year) == before


class TestPay:
    def test_spends_what_was_invoiced(self, books: Books) -> None:
        spent(books, 12_000, 3_000)

        position = queries.position(books.fund_year)
        assert (position.invoiced_pence, position.spent_pence) == (0, 15_000)

    def test_of_more_than_was_invoiced_is_refused(self, books: Books) -> None:
        books.do(Verb.INVOICE, CHILD, 12_000)

        with pytest.raises(operations.FundsShort, match=r"£120\.00 left invoiced"):
            books.do(Verb.PAY, CHILD, 12_001)


class TestCredit:
    @pytest.mark.parametrize("is_paid", [False, True])
    def test_promises_the_money_again(self, books: Books, is_paid: bool) -> None:
        books.do(Verb.INVOICE, CHILD, 12_000)
        if is_paid:
            books.do(Verb.PAY, CHILD, 12_000)

        books.credit(CHILD, 5_000, is_paid=is_paid)

        assert holdings.promised(books.fund_year, CHILD)[books.education.pk] == 33_000
        position = queries.position(books.fund_year)
        assert position.invoiced_pence + position.spent_pence == 7_000

    def test_takes_nothing_from_another_request(self, books: Books) -> None:
        books.do(Verb.INVOICE, CHILD, 12_000)
        books.do(Verb.INVOICE, SIBLING, 12_000)

        with pytest.raises(NotHeld, match=r"£1\.00 less invoiced than this gives up"):
            books.credit(CHILD, 12_100, is_paid=False)


class TestRelease:
    def test_of_all_leaves_what_is_invoiced(self, books: Books) -> None:
        books.do(Verb.ACCRUE, CHILD, 10_000)
        books.do(Verb.INVOICE, CHILD, 4_000)

        books.release(CHILD)

        assert holdings.held(books.fund_year, CHILD) == {
            (AccountKind.INVOICED, books.education.pk): 4_000
        }

    def test_of_part_takes_what_is_accrued_last(self, books: Books) -> None:
        books.do(Verb.ACCRUE, CHILD, 10_000)

        books.do("release_part", CHILD, 32_000)

        held = holdings.held(books.fund_year, CHILD)
        assert held[AccountKind.ACCRUED, books.education.pk] == 8_000
        assert (AccountKind.COMMITTED, books.education.pk) not in held


class TestRecharge:
    def test_asks_an_agency_for_what_was_paid_in_its_stead(self, books: Books) -> None:
        entry = spent(books, 0, 20_000).do(Verb.RECHARGE, CHILD, 0, 20_000)

        assert lines(entry) == [
            ("debit", "recoverable", "Health", 20_000),
            ("credit", "spent", "Health", 20_000),
        ]

    def test_of_what_was_not_paid_is_refused(self, books: Books) -> None:
        with pytest.raises(operations.FundsShort, match=r"£0\.00 left spent"):
            books.do(Verb.RECHARGE, CHILD, 0, 1)

    def test_recovered_fills_the_pot_again(self, books: Books) -> None:
        spent(books, 0, 20_000).do(Verb.RECHARGE, CHILD, 0, 20_000)

        books.do(Verb.RECOVER, CHILD, 0, 15_000)

        position = queries.position(books.fund_year)
        assert (position.uncommitted_pence, position.recoverable_pence) == (35_000, 5_000)

    def test_of_an_aligned_fund_comes_back_to_its_agency(self) -> None:
        aligned = some_books(kind=FundKind.ALIGNED)
        aligned.receive(30_000, agency=aligned.health)
        aligned.commit(CHILD, 0, 20_000)
        spent(aligned, 0, 20_000).do(Verb.RECHARGE, CHILD, 0, 20_000)

        aligned.do(Verb.RECOVER, CHILD, 0, 20_000)

        assert queries.headroom(aligned.fund_year, aligned.health.pk) == 30_000

    def test_makes_no_placement_cheaper(self, books: Books) -> None:
        before = holdings.counted(books.fund_year, CHILD)
        spent(books, 0, 20_000).do(Verb.RECHARGE, CHILD, 0, 20_000)
        recovered = books.do(Verb.RECOVER, CHILD, 0, 20_000)

        assert holdings.counted(books.fund_year, CHILD) == before
        books.reverse(recovered)
        assert holdings.counted(books.fund_year, CHILD) == before


@pytest.mark.parametrize("kind", [AccountKind.ACCRUED, AccountKind.INVOICED, AccountKind.SPENT])
def test_not_even_past_python_does_a_request_give_up_another_s_money(
    books: Books, kind: AccountKind
) -> None:
    books.do(Verb.ACCRUE, SIBLING, 15_000)
    books.do(Verb.INVOICE, SIBLING, 10_000)
    books.do(Verb.PAY, SIBLING, 5_000)
    accounts = [
        books.account(AccountKind.COMMITTED, books.education).pk,
        books.account(kind, books.education).pk,
    ]

    with pytest.raises(DatabaseError, match="the request holds too little"):
        connection.cursor().execute(
            "SELECT ledger_post(%s, 'raw', '', 'x', 'm', %s, '2026-05-01', now(), 'x', NULL, %s,"
            " '{debit,credit}', '{1,1}')",
            [books.fund_year.pk, CHILD, accounts],
        )
