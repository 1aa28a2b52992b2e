"""A year is settled when nothing is on its way; a closed one opens again on the host's word."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from panel.agencies import access
from panel.audit.queries import history
from panel.deadlines.models import Notice
from panel.pooledbudget import operations, proof, queries
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.models import FundYear, YearReopening, YearSettlement
from tests.pooledbudget.agreements.test_agreeing import by_rules
from tests.pooledbudget.builders import (
    MONDAY_9AM,
    YEAR_OVER,
    Books,
    a_lead,
    a_stranger,
    shut,
    some_books,
)

CHILD = "JRAP-2026-00042"
MAY = YEAR_OVER
IN_THE_YEAR = datetime(2027, 3, 31, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """A pooled fund with £1,000.00 in it, three quarters of them education's."""
    pool = some_books()
    pool.receive(75_000)
    pool.receive(25_000, agency=pool.health)
    return pool


@pytest.fixture
def after(books: Books) -> FundYear:
    """The year after, with nothing in it yet."""
    return operations.open_fund_year(
        fund_id=books.fund_year.fund_id,
        year=2027,
        agency_ids=[books.education.pk, books.health.pk],
        by=books.manager,
        at=MAY,
    )


def settle(books: Books, **changes: Any) -> YearSettlement:
    asked = {"fund_year_id": books.fund_year.pk, "by": books.manager, "at": MAY} | changes
    return operations.settle_fund_year(**asked)


def close(books: Books) -> None:
    shut(books.fund_year, books.manager)


def reopen(books: Books, **changes: Any) -> YearReopening:
    host = a_lead(books.fund_year.fund.panel, books.education)
    asked = {"fund_year_id": books.fund_year.pk, "reason": "An invoice was lost."}
    return operations.reopen_fund_year(**(asked | {"by": host, "at": MAY} | changes))


def set_aside(books: Books, pence: int) -> None:
    """Keep so much in the risk reserve, as the rules then say."""
    by_rules(books, f"risk_pool_pence = {pence}")
    operations.set_aside(fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM)


def spend(books: Books, pence: int) -> None:
    """Promise and pay so much for a child, all of it education's."""
    books.commit(CHILD, pence)
    books.do(Verb.INVOICE, CHILD, pence, 0)
    books.do(Verb.PAY, CHILD, pence, 0)


def contributed(year: FundYear) -> int:
    return queries.position(year).contribution_pence


class TestSettle:
    def test_gives_back_what_is_left_by_what_each_paid_in(self, books: Books) -> None:
        settled = settle(books)

        assert settled.returned == {"education": 75_000, "health": 25_000}
        assert contributed(books.fund_year) == 0
        assert proof.faults(books.fund_year.fund) == []

    def test_carries_what_stays_into_the_pot_of_the_year_after(
        self, books: Books, after: FundYear
    ) -> None:
        by_rules(books, 'underspend = "stay"')

        assert settle(books).carried == {"education": 75_000, "health": 25_000}

        position = queries.position(after)
        assert position.uncommitted_pence == position.contribution_pence == 100_000
        assert contributed(books.fund_year) == 0

    def test_goes_by_the_rules_that_its_own_days_ended_under(self, books: Books) -> None:
        by_rules(books, 'underspend = "stay"', since=date(2027, 4, 1))

        assert settle(books).carried == {}

    def test_tells_each_partner_what_became_of_its_money_and_that_it_is_undone(
        self, books: Books
    ) -> None:
        lead = a_lead(books.fund_year.fund.panel, books.health)
        close(books)
        reopen(books)

        reopened, settled = Notice.objects.filter(recipient=lead.username).order_by("-pk")
        assert "Of what Health paid in, £250.00 is given back." in settled.body
        assert "is reversed, until it is settled anew" in reopened.body

    def test_moves_nothing_when_it_is_pressed_again(self, books: Books) -> None:
        assert settle(books) == settle(books)
        assert YearSettlement.objects.count() == 1

    def test_says_everything_that_is_in_the_way(self, books: Books) -> None:
        books.commit(CHILD, 10_000)
        books.reserve("JRAP-2026-00043", 20_000)

        with pytest.raises(operations.NotSettled) as refused:
            settle(books, at=IN_THE_YEAR)

        assert refused.value.reasons == [
            "The year isn’t over until 31 March 2027.",
            "£200.00 is still reserved for requests.",
            "£100.00 is still committed to placements.",
        ]
        assert not YearSettlement.objects.exists()

    def test_waits_for_what_agencies_were_asked_for_and_have_not_paid_back(
        self, books: Books
    ) -> None:
        spend(books, 12_000)
        books.do(Verb.RECHARGE, CHILD, 12_000)

        with pytest.raises(operations.NotSettled) as refused:
            settle(books)
        assert refused.value.reasons == [
            "£120.00 is still recharged to agencies and not paid back."
        ]

        books.do(Verb.RECOVER, CHILD, 12_000)
        assert settle(books).left_pence == 100_000

    def test_carries_the_risk_reserve_into_the_year_after(
        self, books: Books, after: FundYear
    ) -> None:
        set_aside(books, 10_000)

        settle(books)

        position = queries.position(after)
        assert position.risk_reserve_pence == position.contribution_pence == 10_000
        assert contributed(books.fund_year) == 0
        with pytest.raises(operations.SetAsideAlready):
            operations.set_aside(fund_year_id=after.pk, by=books.manager, at=MAY)

    def test_waits_for_the_year_after_where_money_goes_there(self, books: Books) -> None:
        set_aside(books, 10_000)

        with pytest.raises(operations.NotSettled, match="Open the books for 2027 to 2028 first"):
            settle(books)

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            settle(books, by=a_stranger())

    def test_says_who_owes_what_is_missing_until_it_is_paid(self) -> None:
        pool = some_books(floor=-50_000)
        pool.receive(30_000)
        pool.receive(10_000, agency=pool.health)
        spend(pool, 44_000)

        with pytest.raises(operations.NotSettled) as refused:
            settle(pool)

        assert refused.value.reasons == [
            "Education owes £30.00 of what is missing.",
            "Health owes £10.00 of what is missing.",
        ]
        pool.receive(3_000)
        pool.receive(1_000, agency=pool.health)
        assert settle(pool).left_pence == 0

    def test_takes_what_is_missing_from_the_risk_reserve_before_partners_are_asked(self) -> None:
        pool = some_books(floor=-50_000)
        pool.receive(40_000)
        set_aside(pool, 10_000)
        spend(pool, 44_000)

        with pytest.raises(operations.NotSettled) as refused:
            settle(pool)

        assert refused.value.reasons == ["Education owes £40.00 of what is missing."]
        pool.receive(4_000)
        settle(pool)
        position = queries.position(pool.fund_year)
        assert (position.uncommitted_pence, position.risk_reserve_pence) == (0, 0)
        close(pool)
        reopen(pool)
        assert queries.position(pool.fund_year).risk_reserve_pence == 10_000

    def test_of_a_year_into_which_nobody_paid_moves_nothing(self) -> None:
        pool = some_books()

        settled = settle(pool)

        assert (settled.left_pence, settled.returned) == (0, {})
        close(pool)

    def test_says_that_what_nobody_paid_in_for_is_divided_by_nothing(self) -> None:
        pool = some_books(floor=-50_000)
        entry = pool.receive(10_000)
        set_aside(pool, 10_000)
        operations.take_back_contribution(
            entry_id=entry.pk, reason="Bounced.", by=pool.manager, at=MONDAY_9AM
        )
        spend(pool, 5_000)

        with pytest.raises(operations.NotSettled) as refused:
            settle(pool)

        assert refused.value.reasons[-1] == (
            "£50.00 can’t be divided between partners: none of them has paid anything in."
        )


