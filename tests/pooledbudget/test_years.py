"""Opening funds and years, and closing years honestly."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from panel.agencies import access
from panel.agencies.models import Agency, Role
from panel.audit import log
from panel.audit.queries import history
from panel.pooledbudget import operations, queries, restating
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import Fund
from tests.pooledbudget.builders import (
    MONDAY_9AM,
    YEAR_OVER,
    Books,
    a_lead,
    a_stranger,
    agree,
    appoint,
    shut,
    some_books,
)

CHILD = "JRAP-2026-00042"
RELEASED = "JRAP-2026-00044"

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """A pooled fund with £1,000.00 in it."""
    pool = some_books()
    pool.receive(100_000)
    return pool


class TestOpenFund:
    @pytest.fixture
    def asked(self, books: Books) -> dict[str, object]:
        return {
            "panel_id": books.fund_year.fund.panel_id,
            "code": "second",
            "name": "A second fund",
            "kind": FundKind.ALIGNED,
            "host_id": books.education.pk,
            "by": books.manager,
            "at": MONDAY_9AM,
        }

    def test_sets_it_up(self, asked: dict[str, object]) -> None:
        assert operations.open_fund(**asked).kind == "aligned"

    def test_refuses_a_code_that_is_taken(self, asked: dict[str, object]) -> None:
        with pytest.raises(operations.FundExists, match="a fund with the code pool already"):
            operations.open_fund(**asked | {"code": "pool"})

    def test_refuses_a_host_that_isn_t_on_the_panel(self, asked: dict[str, object]) -> None:
        other = Agency.objects.create(code="other", name="The other one", kind="health")

        with pytest.raises(operations.NotOnPanel, match="no part in the panel: The other one"):
            operations.open_fund(**asked | {"host_id": other.pk})

    def test_is_for_those_who_post_to_the_fund(self, asked: dict[str, object]) -> None:
        with pytest.raises(access.Refused):
            operations.open_fund(**asked | {"by": a_stranger()})


def test_a_fund_opened_later_takes_nothing_over(books: Books) -> None:
    agree(later := a_later_fund(books), starts_on=date(2026, 4, 1))
    operations.open_fund_year(
        fund_id=later.pk,
        year=2026,
        agency_ids=[books.education.pk, books.health.pk],
        by=books.manager,
        at=MONDAY_9AM,
    )

    drawn_on = queries.year_of(panel_id=later.panel_id, day=MONDAY_9AM.date())
    assert drawn_on == books.fund_year


def a_later_fund(books: Books) -> Fund:
    """Open another fund of the same panel, which is the first by its code."""
    return operations.open_fund(
        panel_id=books.fund_year.fund.panel_id,
        code="another",
        name="Another pool",
        kind=FundKind.POOLED,
        host_id=books.education.pk,
        by=books.manager,
        at=MONDAY_9AM,
    )


def test_years_are_shown_to_those_alone_who_read_their_fund(books: Books) -> None:
    reader, elsewhere = a_stranger(), some_books(code="other").fund_year
    appoint(reader, elsewhere.fund.panel, Role.AUDITOR)

    assert queries.years_visible_to(access.of(reader, on=MONDAY_9AM.date())).get() == elsewhere


class TestOpenFundYear:
    @pytest.fixture
    def asked(self, books: Books) -> dict[str, object]:
        return {
            "fund_id": books.fund_year.fund_id,
            "year": 2027,
            "agency_ids": [books.education.pk],
            "by": books.manager,
            "at": MONDAY_9AM,
        }

    def test_refuses_a_year_that_has_been_opened(self, asked: dict[str, object]) -> None:
        with pytest.raises(operations.YearOpened, match="for 2026 to 2027 have been opened"):
            operations.open_fund_year(**asked | {"year": 2026})

    def test_refuses_an_agency_that_isn_t_on_the_panel(self, asked: dict[str, object]) -> None:
        other = Agency.objects.create(code="other", name="The other one", kind="health")

        with pytest.raises(operations.NotOnPanel):
            operations.open_fund_year(**asked | {"agency_ids": [other.pk]})

    def test_is_for_those_who_post_to_the_fund(self, asked: dict[str, object]) -> None:
        with pytest.raises(access.Refused):
            operations.open_fund_year(**asked | {"by": a_stranger()})


class TestCloseFundYear:
    def close(self, books: Books, at: datetime = YEAR_OVER) -> None:
        operations.close_fund_year(fund_year_id=books.fund_year.pk, by=books.manager, at=at)

    def settle(self, books: Books) -> None:
        operations.settle_fund_year(
            fund_year_id=books.fund_year.pk, by=books.manager, at=YEAR_OVER
        )

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            operations.close_fund_year(
                fund_year_id=books.fund_year.pk, by=a_stranger(), at=YEAR_OVER
            )

    def test_refuses_every_later_entry(self, books: Books) -> None:
        shut(books.fund_year, books.manager)

        with pytest.raises(operations.PeriodClosed, match="books for 2026 to 2027 are closed"):
            books.reserve(CHILD, 1)

    def test_still_answers_a_repeated_press(self, books: Books) -> None:
        first = books.commit(CHILD, 1, key="before")
        books.release(CHILD)
        shut(books.fund_year, books.manager)

        assert books.commit(CHILD, 1, key="before") == first

    def test_waits_until_the_year_is_over(self, books: Books) -> None:
        self.settle(books)
        last_day = datetime(2027, 3, 31, 22, 59, tzinfo=UTC)  # a minute to midnight in London

        with pytest.raises(operations.NotEnded, match=r"^The year isn’t over until 31 March 2027"):
            self.close(books, last_day)

        self.close(books, last_day + timedelta(minutes=1))

    def test_waits_until_it_is_settled_and_again_once_it_was_opened_again(
        self, books: Books
    ) -> None:
        with pytest.raises(operations.NotEnded, match=r"^What is left in it hasn’t been settled"):
            self.close(books)
        shut(books.fund_year, books.manager)
        operations.reopen_fund_year(
            fund_year_id=books.fund_year.pk,
            reason="An invoice was lost.",
            by=a_lead(books.fund_year.fund.panel, books.education),
            at=YEAR_OVER + timedelta(days=1),
        )

        with pytest.raises(operations.NotEnded, match=r"^What is left in it hasn’t been settled"):
            self.close(books, YEAR_OVER + timedelta(days=1))

    def test_names_all_that_is_on_its_way_though_it_came_after_the_settlement(
        self, books: Books
    ) -> None:
        self.settle(books)
        books.receive(100_000)
        books.reserve(CHILD, 40_000)
        books.commit(RELEASED, 20_000)

        with pytest.raises(operations.NotEnded) as no:
            self.close(books)

        assert no.value.reasons == [
            "£400.00 is still reserved for requests.",
            "£200.00 is still committed to placements.",
            "£400.00 has come in since it was settled: settle it again.",
        ]
        books.fund_year.refresh_from_db()
        assert books.fund_year.closed_at is None

    @pytest.mark.parametrize("moment", ["2027-03-31 22:59+00", "2027-05-03 09:00+00"])
    def test_postgresql_refuses_a_year_that_isn_t_over_or_settled(
        self, books: Books, moment: str
    ) -> None:
        if moment < "2027-04":
            self.settle(books)

        with (
            pytest.raises(DatabaseError, match="not over and settled"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT ledger_close_year(%s, %s, 'x')", [books.fund_year.pk, moment])

    def test_postgresql_refuses_a_year_in_which_it_is_disputed_who_pays(
        self, books: Books
    ) -> None:
        self.settle(books)
        books.receive(100_000)
        books.commit(CHILD, 100, key=restating.interim_key(CHILD, 1))
        books.release(CHILD)

        log.record(subject=CHILD, kind=restating.PROMISED, by=None, at=YEAR_OVER)
        other = some_books(code="other").fund_year
        assert [restating.interim_in(year) for year in (books.fund_year, other)] == [[CHILD], []]

        with (
            pytest.raises(DatabaseError, match="not settled who pays"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "SELECT ledger_close_year(%s, %s, 'x')", [books.fund_year.pk, YEAR_OVER]
            )

        log.record(subject=CHILD, kind=restating.ENDED, by=None, at=YEAR_OVER)
        operations.settle_fund_year(
            fund_year_id=books.fund_year.pk, by=books.manager, at=YEAR_OVER
        )
        self.close(books)

    def test_is_written_down_once(self, books: Books) -> None:
        for _ in range(2):
            shut(books.fund_year, books.manager)

        kinds = [event.kind for event in history("fund pool")]
        assert kinds[-3:] == ["year_opened", "year_settled", "year_closed"]
