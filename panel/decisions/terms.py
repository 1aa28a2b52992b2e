"""The terms of a placement, as it stands and as a change of it would have them. Reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from panel.cases import placement_queries, queries
from panel.cases.models import Placement, PlacementOption
from panel.decisions.evidence import Agency
from panel.money import BasisPoints, Pence, in_pounds
from panel.presentation import formatting


@dataclass(frozen=True)
class Terms:
    """What of a placement can change: where, to what end, at which rate and shared by whom how."""

    provider: str
    weeks_per_year: int
    ends_on: date | None
    weekly_pence: Pence | None
    portions: Mapping[Agency, BasisPoints]


def terms(option: PlacementOption, ends_on: date | None = None) -> Terms:
    """Return the terms of an option; `ends_on`: as the agreement has it, where there is one."""
    cost, lines = queries.first_year(option), option.cost_lines.all()
    agencies = [share.agency for line in lines for share in line.shares.all()]
    called = {agency.code: Agency(code=agency.code, name=agency.name) for agency in agencies}
    portions = cost.portions() if cost else {}
    return Terms(
        provider=option.provider,
        weeks_per_year=option.weeks_per_year,
        ends_on=ends_on or option.ends_on,
        weekly_pence=cost.weekly_pence if cost else None,
        portions={called[code]: part for code, part in portions.items() if part},
    )


def standing(placement: Placement) -> Terms:
    """Return the terms of a placement, to the end agreed with its provider."""
    agreement = placement_queries.agreement_in_force(placement)
    return terms(placement.option, agreement.ends_on if agreement else None)


def in_words(terms: Terms) -> str:
    """Write terms in a sentence, and who pays what part in another."""
    told = [
        terms.provider,
        f"{formatting.count(terms.weeks_per_year, 'week')} a year",
        f"{in_pounds(terms.weekly_pence)} a week" if terms.weekly_pence else "",
        f"until {formatting.day(terms.ends_on)}" if terms.ends_on else "",
    ]
    paid = [f"{agency.name} {formatting.percent(part)}" for agency, part in terms.portions.items()]
    return f"{', '.join(filter(None, told))}." + (
        f" Paid by {formatting.listed(paid)}." if paid else ""
    )


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
            pays, paid = (formatting.percent(BasisPoints(part)) for part in (now, was_part))
            yield f"{agency.name} pays {pays} instead of {paid}."
    if after.weeks_per_year != before.weeks_per_year:
        yield f"{after.weeks_per_year} weeks a year instead of {before.weeks_per_year}."
    if after.ends_on != before.ends_on and after.ends_on and before.ends_on:
        yield f"Until {formatting.day(after.ends_on)} instead of {formatting.day(before.ends_on)}."
