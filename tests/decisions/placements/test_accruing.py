"""What placements' days have cost by a day, and nobody has invoiced, counts as delivered."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases.models import Placement, PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.operations.placements.accruing import Accrued
from panel.decisions.placements import plans
from panel.decisions.proving import proof
from panel.pooledbudget import holdings
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind
from tests.builders import FIRST_DAY, PLACED, a_fund, a_panel, a_person, a_request
from tests.decisions.placements.test_placing import ended, suspended
from tests.decisions.placements.test_rolling import opened
from tests.pooledbudget.builders import YEAR_OVER, shut
from tests.pooledbudget.invoiced import an_invoice

pytestmark = pytest.mark.django_db
LATER = PLACED + timedelta(days=60)
DAY_28 = FIRST_DAY + timedelta(days=27)
DAY_14 = FIRST_DAY + timedelta(days=13)


@pytest.fixture
def placed() -> PlacementRequest:
    """A child at a provider since the first day, at £3,420.01 a week."""
    return a_request(Stage.PLACED)


def accrue(**changes: Any) -> Accrued:
    asked = {"until": DAY_28, "by": a_person(Role.FUND_MANAGER), "at": LATER} | changes
    return operations.accrue(panel_id=a_panel().pk, **asked)


def accrued(placed: PlacementRequest) -> int:
    held = holdings.held(a_fund(), placed.reference)
    return sum(pence for (kind, _), pence in held.items() if kind is AccountKind.ACCRUED)


def cost(placed: PlacementRequest) -> int:
    placement = Placement.objects.get(placement_request=placed)
    return plans.cost_until(placement, a_fund(), DAY_28).total()


def invoiced(placed: PlacementRequest, pence: int) -> None:
    fund.book_invoice(
        fund_year=a_fund(),
        invoice=an_invoice(pence, about=placed.reference),
        by=a_person(Role.FUND_MANAGER),
        at=LATER,
    )


def test_each_agency_s_part_of_the_days_so_far_is_delivered(placed: PlacementRequest) -> None:
    before = holdings.counted(a_fund(), placed.reference)

    found = accrue()

    assert (found.placements, found.raised_pence, found.lowered_pence) == (1, cost(placed), 0)
    assert accrued(placed) == cost(placed)
    assert holdings.counted(a_fund(), placed.reference) == before


def test_a_second_time_moves_nothing(placed: PlacementRequest) -> None:
    accrue()
    entries = funds.entries_for(placed.reference).count()

    assert accrue().raised_pence == 0
    assert funds.entries_for(placed.reference).count() == entries


def test_what_is_invoiced_is_not_accrued_again(placed: PlacementRequest) -> None:
    accrue(until=DAY_14)
    half = accrued(placed)
    invoiced(placed, half)

    accrue()

    assert accrued(placed) == pytest.approx(cost(placed) - half, abs=3)  # a penny an agency


def test_more_invoiced_than_delivered_accrues_nothing(placed: PlacementRequest) -> None:
    invoiced(placed, 2 * cost(placed))

    assert accrue().raised_pence == 0


def test_days_that_turn_out_not_to_be_paid_for_are_given_back(placed: PlacementRequest) -> None:
    accrue()
    before = accrued(placed)
    suspended(placed, DAY_14 + timedelta(days=1), is_paid=False)

    assert accrue().lowered_pence == 0  # what was accrued went with the promise
    assert accrued(placed) == cost(placed) < before


def test_up_to_an_earlier_day_gives_the_later_ones_back(placed: PlacementRequest) -> None:
    accrue()
    before = accrued(placed)

    found = accrue(until=DAY_14)

    assert found.lowered_pence == before - accrued(placed) > 0
    assert holdings.counted(a_fund(), placed.reference) == holdings.promised(
        a_fund(), placed.reference
    )


def test_a_placement_that_has_ended_accrues_to_its_last_day(placed: PlacementRequest) -> None:
    ended(placed, DAY_14)

    accrue()

    held = holdings.held(a_fund(), placed.reference)
    assert {kind for kind, _ in held} == {AccountKind.ACCRUED}


def test_an_end_known_late_takes_back_what_was_accrued_beyond_it(
    placed: PlacementRequest,
) -> None:
    accrue()
    ended(placed, DAY_14)

    accrue()

    assert accrued(placed) == cost(placed)
    assert proof.prove(at=LATER)["The ledger holds what each placement's days cost"] == []


def test_a_placement_that_begins_later_is_left_alone(placed: PlacementRequest) -> None:
    assert accrue(until=FIRST_DAY - timedelta(days=1)).placements == 0


def test_a_placement_whose_years_are_all_closed_is_left_alone(placed: PlacementRequest) -> None:
    keeper = {"by": a_person(Role.FUND_MANAGER), "at": YEAR_OVER}
    ended(placed, DAY_14)
    operations.record_last_invoice(placement_request_id=placed.pk, **keeper)
    assert accrue().placements == 1

    shut(opened(2027).fund.years.get(year=2026), keeper["by"])

    assert accrue().placements == 0


def test_days_to_come_are_refused(placed: PlacementRequest) -> None:
    with pytest.raises(fund.NotYetDelivered, match="lies ahead"):
        accrue(until=LATER.date() + timedelta(days=1))


def test_it_is_for_those_who_post_to_the_fund(placed: PlacementRequest) -> None:
    with pytest.raises(access.Refused):
        accrue(by=a_person(Role.COORDINATOR))


class TestCommand:
    def run(self, **changes: str) -> None:
        asked = {
            "panel": a_panel().code,
            "by": a_person(Role.FUND_MANAGER).username,
            "until": str(FIRST_DAY - timedelta(days=300)),
        }
        call_command("accrue", *(f"--{name}={said}" for name, said in (asked | changes).items()))

    def test_says_what_it_moved(
        self, placed: PlacementRequest, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.run()

        told = "0 placements: £0.00 more is delivered and not invoiced, £0.00 less.\n"
        assert capsys.readouterr().out == told

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"panel": "nowhere"}, "There is no panel nowhere."),
            ({"by": "nobody"}, "There is nobody called nobody."),
            (
                {"until": "2099-01-01"},
                "1 January 2099 lies ahead: nothing is delivered on it yet.",
            ),
        ],
    )
    def test_refuses_in_a_sentence(
        self, capsys: pytest.CaptureFixture[str], changes: dict[str, str], sentence: str
    ) -> None:
        with pytest.raises(SystemExit, match="2"):
            self.run(**changes)

        assert capsys.readouterr().err == f"{sentence}\n"
