"""A year month by month, from what is planned."""

from datetime import date

from hypothesis import given

from panel.decisions.forecasting.forecast import Holding, is_promised, of_year, relieved
from panel.decisions.forecasting.months import by_month
from panel.decisions.forecasting.planned import Planned, costs
from tests.decisions.forecasting.plans import YEAR, a_plan, asked_for, holdings, with_changes


class TestByMonth:
    def test_counts_each_day_in_its_month(self):
        months = by_month([a_plan(first=date(2026, 6, 30), last=date(2026, 7, 2))], {}, YEAR)

        assert [month.approved_pence for month in months][:4] == [0, 0, 100_00, 200_00]
        assert (months[0].first, months[-1].last) == (YEAR.first, YEAR.last)

    def test_counts_what_is_asked_for_by_its_likelihood(self):
        april = by_month([asked_for("A", 5_000)], {}, YEAR)[0]

        assert (april.approved_pence, april.pipeline_pence) == (0, 30 * 50_00)

    def test_counts_in_full_what_is_promised_while_it_is_disputed(self):
        held = {"A": Holding({}, {"education": 1})}

        april = by_month([asked_for("A", 5_000)], held, YEAR)[0]

        assert (april.approved_pence, april.pipeline_pence) == (30 * 100_00, 0)

    @given(with_changes(), holdings)
    def test_the_months_come_to_the_year(self, plans: list[Planned], held: dict[str, Holding]):
        months, year = by_month(plans, held, YEAR), of_year(plans, held, YEAR)

        assert sum(month.pipeline_pence for month in months) == year.whole().pipeline_pence
        assert sum(month.approved_pence for month in months) == sum(
            sum(costs(plan, YEAR).values())
            for plan in relieved(plans)
            if plan.is_approved or is_promised(held.get(plan.reference))
        )
