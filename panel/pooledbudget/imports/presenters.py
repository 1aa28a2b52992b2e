"""What the pages say of imports, as plain values. Nothing here asks the database."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from panel.money import Pence, in_pounds
from panel.pooledbudget.imports.columns import COLUMNS, OPTIONAL
from panel.pooledbudget.models.imports import Import, ImportKind, ImportRow, RowOutcome
from panel.pooledbudget.stages import ImportStage
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Row
from panel.presentation.tones import of_state
from panel.sheets import harmless

HEADINGS = ("File", "Fund", "Checked", "Rows", "Stands")
KEPT_HEADINGS = ("Row", "What becomes of it", "What it says", "Amount")
BAD_HEADINGS = ("Row", "Why it is left out", "What it says")
MOST_SHOWN = 100
#: Column names by kind, for the page on which a file is chosen.
COLUMN_NAMES = [
    (ImportKind(kind).label, formatting.listed([f"“{name}”" for name in columns]))
    for kind, columns in COLUMNS.items()
]


def again(source: Import) -> str:
    """Say that the same file came before, and what the page shows of it."""
    checked = formatting.moment(source.checked_at)
    return f"This file was checked on {checked} already: nothing was checked anew or posted."


@dataclass(frozen=True)
class ImportPage:
    """Everything that `pooledbudget/import.html` shows."""

    source: Import
    facts: Sequence[Fact]
    kept_rows: Sequence[Row]
    bad_rows: Sequence[Row]
    bad: int
    shown: int
    ready: int
    progress: str  # while a worker is at it; else empty
    waits: bool  # to be posted
    keeps: bool

    kept_headings, bad_headings = KEPT_HEADINGS, BAD_HEADINGS


def row(source: Import, outcomes: Counter[str]) -> Row:
    """Return an import's line in the list."""
    return Row(
        heading=str(source),
        cells=(
            Cell(str(source.fund_year)),
            Cell(formatting.moment(source.checked_at), note=source.checked_by.name),
            Cell(f"{outcomes.total():,}", is_count=True),
            Cell(source.get_stage_display(), tone=of_state(source.stage)),
        ),
        address=reverse("import", args=[source.pk]),
    )


def page(
    source: Import,
    outcomes: Counter[str],
    good_pence: Pence,
    kept: Sequence[ImportRow],
    bad: Sequence[ImportRow],
    *,
    keeps: bool,
) -> ImportPage:
    """Return an import's page, as to a keeper if it `keeps`.

    `kept`: rows that aren't left out. `bad`: the first of those that are.
    """
    ready, posted = outcomes[RowOutcome.READY], outcomes[RowOutcome.POSTED]
    is_posting = source.stage == ImportStage.POSTING
    return ImportPage(
        source=source,
        facts=[
            Fact("Stands", source.get_stage_display()),
            Fact("Fund", str(source.fund_year)),
            Fact("Checked", f"{formatting.moment(source.checked_at)}, {source.checked_by.name}"),
            *[Fact(outcome.label, f"{outcomes[outcome]:,}") for outcome in RowOutcome],
            Fact("All rows", f"{outcomes.total():,}"),
            Fact("Posted or to be posted, together", in_pounds(good_pence), is_total=True),
        ],
        kept_rows=[_kept(one, columns(source)) for one in kept],
        bad_rows=[_bad(one, columns(source)) for one in bad],
        bad=outcomes[RowOutcome.BAD],
        shown=len(bad),
        ready=ready,
        progress=f"{posted:,} of {posted + ready:,} are posted. " if is_posting else "",
        waits=source.stage == ImportStage.CHECKED and ready > 0,
        keeps=keeps,
    )


def columns(source: Import) -> Sequence[str]:
    """Return the columns of a file as it has them; of one kept without them, all there are."""
    return source.columns or _known(source)


def _known(source: Import) -> Sequence[str]:
    kind = ImportKind(source.kind)
    return [*COLUMNS[kind], *OPTIONAL[kind]]


def _bad(one: ImportRow, names: Sequence[str]) -> Row:
    return Row(f"Line {one.line:,}", (Cell(one.reason), _says(one, names)))


def _kept(one: ImportRow, names: Sequence[str]) -> Row:
    amount = "" if one.amount_pence is None else in_pounds(Pence(one.amount_pence))
    outcome = RowOutcome(one.outcome)
    cells = (Cell(outcome.label, tone=of_state(outcome)), _says(one, names), Cell(amount))
    return Row(f"Line {one.line:,}", cells)


def _says(one: ImportRow, names: Sequence[str]) -> Cell:
    """Write a row's filled cells in a line: tables of ten columns are wider than a screen."""
    told = "; ".join(f"{name}: {one.told[name]}" for name in names if one.told.get(name))
    return Cell(told)


def bad_lines(source: Import, bad: Iterable[ImportRow]) -> Iterator[Sequence[str]]:
    """Yield the lines of the file that holds what was left out: mended, it can be sent again."""
    names = [*dict.fromkeys([*columns(source), *_known(source)])]
    yield [*names, "Line", "Why it was left out"]
    for one in bad:
        told = [one.told.get(name, "") for name in names]
        yield [harmless(text) for text in (*told, str(one.line), one.reason)]
