"""Providers as lines of a list, and what became of an import."""

from panel.cases.directory.establishments import Reading
from panel.cases.models import Provider
from panel.cases.operations.listing import Imported
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Row

HEADINGS = ("Provider", "Number", "Sort", "Where", "Inspection")
ROWS_SHOWN = 100  # of those that can't be taken over; the count tells of all


def row(provider: Provider) -> Row:
    """Return one provider as a line."""
    rated = provider.get_rating_display() or "Not recorded"
    on = formatting.day(provider.rated_on) if provider.rated_on else ""
    return Row(
        provider.name,
        [
            Cell(provider.number),
            Cell(
                provider.get_placement_group_display(), note="" if provider.is_open else "Closed"
            ),
            Cell(provider.authority or "Not recorded", note=provider.postcode),
            Cell(rated, note=on),
        ],
    )


def preview(reading: Reading) -> dict[str, object]:
    """Return what a file holds, for the page that checks it."""
    return {
        "facts": [
            Fact("Can be taken over", f"{len(reading.providers):,}"),
            Fact("Left out", f"{len(reading.bad_rows):,}"),
        ],
        "bad_headings": ("Line", "Why it is left out"),
        "bad_rows": [
            Row(str(bad.line), [Cell(bad.reason)]) for bad in reading.bad_rows[:ROWS_SHOWN]
        ],
        "is_cut": len(reading.bad_rows) > ROWS_SHOWN,
    }


def result(imported: Imported) -> list[Fact]:
    """Return what became of the directory."""
    return [
        Fact("Added", f"{imported.added:,}"),
        Fact("Changed", f"{imported.changed:,}"),
        Fact("As they were", f"{imported.unchanged:,}"),
    ]
