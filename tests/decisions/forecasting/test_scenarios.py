"""What if: rates rise, placements end later, an agenda is approved."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from panel.cases.costs.costing import Period
from panel.decisions.forecasting.forecast import of_year
from panel.decisions.forecasting.planned import Planned, costs
from panel.decisions.forecasting.scenarios import Scenario, applied
from panel.money import BasisPoints
from panel.pooledbudget.forecasts.outturn import total
from tests.decisions.forecasting.plans import (
    YEAR,
    a_plan,
    asked_for,
    days,
    holdings,
    plans,
    several,
)


def rising(basis_points: int, day: date) -> Scenario:
    return Scenario(uplift_basis_points=BasisPoints(basis_points), uplift_from=day)


class TestUplift:
    def test_raises_the_days_from_then_on(self):
        plan = a_plan(last=date(2026, 4, 10))

        (raised,) = applied(rising(400, date(2026, 4, 6)), [plan])

        assert costs(raised, YEAR) == {("education", "care"): 5 * 100_00 + 5 * 104_00}

    def test_keeps_the_days_of_the_placement(self):
        (raised,) = applied(rising(400, date(2026, 5, 1)), [a_plan()])

        assert raised.days == a_plan().days

    @given(plans(), days, some.integers(1, 10_000))
    def test_of_days_after_the_last_changes_nothing(self, plan: Planned, day, rise):
        (raised,) = applied(rising(rise, date(2040, 1, 1)), [plan])

        assert costs(raised, YEAR) == costs(plan, YEAR)

    @given(plans(), days, some.integers(1, 10_000))
    def test_never_makes_a_line_cheaper_by_more_than_the_half_pennies_of_its_two_parts(
        self, plan: Planned, day, rise
    ):
        (raised,) = applied(rising(rise, day), [plan])

        before, after = (sum(costs(one, YEAR).values()) for one in (plan, raised))
        assert after >= before - len(plan.charges)


class TestSlip:
    @pytest.mark.parametrize(
        ("last", "slipped"),
        [(date(2026, 7, 31), date(2026, 11, 30)), (date(2026, 10, 31), date(2027, 2, 28))],
    )
    def test_ends_a_placement_a_term_later(self, last: date, slipped: date):
        (plan,) = applied(Scenario(slips_from=YEAR.first), [a_plan(last=last)])

        assert plan.days == Period(YEAR.first, slipped)

    def test_leaves_what_has_ended(self):
        ended = a_plan(last=date(2026, 7, 31))

        assert applied(Scenario(slips_from=date(2026, 8, 1)), [ended]) == [ended]

    def test_leaves_what_is_only_asked_for(self):
        asked = asked_for("A", 5_000)

        assert applied(Scenario(slips_from=YEAR.first), [asked]) == [asked]


class TestApproved:
    def test_counts_what_is_on_the_agenda_whole(self):
        scenario = Scenario(approved=frozenset({"A"}))
        listed = [asked_for("A", 5_000), asked_for("B", 5_000)]

        found = total(of_year(applied(scenario, listed), {}, YEAR).figures.values())

        assert found.pipeline_pence == 365 * 100_00 * 3 // 2

    @given(several, holdings)
    def test_never_lowers_a_forecast_that_replaces_nothing(self, plans: list[Planned], held):
        everything = Scenario(approved=frozenset(plan.reference for plan in plans))

        before, after = (
            total(of_year(these, held, YEAR).figures.values()).outturn_pence
            for these in (plans, applied(everything, plans))
        )
        assert after >= before


class TestTogether:
    def test_each_adds_to_the_others(self):
        scenario = Scenario(
            approved=frozenset({"B"}),
            uplift_basis_points=BasisPoints(1_000),
            uplift_from=YEAR.first,
            slips_from=YEAR.first,
        )
        last = YEAR.first + timedelta(days=9)

        running, agreed = applied(
            scenario, [a_plan(last=last), asked_for("B", 5_000, last=YEAR.first)]
        )

        assert running.days.last == date(2026, 8, 10)
        assert sum(costs(agreed, YEAR).values()) == 110_00
        assert agreed.likelihood == 10_000

    @given(several)
    def test_assuming_nothing_changes_nothing(self, plans: list[Planned]):
        assert applied(Scenario(), plans) == plans
