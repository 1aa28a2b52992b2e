"""A report of a quarter says what was so on its last day, whatever has become of it since."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from panel.agencies.models import Role
from panel.decisions import operations as decisions
from panel.money import Pence
from panel.pooledbudget import operations, queries
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import AgreedContribution, FundYear, JournalEntry, Recharge
from panel.reports import making
from panel.reports.kinds import Kind
from panel.reports.span import span_of
from panel.reports.table import Table
from panel.sample.people import HEALTH
from tests.builders import a_fund, a_person
from tests.pooledbudget.invoiced import PROMISED, booked_invoice
from tests.pooledbudget.recharged import a_recharge

JUNE = datetime(2026, 6, 1, 9, tzinfo=UTC)
AUGUST = datetime(2026, 8, 3, 9, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 5, 9, tzinfo=UTC)
NEXT_MAY = datetime(2027, 5, 3, 9, tzinfo=UTC)
YEAR = 0

pytestmark = pytest.mark.django_db


@pytest.fixture
def year() -> FundYear:
    return a_fund()


def table(kind: Kind, quarter: int, caption: str) -> Table | None:
    fund_year = a_fund()
    report = making.made(kind, fund_year, span_of(fund_year, quarter), at=NEXT_MAY)
    return next((table for table in report.tables if table.caption == caption), None)


def lines(kind: Kind, quarter: int, caption: str) -> dict[Any, tuple[Any, ...]]:
    found = table(kind, quarter, caption)
    assert found is not None
    return {line[0]: line[1:] for line in found.lines}


def manager() -> Any:
    return a_person(Role.FUND_MANAGER)


class TestContributions:
    def book(self, year: FundYear) -> JournalEntry:
        """Book £20.00 of health's in June."""
        return operations.book_contribution(
            fund_year_id=year.pk,
            agency_id=year.fund.panel.agencies.get(code=HEALTH).pk,
            paid=operations.Remittance("Instalment 1", Pence(20_00)),
            by=manager(),
            at=JUNE,
        )

    def received(self, quarter: int) -> int:
        pence: int = lines(Kind.CONTRIBUTIONS, quarter, "Contributions due")["Health"][3]
        return pence

    def test_that_came_in_after_the_last_day_had_not_come_in(self, year: FundYear) -> None:
        self.book(year)

        assert self.received(quarter=1) == 20_00  # the agreement's came in September
        assert self.received(quarter=2) == 1_000_020_00

    def test_that_were_taken_back_later_had_come_in(self, year: FundYear) -> None:
        entry = self.book(year)
        operations.take_back_contribution(
            entry_id=entry.pk, reason="A slip.", by=manager(), at=AUGUST
        )

        assert [self.received(quarter) for quarter in (1, 2)] == [20_00, 1_000_000_00]

    def test_that_were_approved_after_the_last_day_were_provisional(self, year: FundYear) -> None:
        forecast(year, AUGUST)
        stated = self.state(year, 500_000_00, AUGUST)
        lead = a_person(Role.AGENCY_LEAD, HEALTH)
        operations.approve_contribution(contribution_id=stated.pk, by=lead, at=OCTOBER)

        told = [
            lines(Kind.CONTRIBUTIONS, quarter, "Contributions due")["Health"][:2]
            for quarter in (1, 2, YEAR)
        ]
        assert told == [(None, None), (0, 500_000_00), (500_000_00, 0)]
        beside = [
            lines(Kind.QUARTERLY, quarter, "Forecast of the year")["Health"][5]
            for quarter in (2, YEAR)
        ]
        assert beside == [1_000_000_00, 500_000_00]  # what had come in, then what is agreed

    def test_that_have_fallen_due_are_counted_as_they_are_summed(self, year: FundYear) -> None:
        self.state(year, 600_000_00, AUGUST)
        due = contributions.instalments_of(year).filter(due_on__lte=OCTOBER.date())

        report = making.made(Kind.QUARTERLY, year, span_of(year, YEAR), at=OCTOBER)

        told = {line[0]: line for table in report.tables for line in table.lines}
        of = "Instalments received in full, of what fell due"
        assert told[of] == (of, due.count(), due.count())
        assert 0 < due.count() < contributions.instalments_of(year).count()

    def test_that_are_late_are_told_with_their_days_and_add_up(self, year: FundYear) -> None:
        self.state(year, 4_000_000_00, AUGUST)
        owed = table(Kind.RECHARGES, 3, "Contributions late")

        assert owed is not None
        assert {partner for partner, *_ in owed.lines} == {"Health"}
        assert {due + timedelta(days) for _, due, days, _ in owed.lines} == {date(2026, 12, 31)}
        late = lines(Kind.CONTRIBUTIONS, 3, "Contributions due")["Health"][4]
        assert sum(pence for *_, pence in owed.lines) == late > 0

    def state(self, year: FundYear, pence: int, at: datetime) -> AgreedContribution:
        """State what health pays into the year."""
        return operations.state_contribution(
            fund_year_id=year.pk,
            agency_id=year.fund.panel.agencies.get(code=HEALTH).pk,
            components=operations.Components(rolled_forward_pence=Pence(pence)),
            by=manager(),
            at=at,
        )


