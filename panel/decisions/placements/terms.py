"""The terms of a placement, as it stands and as a change of it would have them. Reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from panel.cases.costs import costing, option_costs
from panel.cases.models import CostLine, Placement, PlacementAgreement, PlacementOption
from panel.cases.placements import agreements
from panel.decisions.records.evidence import Agency
from panel.money import BasisPoints, Pence, in_pounds
from panel.presentation import formatting

LINES = CostLine.objects.order_by("position").prefetch_related("shares__agency")


@dataclass(frozen=True)
class Terms:
    """What of a placement can change: where, to what end, at which rate and shared by whom how."""

    provider: str
    weeks_per_year: int
    ends_on: date | None
    weekly_pence: Pence | None
    portions: Mapping[Agency, BasisPoints]  # of what it costs while it runs
    weekly_shares: Mapping[Agency, Pence] = field(default_factory=dict)  # none: not told apart
    approved_until: date | None = None  # as far as the panel's approval reaches


def terms(option: PlacementOption, *, on: date) -> Terms:
    """Return the terms of an option as they are on a day: its rate may rise while it runs."""
    cost, lines = _cost_from(option, on), option.cost_lines.all()
    agencies = [share.agency for line in lines for share in line.shares.all()]
    called = {agency.code: Agency(code=agency.code, name=agency.name) for agency in agencies}
    yearly, weekly = (cost.full_year_by_agency(), cost.weekly_by_agency()) if cost else ({}, {})
    portions = costing.portions(yearly)
    return Terms(
        provider=option.provider,
        weeks_per_year=option.weeks_per_year,
        ends_on=option.ends_on,
        weekly_pence=cost.weekly_pence if cost else None,
        portions={called[code]: part for code, part in portions.items() if part},
        weekly_shares={called[code]: pence for code, pence in weekly.items()},
    )


def standing(placement: Placement, *, on: date) -> Terms:
    """Return the terms that stand on a day: as agreed with the provider, and shared as approved.

    As approved altogether before there is an agreement.
    """
    prefetch_related_objects([placement.option], Prefetch("cost_lines", LINES))
    approved = terms(placement.option, on=on)
    agreement = agreements.in_force(placement)
    if agreement is None:
        return approved
    weekly = _agreed_rate(agreement, placement.option, approved)
    return replace(
        approved,
        provider=agreement.provider,
        weeks_per_year=agreement.weeks_per_year,
        ends_on=agreement.ends_on,
        weekly_pence=weekly,
        weekly_shares=approved.weekly_shares if weekly == approved.weekly_pence else {},
        approved_until=agreement.approved_until,
    )


def _agreed_rate(
    agreement: PlacementAgreement, option: PlacementOption, approved: Terms
) -> Pence | None:
    """Return the rate agreed; one that is what was approved has risen as that did."""
    began = option_costs.first_year(option)
    is_approved = began is not None and agreement.weekly_rate_pence == began.weekly_pence
    return approved.weekly_pence if is_approved else Pence(agreement.weekly_rate_pence)


def _cost_from(option: PlacementOption, on: date) -> costing.Costing | None:
    """Return what it costs from a day on, be that one after its last; None without dates."""
    if option.starts_on is None or option.ends_on is None:
        return None
    first = max(option.starts_on, on)
    days = costing.Period(first, max(first, option.ends_on))
    return option_costs.cost(option, year=costing.financial_year(first), placed=days)


def in_words(terms: Terms) -> str:
    """Write terms in a sentence, and who pays what part in another."""
    told = [
        terms.provider,
        f"{formatting.count(terms.weeks_per_year, 'week')} a year",
        f"{in_pounds(terms.weekly_pence)} a week" if terms.weekly_pence else "",
        f"until {formatting.day(terms.ends_on)}" if terms.ends_on else "",
        _approved_until(terms),
    ]
    paid = [f"{agency.name} {formatting.percent(part)}" for agency, part in terms.portions.items()]
    return f"{', '.join(filter(None, told))}." + (
        f" Paid by {formatting.listed(paid)}." if paid else ""
    )


def _approved_until(terms: Terms) -> str:
    if terms.approved_until is None or terms.approved_until == terms.ends_on:
        return ""
    return f"approved until {formatting.day(terms.approved_until)}"


def _part(terms: Terms, agency: Agency) -> str:
    """Write what an agency pays: `30% (£1,026.00 a week)`."""
    part = formatting.percent(terms.portions.get(agency, BasisPoints(0)))
    weekly = terms.weekly_shares.get(agency)
    return f"{part} ({in_pounds(weekly)} a week)" if weekly else part


def differences(before: Terms, after: Terms) -> Iterator[str]:
    """Yield a sentence for each term that isn't as it was."""
    if after.provider != before.provider:
        yield f"{after.provider} instead of {before.provider}."
    if after.weekly_pence != before.weekly_pence and after.weekly_pence is not None:
        was = f" instead of {in_pounds(before.weekly_pence)}" if before.weekly_pence else ""
        yield f"{in_pounds(after.weekly_pence)} a week{was}."
    for agency in {**after.portions, **before.portions}:
        now, was_part = after.portions.get(agency, 0), before.portions.get(agency, 0)
        if abs(now - was_part) > 1 and after.portions:  # one is the rounding of a penny
            pays, paid = _part(after, agency), _part(before, agency)
            yield f"{agency.name} pays {pays} instead of {paid}."
    if after.weeks_per_year != before.weeks_per_year:
        yield f"{after.weeks_per_year} weeks a year instead of {before.weeks_per_year}."
    if after.ends_on != before.ends_on and after.ends_on and before.ends_on:
        yield f"Until {formatting.day(after.ends_on)} instead of {formatting.day(before.ends_on)}."
