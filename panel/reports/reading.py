"""Reading reports: as the books stand, or as they were signed off. Each read is logged."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import storages
from django.http import FileResponse

from panel.agencies.access import Access
from panel.agencies.models import Person
from panel.audit import log
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import FundYear
from panel.refusals import Refusal
from panel.reports import making, queries
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport
from panel.reports.requests import behind as requests
from panel.reports.requests.behind import Held
from panel.reports.span import QUARTERS, WHOLE_YEAR, Span, span_of
from panel.reports.table import Report


class NoSuchReport(ObjectDoesNotExist):
    """Raised when there is no report of that kind for those days, or not for this reader."""


class NotPrinted(Refusal):
    """Raised when a report's file is asked for and still owed."""


@dataclass(frozen=True)
class Which:
    """A report that somebody may read."""

    fund_year: FundYear
    kind: Kind
    span: Span


def which(access: Access, *, fund_year_id: int, kind: str, number: int) -> Which:
    """
    Find a report by its kind and the number of its quarter, 0 for the year.

    Raises:
        NoSuchReport: there is none; an annual return is of the whole year only.
    """
    fund_year = funds.years_visible_to(access).filter(pk=fund_year_id).first()
    if fund_year is None or kind not in Kind or not is_made(Kind(kind), number):
        raise NoSuchReport
    return Which(fund_year, Kind(kind), span_of(fund_year, number))


def is_made(kind: Kind, number: int) -> bool:
    """Say whether a kind of report is made of a quarter, or at 0 of the year."""
    return number == WHOLE_YEAR or (kind is not Kind.ANNUAL and number in QUARTERS)


def now(which: Which, *, by: Person, at: datetime) -> Report:
    """Return a report as the books stand."""
    _log(which.fund_year, which.kind.label, by=by, at=at)
    return making.made(which.kind, which.fund_year, which.span, at=at)


def behind(which: Which, *, by: str, person: Person, at: datetime) -> list[Held]:
    """Return what each request has by which the figures of a report are told."""
    _log(which.fund_year, "requests behind figures", by=person, at=at)
    return requests.held(which.fund_year, which.span, by=by)


def issued(access: Access, pk: int, *, by: Person, at: datetime) -> IssuedReport:
    """
    Return a report that was signed off.

    Raises:
        NoSuchReport: there is none that they may read.
    """
    found = queries.visible_to(access).filter(pk=pk).first()
    if found is None:
        raise NoSuchReport
    _log(found.fund_year, Kind(found.kind).label, by=by, at=at)
    return found


def pdf(report: IssuedReport) -> FileResponse:
    """
    Hand out a file as it was printed.

    Raises:
        NotPrinted: it is still being made.
    """
    if not report.file.printed_at:
        raise NotPrinted("The PDF is being made. Come back in a minute.")
    opened = storages["records"].open(report.file.name)
    return FileResponse(
        opened,
        as_attachment=True,
        filename=f"{report.file_name}.pdf",
        content_type="application/pdf",
    )


def _log(fund_year: FundYear, what: str, *, by: Person, at: datetime) -> None:
    log.read(subject=f"fund {fund_year.fund.code}", what=what, by=by, at=at)
