"""A placement that runs on is paid for by each later year of the fund, once its books are open."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import Placement, PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.models import Notice
from panel.decisions import operations
from panel.decisions.placements import plans
from panel.decisions.proving import proof
from panel.money import Pence
from panel.pooledbudget import holdings
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear, Invoice, Rollover
from tests.api import Caller
from tests.builders import FIRST_DAY, PLENTY, a_fund, a_person, a_request, end
from tests.pooledbudget.invoiced import an_invoice

pytestmark = pytest.mark.django_db
DAYS_PUT_IT = "The ledger holds what each placement's days cost"
HOUR = timedelta(hours=1)


def april(year: int) -> datetime:
    return datetime(year, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def placed() -> PlacementRequest:
    """A child at a provider from 5 October 2026; approved until 31 July 2028."""
    return a_request(Stage.PLACED)


def opened(year: int, *, pence_each: int = PLENTY, at: datetime | None = None) -> FundYear:
    """Open the books of a year, and pay so much in for each agency."""
    by, agencies = a_person(Role.FUND_MANAGER), a_fund().fund.panel.agencies.all()
    fund_year = fund.open_fund_year(
        fund_id=a_fund().fund_id,
        year=year,
        agency_ids=[agency.pk for agency in agencies],
        by=by,
        at=at or april(year),
    )
    if pence_each:
        paid_in(fund_year, pence_each)
    return fund_year


def paid_in(fund_year: FundYear, pence_each: int) -> None:
    agencies = fund_year.fund.panel.agencies.all()
    fund.receive_contribution(
        fund_year=fund_year,
        about="Agreement",
        amounts={agency.pk: Pence(pence_each) for agency in agencies},
        key=f"agreement {fund_year.year}",
        by=a_person(Role.FUND_MANAGER),
        at=april(fund_year.year),
    )


def rolled(at: datetime) -> None:
    """Sweep, and let the workers do what is owed."""
    operations.sweep_rollovers(at=at)
    for rollover in Rollover.objects.filter(done_at=None):
        operations.roll_over(rollover_id=rollover.pk, at=at)


def cost(placed: PlacementRequest, fund_year: FundYear) -> int:
    placement = Placement.objects.get(placement_request=placed)
    return plans.cost_until(placement, fund_year, fund_year.ends_on).total()


def committed(placed: PlacementRequest, fund_year: FundYear) -> int:
    return holdings.promised(fund_year, placed.reference).total()


def invoiced(placed: PlacementRequest, fund_year: FundYear, first: date) -> Invoice:
    at = april(fund_year.year)
    return fund.book_invoice(
        fund_year=fund_year,
        invoice=an_invoice(
            1_000_00,
            about=placed.reference,
            first_day=first,
            last_day=first,
            dated_on=at.date(),
            due_on=at.date(),
        ),
        by=a_person(Role.FUND_MANAGER),
        at=at,
    )


def test_a_placement_is_invoiced_in_each_year_that_it_runs(placed: PlacementRequest) -> None:
    invoiced(placed, a_fund(), FIRST_DAY)
    for year in (2027, 2028):
        fund_year = opened(year)
        rolled(april(year))

        assert committed(placed, fund_year) == cost(placed, fund_year) > 0
        assert invoiced(placed, fund_year, date(year, 4, 30)).amount_pence == 1_000_00

    proven = proof.prove(at=april(2028))
    assert [*proven["The ledger re-adds"], *proven[DAYS_PUT_IT]] == []


def test_a_second_sweep_owes_and_moves_nothing(placed: PlacementRequest) -> None:
    opened(2027)
    rolled(april(2027))
    entries = funds.entries_for(placed.reference).count()

    assert operations.sweep_rollovers(at=april(2027) + HOUR)["later years owed"] == 0
    operations.roll_over(rollover_id=Rollover.objects.get().pk, at=april(2027) + HOUR)

    assert funds.entries_for(placed.reference).count() == entries


def test_what_starts_with_both_years_open_is_promised_in_both() -> None:
    a_fund()
    fund_year = opened(2027, at=april(2026))

    placed = a_request(Stage.PLACED)

    assert committed(placed, fund_year) == cost(placed, fund_year) > 0
    assert operations.sweep_rollovers(at=april(2027))["later years owed"] == 0


def test_nothing_is_owed_to_what_ends_before_the_year_or_has_ended(
    placed: PlacementRequest,
) -> None:
    opened(2029)
    end(placed)
    opened(2027)

    assert operations.sweep_rollovers(at=april(2027))["later years owed"] == 0


def test_what_ended_meanwhile_is_promised_nothing(placed: PlacementRequest) -> None:
    fund_year = opened(2027)
    operations.sweep_rollovers(at=april(2027))
    end(placed)

    operations.roll_over(rollover_id=Rollover.objects.get().pk, at=april(2027))

    assert committed(placed, fund_year) == 0
    assert Rollover.objects.get().done_at is not None


class TestAYearWithoutRoom:
    @pytest.fixture
    def short(self, placed: PlacementRequest) -> FundYear:
        fund_year = opened(2027, pence_each=0)
        rolled(april(2027))
        return fund_year

    def test_is_told_to_the_fund_s_manager_once(self, short: FundYear) -> None:
        rolled(april(2027) + HOUR)

        (notice,) = Notice.objects.filter(key__startswith="rollover/")
        assert notice.recipient == a_person(Role.FUND_MANAGER).username

    def test_is_an_event_on_the_request_once(
        self, short: FundYear, placed: PlacementRequest
    ) -> None:
        rolled(april(2027) + HOUR)

        (refused,) = audit.history(placed.reference).filter(kind="settle_refused")
        assert refused.payload["year"] == 2027

    def test_says_on_the_fund_s_page_which_and_why(
        self, client: Client, short: FundYear, placed: PlacementRequest
    ) -> None:
        client.force_login(a_person(Role.FUND_MANAGER))

        page = client.get(f"/fund/?year={short.pk}").text

        assert "1 running placement has no money promised for 2027 to 2028" in page
        assert f"{placed.reference}. The fund has £0.00 left for 2027 to 2028" in page

    def test_says_so_over_json(self, short: FundYear, placed: PlacementRequest) -> None:
        years = Caller(a_person(Role.FUND_MANAGER)).get("fund/").json()

        assert [placed.reference in year["unpromised"] for year in years] == [True, False]

    def test_pays_once_money_has_come_in(self, short: FundYear, placed: PlacementRequest) -> None:
        paid_in(short, PLENTY)

        rolled(april(2027) + HOUR)

        assert committed(placed, short) == cost(placed, short)
        assert not Rollover.objects.filter(done_at=None).exists()

    def test_is_no_work_that_is_stuck(self, short: FundYear) -> None:
        at = april(2027) + 3 * HOUR

        proven = proof.prove(at=at)

        assert proven[DAYS_PUT_IT] == []
        assert not any("its money is owed" in one for one in proven["No owed work is stuck"])


def test_what_no_worker_has_done_is_stuck(placed: PlacementRequest) -> None:
    opened(2027)
    operations.sweep_rollovers(at=april(2027))

    stuck = proof.prove(at=april(2027) + HOUR)["No owed work is stuck"]

    assert any(f"{placed.reference} in " in sentence for sentence in stuck)
