"""What a scenario comes to beside the forecast, as plain values."""

from dataclasses import dataclass
from datetime import date

from panel import clock
from panel.decisions.forecasting.asking import SLIP
from panel.decisions.forecasting.beside import Compared
from panel.decisions.models import WhatIf
from panel.money import Pence, in_pounds
from panel.pooledbudget.forecasts.presenters import BESIDE, beside, span
from panel.pooledbudget.forecasts.queries import against_budget
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row

HEADINGS = ("Agency", "Forecast", "What if", "Difference", *BESIDE)
YEAR_HEADINGS = ("Year", *HEADINGS[1:])


@dataclass(frozen=True)
class Comparison:
    """The two tables of the page, and their one sentence."""

    says: str
    agencies: list[Row]
    total: Row
    years: list[Row]

    headings = HEADINGS
    year_headings = YEAR_HEADINGS


def assumed(question: WhatIf, agenda: date | None) -> list[str]:
    """Return what a question assumes, a sentence each. `agenda`: the day of the next, if known."""
    sentences, asked = [], question.asked
    if asked["approve_agenda"]:
        of = f"the agenda of {formatting.day(agenda)}" if agenda else "the next agenda"
        sentences.append(f"Everything on {of} is approved.")
    if asked["slip"]:
        sentences.append(f"{SLIP}.")
    if points := asked["uplift_basis_points"]:
        worked_out = clock.date_of(question.answered_at or question.asked_at)
        since = date.fromisoformat(day) if (day := asked["uplift_from"]) else worked_out
        sentences.append(
            f"Rates rise by {formatting.percent(points)} from {formatting.day(since)}."
        )
    return sentences


def comparison(found: Compared) -> Comparison:
    """Return what the scenario comes to: by agency this year, and whole in each year."""
    year = found.fund_year.year
    rows = [
        Row(agency.name, _cells(found, year, agency.code), agency=agency.code)
        for agency in found.agencies
    ]
    change = Pence(found.then[year].outturn() - found.now[year].outturn())
    return Comparison(
        says=f"In {span(year)} that is {formatting.against(change, 'more', 'less')}."
        if change
        else f"In {span(year)} that changes nothing.",
        agencies=rows,
        total=Row("Whole fund", _cells(found, year)),
        years=[Row(span(of), _cells(found, of)) for of in found.now],
    )


def _cells(found: Compared, year: int, agency: str | None = None) -> tuple[Cell, ...]:
    now, then = found.now[year].outturn(agency), found.then[year].outturn(agency)
    words = formatting.against(Pence(then - now), "more", "less")
    figures = (Cell(in_pounds(now)), Cell(in_pounds(then)), Cell(words))
    return (*figures, *beside(against_budget(then, found.budgets, year, agency)))
