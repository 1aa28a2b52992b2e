"""A year month by month, from what is planned."""

from datetime import date

from hypothesis import given

from panel.decisions.forecasting.forecast import relieved
from panel.decisions.forecasting.months import by_month
from panel.decisions.forecasting.planned import Planned, costs
from tests.decisions.forecasting.plans import YEAR, a_plan, asked_for, several


class TestByMonth:
    def test_counts_each_day_in_its_month(self):
        months = by_month([a_plan(first=date(2026, 6, 30), last=date(2026, 7, 2))], YEAR)

        assert [month.approved_pence for month in months][:4] == [0, 0, 100_00, 200_00]
        assert (months[0].first, months[-1].last) == (YEAR.first, YEAR.last)

    def test_counts_what_is_asked_for_by_its_likelihood(self):
        april = by_month([asked_for("A", 5_000)], YEAR)[0]

        assert (april.approved_pence, april.pipeline_pence) == (0, 30 * 50_00)

    @given(several)
    def test_the_months_come_to_the_year(self, plans: list[Planned]):
        approved = [plan for plan in plans if plan.is_approved]

        months = by_month(approved, YEAR)

        assert sum(month.approved_pence for month in months) == sum(
            sum(costs(plan, YEAR).values()) for plan in relieved(approved)
        )
