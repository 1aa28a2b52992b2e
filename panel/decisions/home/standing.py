"""Where this year's fund stands, for those who pay and those who run it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from panel import clock
from panel.agencies.access import Access
from panel.decisions.home.work import (
    Aside,
)
from panel.money import Pence, in_pounds
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link, Tile


@dataclass(frozen=True)
class Standing:
    """The books of this year's fund, and what stands in them."""

    year: FundYear
    figures: funds.FundPosition


def standing_of(access: Access, *, at: datetime) -> Standing | None:
    """Return where this year's fund that a person may read stands; None if none is open."""
    on = clock.date_of(at)
    year = funds.years_visible_to(access).filter(starts_on__lte=on, ends_on__gte=on).first()
    return Standing(year, funds.position(year)) if year is not None else None


def left(standing: Standing | None) -> tuple[Tile, ...]:
    if standing is None:
        return ()
    year, figures = standing.year, standing.figures
    left = formatting.headline(figures.uncommitted_pence)
    of = f"of {formatting.headline(figures.contribution_pence)}, {year.span}"
    return (Tile("Fund, uncommitted", left, note=of),)


def fund(standing: Standing | None) -> tuple[Aside, ...]:
    if standing is None:
        return ()
    year, figures = standing.year, standing.figures
    return (
        Aside(
            f"{year.fund.name}, {year.span}",
            (
                Fact("Contributions", in_pounds(figures.contribution_pence)),
                Fact("Committed", in_pounds(Pence(-figures.committed_pence))),
                Fact("Delivered, not yet invoiced", in_pounds(Pence(-figures.accrued_pence))),
                Fact("Invoiced, not yet paid", in_pounds(Pence(-figures.invoiced_pence))),
                Fact("Spent", in_pounds(Pence(-figures.spent_pence))),
                Fact("To be paid back by partners", in_pounds(Pence(-figures.recoverable_pence))),
                Fact("Reserved for requests", in_pounds(Pence(-figures.reserved_pence))),
                Fact("Risk reserve", in_pounds(Pence(-figures.risk_reserve_pence))),
                Fact("Uncommitted", in_pounds(figures.uncommitted_pence), is_total=True),
            ),
            link=Link("Open the fund", reverse("fund")),
        ),
    )
