"""What the pages say of a forecast, as plain values. Nothing here asks the database."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse

from panel.agencies.models import Agency
from panel.money import BasisPoints, Pence, in_pounds
from panel.pooledbudget.forecasts.outturn import Outturn, Variance
from panel.pooledbudget.forecasts.queries import Forecasted
from panel.pooledbudget.models import ForecastWorking, FundYear
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row, Tile
from panel.presentation.tones import Tone

PARTS = ("Actual", "Committed", "Expected", "Pipeline", "Forecast")
BESIDE = ("Budget", "Over or under")
HEADINGS = ("Agency", *PARTS, *BESIDE)
KIND_HEADINGS = ("Pays for", *PARTS)
WORKING_HEADINGS = ("Request", "Stage", "Likelihood", "Costs in the year", "Counted")
NONE = Cell("–")
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
    """Return the tile of the fund's page, which leads to its parts; none before the first."""
    if found is None:
        return ()
    address = reverse("fund-forecast", args=[fund_year.pk])
    return (replace(tile(found, min(found.years)), address=address),)


def tiles(found: Forecasted, year: int) -> tuple[Tile, ...]:
    """Return the parts of a year's forecast, each with what it is."""
    whole = found.years[year].whole()
    return (
        Tile("Actual", formatting.headline(whole.actual_pence), "delivered, invoiced or paid"),
        Tile(
            "Committed",
            formatting.headline(whole.committed_pence),
            "to approved placements, not yet delivered",
        ),
        Tile(
            "Expected",
            formatting.headline(whole.expected_pence),
            "of approved placements, not yet committed",
        ),
        Tile(
            "Pipeline",
            formatting.headline(whole.pipeline_pence),
            "of requests, by how likely each is",
        ),
        tile(found, year),
    )


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


def agency_rows(found: Forecasted, year: int, agencies: Iterable[Agency]) -> list[Row]:
    """Return what each agency comes to in a year, and last what nobody is named for."""
    rows = [
        Row(
            agency.name,
            (
                *parts(found.years[year].of_agency(agency.code)),
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


def whole_row(found: Forecasted, year: int) -> Row:
    """Return what the whole fund comes to in a year."""
    return Row("Whole fund", (*parts(found.years[year].whole()), *beside(found.variance(year))))


def kind_rows(found: Forecasted, year: int) -> list[Row]:
    """Return what each kind of cost line comes to in a year, the largest first."""
    kinds = {kind for _, kind in found.years[year].figures}
    by_kind = {kind: found.years[year].of_kind(kind) for kind in kinds}
    ordered = sorted(kinds, key=lambda kind: (-by_kind[kind].outturn_pence, kind))
    return [Row(kind_words(kind), parts(by_kind[kind])) for kind in ordered]


def all_kinds(found: Forecasted, year: int) -> Row:
    """Return what all of them come to."""
    return Row("Together", parts(found.years[year].whole()))


def kind_words(kind: str) -> str:
    """Return a kind of cost line as people say it."""
    return kind.replace("_", " ").capitalize() or BY_NO_LINE


def parts(outturn: Outturn) -> tuple[Cell, ...]:
    """Return the four parts and their sum."""
    return tuple(Cell(in_pounds(pence)) for pence in (*outturn.parts, outturn.outturn_pence))


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


def all_workings(found: Forecasted, year: int) -> Row:
    """Return what all requests add, on whatever page they stand: what is expected and likely."""
    whole = found.years[year].whole()
    counted = in_pounds(Pence(whole.expected_pence + whole.pipeline_pence))
    return Row("All requests", (Cell(""), Cell(""), Cell(""), Cell(counted)))


def _likelihood(working: ForecastWorking) -> str:
    if working.likelihood_basis_points is None:
        return "Approved"
    return formatting.percent(BasisPoints(working.likelihood_basis_points))
