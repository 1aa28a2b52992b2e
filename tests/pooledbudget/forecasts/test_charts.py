"""What the charts of a forecast are drawn from."""

from datetime import date

import pytest

from panel.money import Pence
from panel.pooledbudget.forecasts import chart_presenters, month_chart
from panel.pooledbudget.forecasts.charts import SIZES, Bar, by_agency
from panel.pooledbudget.forecasts.outturn import MonthForecast, Outturn, YearForecast
from panel.pooledbudget.forecasts.queries import Forecasted
from panel.pooledbudget.models import Forecast, ForecastMonth

WIDE, NARROW = SIZES
APRIL = MonthForecast(date(2026, 4, 1), date(2026, 4, 30), Pence(700), Pence(0))
MAY = MonthForecast(date(2026, 5, 1), date(2026, 5, 31), Pence(800), Pence(50))


def words(contribution: int) -> str:
    bar = Bar("Health", Outturn(Pence(300_000_000)), Pence(contribution))
    *_, written = by_agency([bar], WIDE)["layer"]
    (value,) = written["data"]["values"]
    return value["words"]


class TestByAgency:
    def test_draws_the_parts_there_are_in_their_order(self):
        bar = Bar("Health", Outturn(Pence(5), pipeline_pence=Pence(7)), Pence(20))

        parts, *_ = by_agency([bar], NARROW)["layer"]

        drawn = [(value["part"], value["pence"]) for value in parts["data"]["values"]]
        assert drawn == [("Actual", 5), ("Pipeline", 7)]

    @pytest.mark.parametrize(
        ("contribution", "said"),
        [
            (425_000_000, "£1.25m under"),
            (294_700_000, "£53k over"),
            (300_000_100, "£1 under"),
        ],
    )
    def test_writes_how_far_each_is_from_its_contribution(self, contribution: int, said: str):
        assert words(contribution) == said

    def test_writes_nothing_where_there_is_no_room(self):
        bar = Bar("Health", Outturn(Pence(5)), Pence(20))

        assert len(by_agency([bar], NARROW)["layer"]) == len(by_agency([bar], WIDE)["layer"]) - 1

    def test_stands_without_any_agency(self):
        assert by_agency([], WIDE)["height"] == 64


class TestByMonth:
    def test_tells_months_gone_by_from_those_to_come(self):
        drawn = month_chart.by_month([APRIL, MAY], Pence(600), WIDE, on=date(2026, 5, 4))

        bars, *_ = drawn["layer"]
        assert [(value["month"], value["part"]) for value in bars["data"]["values"]] == [
            ("April", "Gone by"),
            ("May", "To come"),
            ("May", "Pipeline"),
        ]

    def test_tells_what_is_booked_beyond_what_days_cost(self):
        year = YearForecast({("health", ""): Outturn(Pence(900), pipeline_pence=Pence(50))})
        april = ForecastMonth(first=APRIL.first, approved_pence=700, pipeline_pence=50)

        chart = chart_presenters.by_month(Forecasted(Forecast(), {2026: year}), [april], [])

        _, beyond = chart.rows
        assert beyond.heading == "Booked beyond these days"
        assert [cell.words for cell in beyond.cells] == ["£2.00", "£0.00", "£2.00"]
        assert chart.total is not None
        assert [cell.words for cell in chart.total.cells] == ["£9.00", "£0.50", "£9.50"]
