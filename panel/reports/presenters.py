"""What the reports' pages and papers say, as plain values. Nothing here asks the database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from panel import clock
from panel.agencies.models import Agency
from panel.money import BasisPoints, Pence, in_pounds
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport, ReportReceipt
from panel.reports.reading import is_made
from panel.reports.span import Span, spans_of
from panel.reports.table import Cell, Column, Figure, Report, Table, Unit

UNTOLD = "–"


@dataclass(frozen=True)
class Written:
    """One cell in words. `is_number`: it stands to the right.

    A figure has the address of what it is made of; `of` is what is heard of that link beside it.
    """

    words: str
    is_number: bool
    address: str = ""
    of: str = ""


@dataclass(frozen=True)
class WrittenTable:
    """A table in words. `foot` is empty where nothing is added up."""

    caption: str
    note: str
    head: tuple[Written, ...]
    lines: tuple[tuple[Written, ...], ...]
    foot: tuple[Written, ...]


@dataclass(frozen=True)
class Choice:
    """A kind of report, and the ways to it for the year and each quarter."""

    name: str
    says: str
    spans: tuple[Link, ...]


Lines = Sequence[tuple[Cell, ...]]


def tables(
    report: Report, lines_of: Callable[[Table], Lines] = lambda table: table.lines
) -> list[WrittenTable]:
    """Return the tables of a report in words. `lines_of`: which lines of one are shown."""
    return [_table(table, lines_of(table)) for table in report.tables]


def _table(table: Table, lines: Lines) -> WrittenTable:
    return WrittenTable(
        caption=table.caption,
        note=table.note,
        head=tuple(Written(column.heading, column.unit.is_number) for column in table.columns),
        lines=tuple(_line(table, line) for line in lines),
        foot=_foot(table, table.foot) if table.foot else (),
    )


def _line(table: Table, line: Iterable[Cell]) -> tuple[Written, ...]:
    heading, *_ = told = list(line)
    return tuple(
        _cell(cell, column, beside=heading)
        for cell, column in zip(told, table.columns, strict=True)
    )


def _cell(cell: Cell, column: Column, *, beside: Cell) -> Written:
    written = Written(UNTOLD if cell is None else words(cell, column.unit), column.unit.is_number)
    if not isinstance(cell, Figure):
        return written
    return replace(
        written, address=cell.of.address, of=f"{column.heading}, {beside}: {cell.of.rows}"
    )


def _foot(table: Table, foot: tuple[Cell, ...]) -> tuple[Written, ...]:
    """Return the sums, and nothing below what isn't added."""
    return tuple(
        told if column.is_added or cell is not None else Written("", told.is_number)
        for cell, told, column in zip(foot, _line(table, foot), table.columns, strict=True)
    )


def words(cell: str | int | date, unit: Unit) -> str:
    """Write a cell for people."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return formatting.short_day(cell)
    match unit:
        case Unit.PENCE:
            return in_pounds(Pence(cell))
        case Unit.SHARE:
            return formatting.percent(BasisPoints(cell))
        case _:
            return f"{cell:,}"


def choices(fund_year: FundYear) -> list[Choice]:
    """Return every kind of report with its addresses: of the year, and of its quarters."""
    spans = spans_of(fund_year)
    return [
        Choice(kind.label, kind.says, tuple(_way(fund_year, kind, span) for span in spans))
        for kind in Kind
    ]


def _way(fund_year: FundYear, kind: Kind, span: Span) -> Link:
    """Return the way to a report; without an address where it isn't made of such a span."""
    if not is_made(kind, span.number):
        return Link("", "")
    address = reverse("fund-report", args=[fund_year.pk, kind.value, span.number])
    return Link(formatting.months(span.first_day, span.last_day), address)


def as_now(report: IssuedReport) -> str:
    """Return the address of the same report as the books stand now."""
    year, days = report.fund_year, (report.first_day, report.last_day)
    same = next(span for span in spans_of(year) if (span.first_day, span.last_day) == days)
    return reverse("fund-report", args=[year.pk, report.kind, same.number])


def days(report: Report) -> str:
    """Return the days of a report, the moment of its figures, and who may read it."""
    span = formatting.day_range(report.first_day, report.last_day)
    told = [f"{span}, as the books stood on {formatting.moment(report.as_at)}."]
    if clock.date_of(report.as_at) < report.last_day:
        told.append(f"It looks ahead: {formatting.day(report.last_day)} is still to come.")
    return " ".join((*told, Kind(report.kind).audience)).strip()


def issued(reports: Iterable[IssuedReport]) -> list[Link]:
    """Return the way to each report that was issued."""
    return [
        Link(
            f"{name(report)}, signed off on {formatting.moment(report.issued_at)}",
            reverse("fund-report-issued", args=[report.pk]),
        )
        for report in reports
    ]


def name(report: IssuedReport) -> str:
    """Return what an issued report is called: its number in the year, its kind and its days."""
    span = formatting.day_range(report.first_day, report.last_day)
    return f"Report {report.number}: {report.get_kind_display()}, {span}"


def receipts(report: IssuedReport, partners: Iterable[Agency]) -> list[Fact]:
    """Return for each partner whether it has received a report. Its receipts are fetched."""
    by_agency = {receipt.agency_id: receipt for receipt in report.receipts.all()}
    return [Fact(partner.name, _received(by_agency.get(partner.pk))) for partner in partners]


def _received(receipt: ReportReceipt | None) -> str:
    if receipt is None:
        return "Not received yet"
    return f"Received on {formatting.short_day(receipt.received_at)}"


def proofs(report: IssuedReport) -> list[Fact]:
    """Return what shows that a report is what it was. Its file is fetched."""
    printed = formatting.fingerprint(report.file.sha256) or "Not printed yet"
    return [
        Fact("Signed off by", report.issued_by.name),
        Fact("Signed off on", formatting.moment(report.issued_at)),
        Fact("SHA-256 of the data", formatting.fingerprint(report.content_sha256)),
        Fact("SHA-256 of the PDF", printed),
    ]
