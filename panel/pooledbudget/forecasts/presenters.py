"""What the pages say of a forecast, as plain values. Nothing here asks the database."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse

from panel import clock
from panel.agencies.models import Agency
from panel.money import BasisPoints, Pence, in_pounds
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.extracts.listed import Listed
from panel.pooledbudget.forecasts import sources
from panel.pooledbudget.forecasts.outturn import Outturn, Variance
from panel.pooledbudget.forecasts.queries import Forecasted
from panel.pooledbudget.models import ForecastWorking, FundYear
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row, Tile, Total
from panel.presentation.tones import Tone

PARTS = ("Actual", "Committed", "Expected", "Pipeline", "Forecast")
BESIDE = ("Budget", "Over or under")
HEADINGS = ("Agency", *PARTS, *BESIDE)
KIND_HEADINGS = ("Pays for", *PARTS)
WORKING_HEADINGS = ("Request", "Stage", "Likelihood", "Costs in the year", "Counted")
NONE = Cell("–")
Sources = Mapping[str, Extract | Listed]
NO_SOURCES: Sources = {}
NOBODY = "No agency named yet"
BY_NO_LINE = "Not by line"


def span(year: int) -> str:
    """Return a year as people say it, by the year of its April: `2026 to 2027`."""
    return f"{year} to {year + 1}"


def tile(found: Forecasted, year: int) -> Tile:
    """Return what a year is forecast to come to, against its budget."""
    variance = found.variance(year)
    outturn = found.years[year].outturn()
    if variance is None:
        return Tile("Forecast", formatting.headline(outturn))
    tone = Tone.BAD if variance.pence > 0 else Tone.GOOD
    return Tile("Forecast", formatting.headline(outturn), against(variance), tone)


def forecast_tile(found: Forecasted | None, fund_year: FundYear) -> tuple[Tile, ...]:
    """Return the tile of the fund's page, which leads to its parts; none before the first.

    It says of which day it is, as the tiles beside it are of now.
    """
    if found is None or found.forecast.made_at is None:
        return ()
    told, on = tile(found, min(found.years)), formatting.day(clock.date_of(found.forecast.made_at))
    note = f"of {on}: {told.note}" if told.note else f"of {on}"
    return (replace(told, note=note, address=reverse("fund-forecast", args=[fund_year.pk])),)


NOTES = (
    "delivered, invoiced or paid",
    "to approved placements, not yet delivered",
    "of approved placements, not yet committed",
    "of requests, by how likely each is",
)


def tiles(found: Forecasted, year: int, books: FundYear | None) -> tuple[Tile, ...]:
    """Return the parts of a year's forecast, each with what it is. `books`: of the year."""
    whole = found.years[year].whole()
    of = _sources(found, year, books)
    return (
        *(
            Tile(
                name,
                formatting.headline(pence),
                note,
                address=of[name].address if pence and name in of else "",
            )
            for name, pence, note in zip(PARTS, whole.parts, NOTES, strict=False)
        ),
        tile(found, year),
    )


def _sources(found: Forecasted, year: int, books: FundYear | None) -> Sources:
    """Return what the parts of the whole fund are made of, by their names."""
    of_requests = sources.of_requests(found.forecast, year)
    return {**sources.of_entries(found.forecast, books), **of_requests}


def against(variance: Variance) -> str:
    """Return how far it is from the budget, if there is one: `£53,000 over budget, 1.02%`."""
    if variance.pence == 0:
        return "exactly the budget"
    size = formatting.headline(Pence(abs(variance.pence)))
    where = "over" if variance.pence > 0 else "under"
    if variance.budget_pence <= 0:
        return f"{size} {where} budget"
    part = formatting.percent(BasisPoints(abs(variance.basis_points)))
    return f"{size} {where} budget, {part}"


def agency_rows(
    found: Forecasted, year: int, agencies: Iterable[Agency], books: FundYear | None
) -> list[Row]:
    """Return what each agency comes to in a year, and last what nobody is named for."""
    rows = [
        Row(
            agency.name,
            (
                *parts(
                    found.years[year].of_agency(agency.code),
                    sources.of_entries(found.forecast, books, agency.pk),
                    whose=agency.name,
                ),
                *beside(found.variance(year, agency.code)),
            ),
            agency=agency.code,
        )
        for agency in agencies
    ]
    unnamed = found.years[year].of_agency("")
    if unnamed != Outturn():
        rows.append(Row(NOBODY, (*parts(unnamed), NONE, NONE)))
    return rows


