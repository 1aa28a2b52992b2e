"""What a year is forecast to come to, from what is planned and what the ledger holds."""

from collections import Counter
from datetime import date

from hypothesis import given

from panel.cases.costs.costing import Line
from panel.decisions.forecasting.forecast import Holding, likely, of_year
from panel.decisions.forecasting.planned import Charge, Planned, costs
from panel.money import WHOLE
from panel.pooledbudget.forecasts.outturn import Outturn, total
from tests.decisions.forecasting.plans import (
    NEXT,
    YEAR,
    a_plan,
    asked_for,
    holdings,
    several,
    weekly,
    with_changes,
)

CARE = ("education", "care")
A_YEAR = 365 * 100_00


class TestOfYear:
    def test_expects_what_nothing_has_been_committed_for(self):
        found = of_year([a_plan()], {}, YEAR)

        assert found.figures == {CARE: Outturn(expected_pence=A_YEAR)}
        (working,) = found.workings
        assert (working.reference, working.standing, working.likelihood) == ("A", "Placed", None)
        assert working.counted_pence == working.full_pence == A_YEAR

    def test_counts_once_what_the_ledger_holds(self):
        held = {"A": Holding({"education": 100_00}, {"education": A_YEAR - 100_00})}

        found = of_year([a_plan()], held, YEAR)

        assert found.figures == {CARE: Outturn(100_00, A_YEAR - 100_00)}
        assert found.workings == ()

    def test_splits_what_is_held_by_what_each_kind_of_line_costs(self):
        transport = weekly(rate_pence=2_100_00)
        plan = a_plan(charges=(weekly(), type(transport)("transport", transport.line)))

        found = of_year([plan], {"A": Holding({}, {"education": 4 * A_YEAR})}, YEAR)

        assert found.figures[CARE].committed_pence == A_YEAR
        assert found.figures["education", "transport"].committed_pence == 3 * A_YEAR

    def test_counts_money_that_no_plan_explains(self):
        found = of_year([], {"Z": Holding({"health": 5_00}, {})}, YEAR)

        assert found.figures == {("health", ""): Outturn(actual_pence=5_00)}

    def test_counts_what_is_asked_for_by_how_likely_it_is(self):
        found = of_year([asked_for("A", 6_000)], {}, YEAR)

        assert found.figures == {CARE: Outturn(pipeline_pence=A_YEAR * 6 // 10)}
        (working,) = found.workings
        assert (working.full_pence, working.counted_pence) == (A_YEAR, A_YEAR * 6 // 10)
        assert working.likelihood == 6_000

    def test_rounds_a_request_once_and_its_parts_come_to_that(self):
        charges = tuple(
            Charge(kind, Line(kind, pence, "once", 52, {"education": 10_000}))
            for kind, pence in (("care", 1), ("education", 1), ("transport", 1))
        )

        found = of_year([asked_for("A", 5_000, charges=charges)], {}, YEAR)

        (working,) = found.workings
        assert (working.full_pence, working.counted_pence) == (3, 2)
        assert [part.pipeline_pence for part in found.figures.values()] == [1, 1, 0]

    @given(with_changes(), holdings)
    def test_what_counts_of_each_request_is_its_cost_by_its_likelihood(self, plans, held):
        for working in of_year(plans, held, YEAR).workings:
            weight = WHOLE if working.likelihood is None else working.likelihood
            assert working.counted_pence == likely(working.full_pence, weight)

    def test_counts_of_a_change_only_what_it_adds_to_the_placement_it_replaces(self):
        dearer = asked_for(
            "B", 5_000, first=date(2027, 3, 22), charges=(weekly(1_400_00),), instead_of="A"
        )

        found = of_year([a_plan(), dearer], {}, YEAR)

        assert found.figures[CARE] == Outturn(expected_pence=A_YEAR, pipeline_pence=500_00)

    def test_ends_a_placement_when_the_approved_one_after_it_starts(self):
        after = a_plan("B", first=date(2026, 4, 11), last=date(2026, 4, 20), instead_of="A")

        found = of_year([a_plan(), after], {}, YEAR)

        assert found.figures == {CARE: Outturn(expected_pence=20 * 100_00)}

    def test_of_nothing_is_nothing(self):
        assert total(of_year([], {}, NEXT).figures.values()) == Outturn()

    @given(several, holdings)
    def test_holds_exactly_what_the_ledger_holds(self, plans, held):
        found = total(of_year(plans, held, YEAR).figures.values())

        assert found.actual_pence == sum(sum(one.actual.values()) for one in held.values())
        assert found.committed_pence == sum(sum(one.committed.values()) for one in held.values())

    @given(several)
    def test_without_a_ledger_expects_what_is_approved_to_the_penny(self, plans: list[Planned]):
        found = of_year(plans, {}, YEAR)
        approved = [plan for plan in plans if plan.is_approved]

        assert sum(part.expected_pence for part in found.figures.values()) == sum(
            sum(costs(plan, YEAR).values()) for plan in approved
        )

    @given(several, holdings)
    def test_every_penny_beyond_the_ledger_is_explained(self, plans, held):
        found = of_year(plans, held, YEAR)
        beyond = Counter(
            {"all": sum(p.expected_pence + p.pipeline_pence for p in found.figures.values())}
        )

        assert beyond["all"] == sum(working.counted_pence for working in found.workings)

    @given(several, holdings)
    def test_comes_out_the_same_in_any_order(self, plans, held):
        assert of_year(plans, held, YEAR).figures == of_year(plans[::-1], held, YEAR).figures
