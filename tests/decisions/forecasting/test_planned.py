"""What one request would cost in a year."""

from collections import Counter
from datetime import date

from hypothesis import given

from panel.cases.costs import costing
from panel.cases.costs.costing import Period
from panel.decisions.forecasting.planned import Planned, costs
from tests.decisions.forecasting.plans import NEXT, YEAR, a_plan, plans, weekly


class TestCosts:
    def test_counts_the_days_in_the_year_and_no_others(self):
        plan = a_plan(first=date(2027, 3, 30), last=date(2027, 4, 1))

        assert costs(plan, YEAR) == {("education", "care"): 200_00}
        assert costs(plan, NEXT) == {("education", "care"): 100_00}

    def test_splits_each_kind_of_line_between_its_agencies(self):
        one_day = {"first": YEAR.first, "last": YEAR.first}
        plan = a_plan(charges=(weekly(education=7_000, health=3_000),), **one_day)

        assert costs(plan, YEAR) == {("education", "care"): 70_00, ("health", "care"): 30_00}

    def test_leaves_out_days_away_that_nobody_charges_for(self):
        away = Period(date(2026, 4, 2), date(2026, 4, 3))
        plan = a_plan(last=date(2026, 4, 10), unpaid=(away,))

        assert costs(plan, YEAR) == {("education", "care"): 800_00}

    def test_leaves_out_everything_while_a_child_is_away_without_end(self):
        plan = a_plan(unpaid=(Period(date(2026, 4, 11), date.max),))

        assert costs(plan, YEAR) == {("education", "care"): 1_000_00}

    @given(plans())
    def test_is_what_the_ledger_is_asked_for(self, plan: Planned):
        lines = [charge.line for charge in plan.charges]
        whole = costing.cost(lines, placed=plan.days, year=YEAR)
        by_agency: Counter[str] = Counter()
        for (agency, _), pence in costs(plan, YEAR).items():
            by_agency[agency] += pence

        assert by_agency == Counter(whole.period_by_agency())