def whole_row(found: Forecasted, year: int, books: FundYear | None) -> Row:
    """Return what the whole fund comes to in a year."""
    of = _sources(found, year, books)
    told = parts(found.years[year].whole(), of, whose="whole fund")
    return Row("Whole fund", (*told, *beside(found.variance(year))))


def kind_rows(found: Forecasted, year: int) -> list[Row]:
    """Return what each kind of cost line comes to in a year, the largest first."""
    kinds = {kind for _, kind in found.years[year].figures}
    by_kind = {kind: found.years[year].of_kind(kind) for kind in kinds}
    told = [kind for kind in kinds if kind or by_kind[kind] != Outturn()]
    ordered = sorted(told, key=lambda kind: (-by_kind[kind].outturn_pence, kind))
    return [Row(kind_words(kind), parts(by_kind[kind])) for kind in ordered]


def all_kinds(found: Forecasted, year: int) -> Row:
    """Return what all of them come to."""
    return Row("Together", parts(found.years[year].whole()))


def kind_words(kind: str) -> str:
    """Return a kind of cost line as people say it."""
    return kind.replace("_", " ").capitalize() or BY_NO_LINE


def parts(outturn: Outturn, of: Sources = NO_SOURCES, *, whose: str = "") -> tuple[Cell, ...]:
    """Return the four parts and their sum. `of`: what parts are made of, by their names."""
    told = (*outturn.parts, outturn.outturn_pence)
    return tuple(
        Cell(in_pounds(pence), address=of[name].address, of=f"{name}, {whose}: {of[name].rows}")
        if pence and name in of
        else Cell(in_pounds(pence))
        for name, pence in zip(PARTS, told, strict=True)
    )


def beside(variance: Variance | None) -> tuple[Cell, Cell]:
    """Return the budget, and by how much it is passed; None: the books aren't open."""
    if variance is None:
        return NONE, NONE
    tone = "over" if variance.pence > 0 else "under"
    note = formatting.percent(variance.basis_points) if variance.budget_pence > 0 else ""
    return (
        Cell(in_pounds(variance.budget_pence)),
        Cell(formatting.against(variance.pence), note=note, tone=tone),
    )


def working_rows(workings: Iterable[ForecastWorking]) -> list[Row]:
    """Return what each request adds beyond what the ledger holds. No child is named."""
    return [
        Row(
            working.reference,
            (
                Cell(working.standing),
                Cell(_likelihood(working)),
                Cell(in_pounds(Pence(working.full_pence))),
                Cell(in_pounds(Pence(working.counted_pence))),
            ),
        )
        for working in workings
    ]


def all_workings(found: Forecasted, year: int, part: str) -> Row:
    """Return what all requests add, on whatever page they stand: to a part, or both."""
    counted = in_pounds(_added(found, year, part))
    return Row("All requests", (Cell(""), Cell(""), Cell(""), Cell(counted)))


def no_workings(found: Forecasted, year: int) -> str:
    """Say why no request adds anything."""
    if found.years[year].whole() == Outturn():
        return "Nothing is forecast for this year."
    return "The ledger holds all that is forecast."


def listed(found: Forecasted, year: int, part: str) -> Total | None:
    """Return what the requests come to that a part adds up; None where both are shown."""
    if part not in LISTED:
        return None
    return Total(
        in_pounds(_added(found, year, part)), f"What the requests below come to: {LISTED[part]}."
    )


LISTED = {
    "expected": "approved, and expected beyond what the ledger holds",
    "pipeline": "not decided yet, each by how likely it is",
}


def _added(found: Forecasted, year: int, part: str) -> Pence:
    whole = found.years[year].whole()
    of = {"expected": whole.expected_pence, "pipeline": whole.pipeline_pence}
    return of.get(part, Pence(sum(of.values())))


def _likelihood(working: ForecastWorking) -> str:
    if working.likelihood_basis_points is None:
        return "Approved"
    return formatting.percent(BasisPoints(working.likelihood_basis_points))
