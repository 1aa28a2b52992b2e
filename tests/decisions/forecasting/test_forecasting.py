"""Owing a forecast each morning, and making it once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from panel import queue
from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.proving.proof import prove
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget.forecasts import queries as forecasts
from panel.pooledbudget.models import Forecast, ForecastWorking
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import MONDAY_9AM, YEAR, a_fund, a_person, a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """Return whom a sweep calls, where no Redis listens."""
    calls: list[list[int]] = []
    monkeypatch.setattr(queue, "call", lambda _, ids: calls.append(ids))
    return calls


def made(at=MONDAY_9AM) -> Forecast:
    owed = fund.owe_forecast(fund_year_id=a_fund().pk, at=at)
    forecast = operations.make_forecast(forecast_id=owed.pk, at=at)
    assert forecast is not None
    return forecast


class TestSweep:
    def test_owes_one_a_day_for_the_year_that_holds_it(self, called: list[list[int]]):
        a_fund()

        first = operations.sweep_forecasts(at=MONDAY_9AM)
        again = operations.sweep_forecasts(at=MONDAY_9AM)

        assert (first["forecasts owed"], first["forecasts offered to the workers"]) == (1, 1)
        assert (again["forecasts owed"], again["forecasts offered to the workers"]) == (0, 0)
        assert called == [[Forecast.objects.get().pk]]

    def test_owes_the_next_day_once_that_of_the_day_before_is_made(self, called: list[list[int]]):
        made()

        operations.sweep_forecasts(at=MONDAY_9AM + timedelta(days=1))

        assert [*Forecast.objects.values_list("number", flat=True)] == [1, 2]

    def test_owes_another_once_the_budget_has_changed(self, called: list[list[int]]):
        year, manager = a_fund(), a_person(Role.FUND_MANAGER)
        made(MONDAY_9AM)
        assert operations.sweep_forecasts(at=MONDAY_9AM)["forecasts owed"] == 0
        at = MONDAY_9AM + timedelta(minutes=1)
        education = year.fund.panel.agencies.get(code=EDUCATION)
        agreed = fund.state_contribution(
            fund_year_id=year.pk,
            agency_id=education.pk,
            components=fund.Components(rolled_forward_pence=Pence(1_200_00)),
            by=manager,
            at=at,
        )
        assert operations.sweep_forecasts(at=at)["forecasts owed"] == 0
        lead = a_person(Role.AGENCY_LEAD, EDUCATION)

        fund.approve_contribution(contribution_id=agreed.pk, by=lead, at=at)
        assert operations.sweep_forecasts(at=at)["forecasts owed"] == 1
        assert operations.sweep_forecasts(at=at)["forecasts owed"] == 0
        made(at)
        assert operations.sweep_forecasts(at=at)["forecasts owed"] == 0

        fund.receive_contribution(
            fund_year=year,
            about="More",
            amounts={year.fund.panel.agencies.get(code=HEALTH).pk: Pence(1)},
            key="more",
            by=manager,
            at=at + timedelta(minutes=1),
        )
        assert operations.sweep_forecasts(at=at)["forecasts owed"] == 1

    def test_owes_none_for_a_year_that_is_not_now(self, called: list[list[int]]):
        a_fund()

        operations.sweep_forecasts(at=MONDAY_9AM + timedelta(days=365))

        assert not Forecast.objects.exists()


class TestMakeForecast:
    def test_keeps_figures_by_agency_and_kind_for_three_years(self):
        a_request(Stage.PLACED)

        found = forecasts.newest(made().fund_year)

        assert found is not None
        assert [*found.years] == [YEAR, YEAR + 1, YEAR + 2]
        assert found.years[YEAR + 1].whole().expected_pence == 178_817_67
        assert found.years[YEAR + 1].of_kind("care") == found.years[YEAR + 1].whole()

    def test_makes_each_once(self):
        forecast = made()

        assert operations.make_forecast(forecast_id=forecast.pk, at=MONDAY_9AM) is None

    def test_leaves_one_that_another_worker_has(self):
        owed = fund.owe_forecast(fund_year_id=a_fund().pk, at=MONDAY_9AM)
        fund.claim_forecast(forecast_id=owed.pk, at=MONDAY_9AM)

        assert operations.make_forecast(forecast_id=owed.pk, at=MONDAY_9AM) is None

    def test_keeps_the_working_of_the_newest_only_and_the_figures_of_all(self):
        a_request(Stage.LISTED)
        first, second = made(), made(MONDAY_9AM + timedelta(days=1))

        assert {row.forecast_id for row in ForecastWorking.objects.all()} == {second.pk}
        assert first.figures.count() == second.figures.count() > 0


class TestProof:
    def test_counts_a_forecast_that_nobody_makes_as_stuck(self):
        fund.owe_forecast(fund_year_id=a_fund().pk, at=MONDAY_9AM)
        stuck = "No owed work is stuck"

        assert not prove(at=MONDAY_9AM)[stuck]
        (line,) = prove(at=MONDAY_9AM + timedelta(hours=1))[stuck]
        assert "forecast 1: owed since 7 September 2026 08:00, not made." in line


class TestKept:
    def test_a_forecast_once_made_stays_as_it_was(self):
        forecast = Forecast.objects.filter(pk=made().pk)

        with pytest.raises(IntegrityError, match="UPDATE refused"), transaction.atomic():
            forecast.update(made_at=None)
        with pytest.raises(DatabaseError), transaction.atomic():
            forecast.all()._raw_delete(forecast.db)

    def test_so_do_its_figures(self):
        a_request(Stage.PLACED)
        figures = made().figures.all()

        with pytest.raises(DatabaseError), transaction.atomic():
            figures.update(expected_pence=0)
        with pytest.raises(DatabaseError), transaction.atomic():
            figures.all()._raw_delete(figures.db)
