"""The report on how long requests take, quarter by quarter."""

from collections.abc import Iterator, Mapping

from panel.cases.figures import gaps
from panel.cases.figures.turnround import Quarter, Taken
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row
from panel.working_days import add_months

HEADINGS = ("First sent in", "Requests", "Until ready", "Until considered", "Until approved")
FILE_HEADINGS = ("First sent from", "Until", "Requests", "Median days", "Nine in ten within days")
FEW = f"Fewer than {gaps.FEWEST_TOLD}"
STEPS: Mapping[str, str] = {
    "ready": "Ready for panel",
    "considered": "Considered",
    "approved": "Approved and funded",
}
TO_THE_LAST_MONTH = 2


def row(quarter: Quarter) -> Row:
    """Return a quarter as a line of the page."""
    sent = FEW if quarter.requests is None else f"{quarter.requests:,}"
    last = add_months(quarter.first_day, TO_THE_LAST_MONTH)
    return Row(f"{quarter.first_day:%B} to {last:%B %Y}", [Cell(sent), *map(_cell, quarter.taken)])


def lines(quarter: Quarter) -> Iterator[tuple[str, ...]]:
    """Yield a quarter as lines of the file, one a step."""
    for taken in quarter.taken:
        figures = (taken.requests, taken.median_days, taken.ninth_decile_days)
        told = [FEW, "", ""] if taken.requests is None else [str(number) for number in figures]
        yield (quarter.first_day.isoformat(), STEPS[taken.step], *told)


def _cell(taken: Taken) -> Cell:
    if taken.requests is None or taken.median_days is None:
        return Cell(FEW)
    requests = formatting.count(taken.requests, "request")
    return Cell(
        formatting.count(taken.median_days, "day"),
        note=f"9 in 10 within {taken.ninth_decile_days}; {requests}",
    )
