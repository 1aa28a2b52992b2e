"""Opening funds and years, and closing years honestly."""

from datetime import date

import pytest

from panel.agencies import access
from panel.agencies.models import Agency
from panel.audit.queries import history
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import Fund
from tests.pooledbudget.builders import MONDAY_9AM, Books, a_stranger, agree, some_books

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
    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            operations.close_fund_year(
                fund_year_id=books.fund_year.pk, by=a_stranger(), at=MONDAY_9AM
            )

    def test_refuses_every_later_entry(self, books: Books) -> None:
        operations.close_fund_year(
            fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM
        )

        with pytest.raises(operations.PeriodClosed, match="books for 2026 to 2027 are closed"):
            books.reserve(CHILD, 1)

    def test_still_answers_a_repeated_press(self, books: Books) -> None:
        first = books.commit(CHILD, 1, key="before")
        operations.close_fund_year(
            fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM
        )

        assert books.commit(CHILD, 1, key="before") == first

    def test_waits_until_nothing_is_set_aside(self, books: Books) -> None:
        books.reserve(CHILD, 40_000)

        with pytest.raises(operations.StillReserved, match=r"^£400.00 .* for one request in"):
            operations.close_fund_year(
                fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM
            )

        books.fund_year.refresh_from_db()
        assert books.fund_year.closed_at is None

    def test_names_how_many_requests_hold_money_and_none_that_gave_it_back(
        self, books: Books
    ) -> None:
        for child, pence in ((CHILD, 10_000), ("JRAP-2026-00043", 5_000), (RELEASED, 7_000)):
            books.reserve(child, pence, 1_000)
        books.release(RELEASED)
        books.commit("JRAP-2026-00045", 2_000)

        with pytest.raises(operations.StillReserved, match=r"^£170.00 .* for 2 requests in") as no:
            operations.close_fund_year(
                fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM
            )

        assert "Once they are decided or withdrawn" in str(no.value)

    def test_leaves_what_is_committed_where_it_is(self, books: Books) -> None:
        books.commit(CHILD, 2_000)
        operations.close_fund_year(
            fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM
        )

        assert queries.position(books.fund_year).committed_pence == 2_000

    def test_is_written_down_once(self, books: Books) -> None:
        for _ in range(2):
            operations.close_fund_year(
                fund_year_id=books.fund_year.pk, by=books.manager, at=MONDAY_9AM
            )

        kinds = [event.kind for event in history("fund pool")]
        assert kinds[-2:] == ["year_opened", "year_closed"]