def forecast(year: FundYear, at: datetime) -> None:
    owed = operations.owe_forecast(fund_year_id=year.pk, at=at)
    decisions.make_forecast(forecast_id=owed.pk, at=at)


class TestRecharges:
    def issue(self, year: FundYear, pence: int, at: datetime, **changes: Any) -> Recharge:
        """Ask health for part of £20.00 that was paid for it."""
        told = {"issued_on": at.date(), "due_on": date(at.year, 6, 30)} | changes
        return operations.issue_recharge(
            fund_year=year, recharge=a_recharge(pence, agency=HEALTH, **told), by=manager(), at=at
        )

    @pytest.fixture(autouse=True)
    def paid(self, year: FundYear) -> None:
        booked_invoice(year)
        health = year.fund.panel.agencies.get(code=HEALTH)
        moved = {"fund_year": year, "about": PROMISED, "amounts": {health.pk: Pence(20_00)}}
        operations.invoice(**moved, key="paid/invoice", by=manager(), at=JUNE)
        operations.pay(**moved, key="paid/pay", by=manager(), at=JUNE)

    def test_that_were_paid_back_later_were_owed_on_the_last_day(self, year: FundYear) -> None:
        recharge = self.issue(year, 10_00, JUNE)
        operations.recover_recharge(
            recharge_id=recharge.pk, recovered_on=OCTOBER.date(), by=manager(), at=OCTOBER
        )

        assert lines(Kind.RECHARGES, 1, "Recharges owed")["Health"][-1] == 10_00
        assert lines(Kind.RECHARGES, 2, "Recharges owed")["Health"][-1] == 10_00
        assert lines(Kind.RECHARGES, 3, "Recharges owed") == {}
        assert lines(Kind.RECHARGES, 1, "Recharges")["Health"][-2:] == (10_00, "To be paid back")

    def test_that_were_withdrawn_later_were_owed_on_the_last_day(self, year: FundYear) -> None:
        recharge = self.issue(year, 10_00, JUNE)
        operations.withdraw_recharge(recharge_id=recharge.pk, by=manager(), at=AUGUST)

        assert lines(Kind.RECHARGES, 1, "Recharges owed")["Health"][-1] == 10_00
        assert lines(Kind.RECHARGES, 2, "Recharges owed") == {}

    def test_that_were_issued_later_were_owed_by_nobody(self, year: FundYear) -> None:
        self.issue(year, 10_00, AUGUST, due_on=date(2026, 9, 1))

        assert lines(Kind.RECHARGES, 1, "Recharges owed") == {}

    def test_that_are_issued_after_the_year_are_its_own_and_re_add_to_the_books(
        self, year: FundYear
    ) -> None:
        first = self.issue(year, 10_00, JUNE)
        operations.recover_recharge(
            recharge_id=first.pk, recovered_on=AUGUST.date(), by=manager(), at=AUGUST
        )
        self.issue(year, 7_00, NEXT_MAY)

        found = table(Kind.RECHARGES, YEAR, "Recharges")
        assert found is not None
        assert found.foot is not None
        assert found.foot[4:6] == (17_00, 7_00)
        assert queries.position(year).recoverable_pence == 7_00
        last = table(Kind.RECHARGES, 4, "Recharges")
        assert last is not None
        assert len(last.lines) == 1


class TestForecasts:
    def test_that_were_made_later_say_nothing(self, year: FundYear) -> None:
        for at in (AUGUST, OCTOBER):
            forecast(year, at)

        assert table(Kind.QUARTERLY, 1, "Forecast of the year") is None
        assert table(Kind.QUARTERLY, 2, "Forecast of the year") is not None
