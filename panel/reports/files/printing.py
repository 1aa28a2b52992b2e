"""An issued report on paper: a tagged PDF, archivable, with its data attached."""

from django.template.loader import render_to_string

from panel.decisions.printing import press
from panel.reports import presenters
from panel.reports.files import frozen
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport


def printed(report: IssuedReport) -> bytes:
    """
    Print a report as it was issued.

    Raises:
        press.CannotRender: Pango or the typeface is missing here; says what to run.
    """
    attached = press.Attached(
        "report.json", "The report as data", report.content.encode(), report.issued_at
    )
    return press.printed(as_html(report), attached, identity=report.content_sha256)


def as_html(report: IssuedReport) -> str:
    """Write a report as one page of HTML."""
    told = frozen.from_json(report.content)
    context = {
        "report": report,
        "told": told,
        "name": presenters.name(report),
        "classification": Kind(report.kind).classification,
        "days": presenters.days(told),
        "tables": presenters.tables(told),
        "panel": report.fund_year.fund.panel,
        "unprinted": press.unprinted(report.content + report.commentary),
    }
    return render_to_string("reports/print.html", context)