class TestMoneyAfterSettling:
    def test_is_settled_by_itself_before_the_books_close_and_undone_with_the_rest(
        self, books: Books, after: FundYear
    ) -> None:
        by_rules(books, 'underspend = "stay"')
        settle(books)
        books.receive(1_000)
        with pytest.raises(operations.NotEnded, match=r"£10\.00 has come in .*: settle it again"):
            operations.close_fund_year(fund_year_id=books.fund_year.pk, by=books.manager, at=MAY)

        assert settle(books).number == settle(books).number == 2
        assert contributed(books.fund_year) == 0
        assert contributed(after) == 101_000
        close(books)
        reopen(books)

        assert (contributed(books.fund_year), contributed(after)) == (101_000, 0)
        assert proof.faults(books.fund_year.fund) == []

    def test_paid_late_is_divided_as_if_it_had_come_in_time(self, books: Books) -> None:
        """Of £2,000.00, of which each paid in the half, £1,400.00 is left in the end."""
        books.commit(CHILD, 60_000)
        books.do(Verb.INVOICE, CHILD, 60_000)
        books.do(Verb.PAY, CHILD, 60_000)
        assert settle(books).returned == {"education": 30_000, "health": 10_000}
        books.receive(25_000)
        books.receive(75_000, agency=books.health)

        assert settle(books).returned == {"education": 40_000, "health": 60_000}
        assert proof.faults(books.fund_year.fund) == []


class TestReopen:
    def test_opens_the_books_for_a_reason_on_the_hosts_word(self, books: Books) -> None:
        close(books)

        reopened = reopen(books)

        assert reopened.reason == "An invoice was lost."
        books.receive(1_000)
        kinds = [event.kind for event in history(f"fund {books.fund_year.fund.code}")]
        assert "year_reopened" in kinds

    def test_undoes_the_settlement_so_that_it_is_settled_anew(
        self, books: Books, after: FundYear
    ) -> None:
        set_aside(books, 10_000)
        close(books)

        reopen(books)

        assert contributed(books.fund_year) == 100_000
        assert contributed(after) == 0
        assert settle(books, at=MAY.replace(day=4)).number == 2
        assert proof.faults(books.fund_year.fund) == []

    def test_is_refused_whole_once_what_was_carried_is_promised(
        self, books: Books, after: FundYear
    ) -> None:
        by_rules(books, 'underspend = "stay"')
        close(books)
        replace(books, fund_year=after).commit(CHILD, 100_000)

        with pytest.raises(operations.CarriedAndPromised, match=r"£1,000\.00 of that is promised"):
            reopen(books)

        books.fund_year.refresh_from_db()
        assert books.fund_year.closed_at is not None

    def test_needs_a_closed_year(self, books: Books) -> None:
        with pytest.raises(operations.NotClosed):
            reopen(books)

    def test_is_not_for_whoever_keeps_the_fund_nor_for_another_partner(self, books: Books) -> None:
        close(books)

        for nobody in (books.manager, a_lead(books.fund_year.fund.panel, books.health)):
            with pytest.raises(access.Refused):
                reopen(books, by=nobody)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE pooledbudget_yearsettlement SET left_pence = 1",
        "DELETE FROM pooledbudget_yearreopening",
        "INSERT INTO pooledbudget_yearreopening (fund_year_id, reason, reopened_at, reopened_by)"
        " SELECT id, 'Mine', now(), 'me' FROM pooledbudget_fundyear",
        "UPDATE pooledbudget_fundyear SET closed_at = NULL, closed_by = ''",
    ],
)
def test_postgresql_keeps_how_years_ended(books: Books, change: str) -> None:
    close(books)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
