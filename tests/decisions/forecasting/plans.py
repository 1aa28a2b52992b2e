"""Placements and ledgers as plain values, made up by Hypothesis and by hand."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as some

from panel.cases.costs.costing import Line, Period
from panel.decisions.forecasting.forecast import Holding
from panel.decisions.forecasting.planned import Charge, Planned
from panel.money import BasisPoints

YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))
NEXT = Period(date(2027, 4, 1), date(2028, 3, 31))
AGENCIES = ("education", "health")

days = some.dates(date(2025, 1, 1), date(2029, 12, 31))
pence = some.integers(0, 10**9)


def weekly(rate_pence: int = 700_00, **shares: int) -> Charge:
    """Return 52 weeks of care a year at £100 a day, unless told otherwise."""
    return Charge("care", Line("Care", rate_pence, "week", 52, shares or {"education": 10_000}))


def a_plan(
    reference: str = "A", first: date = YEAR.first, last: date = YEAR.last, **more
) -> Planned:
    """Return an approved placement; `more` are fields of `Planned`."""
    fields = {"standing": "placed", "charges": (weekly(),)} | more
    return Planned(reference, days=Period(first, last), **fields)


def asked_for(reference: str, likelihood: int, **more) -> Planned:
    """Return a request that is listed, and how likely it is."""
    return a_plan(reference, standing="listed", likelihood=BasisPoints(likelihood), **more)


charges = some.builds(
    Charge,
    kind=some.sampled_from(["care", "education", "transport"]),
    line=some.builds(
        Line,
        name=some.just("Line"),
        rate_pence=some.integers(1, 10**7),
        unit=some.sampled_from(["day", "week", "term", "year", "once"]),
        weeks_per_year=some.sampled_from([38, 52]),
        starts_on=some.none() | days,
        ends_on=some.none() | days,
        shares=some.fixed_dictionaries(
            {"education": some.integers(1, 9_999), "health": some.integers(0, 9_999)}
        ),
    ),
)


@some.composite
def plans(draw) -> Planned:
    """Return any placement, approved or asked for."""
    first = draw(days)
    last = first + timedelta(days=draw(some.integers(0, 1_500)))
    likelihood = draw(some.none() | some.integers(1, 10_000))
    return Planned(
        reference=draw(some.sampled_from("ABCDEFGH")),
        standing="placed" if likelihood is None else "listed",
        days=Period(first, last),
        charges=tuple(draw(some.lists(charges, max_size=3))),
        likelihood=likelihood,
    )


several = some.lists(plans(), max_size=5, unique_by=lambda plan: plan.reference)


@some.composite
def with_changes(draw) -> list[Planned]:
    """Return several, of which what is asked for may take the place of another."""
    return [
        plan
        if plan.is_approved
        else replace(plan, instead_of=draw(some.sampled_from(["", *"ABCD"])))
        for plan in draw(several)
    ]


holdings = some.dictionaries(
    some.sampled_from("ABCXYZ"),
    some.builds(
        Holding,
        actual=some.dictionaries(some.sampled_from(AGENCIES), pence),
        committed=some.dictionaries(some.sampled_from(AGENCIES), pence),
    ),
)
