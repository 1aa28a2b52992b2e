"""Who pays into a fund, and who runs it, is reminded of what is due: once for each rung."""

import re
from datetime import UTC, datetime

import pytest

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.deadlines.models import Notice
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.operations import Components
from panel.sample.people import HEALTH
from tests.builders import MONDAY_9AM, a_fund, a_person, a_request

pytestmark = pytest.mark.django_db
MID_SEPTEMBER = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
DUE_TODAY = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 2, 8, 0, tzinfo=UTC)
NOTHING, A_MONTH = Pence(0), Pence(100_00)


def remind(fund_year: FundYear, at: datetime = MONDAY_9AM) -> int:
    return operations.remind_of_dues(fund_year=fund_year, at=at)


def told(about: str) -> set[str]:
    """Return to whom something was told."""
    return {*Notice.objects.filter(key__startswith=about).values_list("recipient", flat=True)}


class TestInstalments:
    @pytest.fixture
    def fund_year(self) -> FundYear:
        """A year into which health pays £100 a month by the rules’ instalments, and hasn't yet."""
        fund_year = a_fund(pence_each=NOTHING)
        operations.state_contribution(
            fund_year_id=fund_year.pk,
            agency_id=fund_year.fund.panel.agencies.get(code=HEALTH).pk,
            components=Components(rolled_forward_pence=Pence(12 * A_MONTH)),
            by=a_person(Role.FUND_MANAGER),
            at=MONDAY_9AM,
        )
        return fund_year

    def book(self, fund_year: FundYear, pence: int) -> None:
        operations.book_contribution(
            fund_year_id=fund_year.pk,
            agency_id=fund_year.fund.panel.agencies.get(code=HEALTH).pk,
            paid=operations.Remittance("BACS 1", Pence(pence)),
            by=a_person(Role.FUND_MANAGER),
            at=MONDAY_9AM,
        )

    def test_that_are_not_in_are_told_of_once_for_each_rung(self, fund_year: FundYear) -> None:
        assert remind(fund_year)
        assert not remind(fund_year)
        assert remind(fund_year, OCTOBER)
        late = Notice.objects.filter(key__startswith="instalment/").order_by("pk")
        assert "instalment of" in late[0].subject_line
        assert re.search("Of an instalment of (£[0-9.,]+), \\1 hasn’t come in.", late[0].body)

    def test_are_told_of_to_their_agency_and_to_who_runs_the_fund(
        self, fund_year: FundYear
    ) -> None:
        lead, manager = a_person(Role.AGENCY_LEAD, HEALTH), a_person(Role.FUND_MANAGER)
        remind(fund_year)  # of those that are late
        assert told("instalment/") == {manager.username}

        remind(fund_year, DUE_TODAY)

        assert told("instalment/") == {manager.username, lead.username}

    def test_that_are_in_are_not_told_of(self, fund_year: FundYear) -> None:
        self.book(fund_year, 7 * A_MONTH)

        assert not remind(fund_year, OCTOBER)


class TestAccruing:
    def test_a_month_is_told_of_until_it_is_asked_for(self) -> None:
        a_request(Stage.APPROVED)
        fund_year, manager = a_fund(), a_person(Role.FUND_MANAGER)

        assert remind(fund_year)
        assert told("accruing/") == {manager.username}

        operations.ask_to_accrue(
            panel_id=fund_year.fund.panel_id,
            until=datetime(2026, 8, 31, tzinfo=UTC).date(),
            by=manager,
            at=MONDAY_9AM,
        )
        assert not remind(fund_year, MID_SEPTEMBER)

    def test_nothing_is_told_where_nothing_is_promised(self) -> None:
        assert not remind(a_fund(), OCTOBER)
