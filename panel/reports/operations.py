"""Issuing a report, printing what is owed of it, and receiving it as a partner."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Max, QuerySet

from panel import clock, leases, queue
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Person
from panel.audit import log
from panel.cases.children import queries as children
from panel.decisions.printing import press
from panel.decisions.sealing import seal
from panel.pooledbudget.models import Fund, FundYear
from panel.reports import dues, making
from panel.reports.files import frozen, printing
from panel.reports.kinds import Kind
from panel.reports.models import IssuedReport, ReportFile, ReportReceipt
from panel.reports.refusals import NamesAChild, NotEnded, NotPartner, Unexplained
from panel.reports.span import Span

LONGEST_RUN = timedelta(seconds=55)  # of the actor that prints one report
LEASE = LONGEST_RUN + timedelta(seconds=5)


@transaction.atomic
def issue(
    *, fund_year_id: int, kind: Kind, span: Span, commentary: str = "", by: Person, at: datetime
) -> IssuedReport:
    """
    Sign a report off: what it says is kept for good, and its PDF is owed.

    SI 2000/617, regulation 7(4): the pool's manager submits quarterly reports and an annual
    return to the partners.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotEnded: its last day isn't over.
        Unexplained: a quarterly report or an annual return says nothing of itself.
        NamesAChild: it may be published, and its commentary holds the name of one of the children
            whom the fund's panel knows.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    held = access.of(by, on=clock.date_of(at))
    held.require(Permission.FUND_POST, panel_id=fund_year.fund.panel_id)
    _require_over_and_explained(kind, span, commentary, at=at)
    _refuse_names(kind, commentary, panel_id=fund_year.fund.panel_id)
    content = frozen.to_json(making.made(kind, fund_year, span, at=at))
    # One number at a time, from here: a long report keeps nobody else from the fund.
    Fund.objects.select_for_update(no_key=True).get(pk=fund_year.fund_id)
    report = IssuedReport.objects.create(
        fund_year=fund_year,
        kind=kind,
        number=_last_number(fund_year) + 1,
        first_day=span.first_day,
        last_day=span.last_day,
        content=content,
        content_sha256=frozen.sha256(content),
        commentary=commentary.strip(),
        issued_at=at,
        issued_by=by,
    )
    _record(report, "report_issued", by=by, at=at, content_sha256=report.content_sha256)
    file = ReportFile.objects.create(report=report)
    queue.after_commit("print_report", [file.pk])
    return report


def _require_over_and_explained(kind: Kind, span: Span, commentary: str, *, at: datetime) -> None:
    if clock.date_of(at) <= span.last_day:
        raise NotEnded(f"Its last day, {span.last_day:%-d %B %Y}, isn't over.")
    if kind.needs_commentary and not commentary.strip():
        raise Unexplained("Say why figures vary, what the risks are and what is done about them.")


def _refuse_names(kind: Kind, commentary: str, *, panel_id: int) -> None:
    if kind.is_public and (name := children.named_in(commentary, panel_id=panel_id)):
        raise NamesAChild(
            f"“{name}” is a name of a child whom the panel knows, and this may be published: say "
            "it without that word."
        )


def _last_number(fund_year: FundYear) -> int:
    last: int | None = fund_year.reports.aggregate(last=Max("number"))["last"]
    return last or 0


@transaction.atomic
def receive(*, report_id: int, agency_id: int, by: Person, at: datetime) -> ReportReceipt:
    """
    Say that a partner has received a report. Saying it again changes nothing.

    Raises:
        access.Refused: this person isn't a lead of that agency.
        NotPartner: it has no part in the fund year.
    """
    report = IssuedReport.objects.select_related("fund_year__fund").get(pk=report_id)
    held = access.of(by, on=clock.date_of(at))
    panel_id = report.fund_year.fund.panel_id
    held.require(Permission.SHARE_APPROVE, panel_id=panel_id, agency_ids=[agency_id])
    partner = Agency.objects.filter(accounts__fund_year=report.fund_year, pk=agency_id).first()
    if partner is None:
        raise NotPartner(f"The agency has no part in {report.fund_year}.")
    receipt, is_new = ReportReceipt.objects.get_or_create(
        report=report, agency=partner, defaults={"received_at": at, "received_by": by}
    )
    if is_new:
        _record(report, "report_received", by=by, at=at, agency=partner.code)
    return receipt


def print_report(*, file_id: int, at: datetime) -> None:
    """Print, sign and store one owed file; nothing if it is printed, or another worker has it."""
    work = leases.claim(_owed(), file_id, first=LEASE, at=at)
    if work is None:
        return
    report = IssuedReport.objects.select_related("fund_year__fund__panel", "issued_by").get(
        pk=work.report_id
    )
    try:
        signed = seal.sign(printing.printed(report), at=at)
    except (press.CannotRender, seal.CannotSign) as failed:
        ReportFile.objects.filter(pk=work.pk).update(last_error=str(failed)[:300])
        raise
    name = storages["records"].save(f"{report.file_name}.pdf", ContentFile(signed))
    _owed().filter(pk=work.pk).update(
        name=name,
        sha256=hashlib.sha256(signed).hexdigest(),
        printed_at=at,
        lease_until=None,
        last_error="",
    )


def sweep(*, at: datetime) -> Mapping[str, int]:
    """Call workers to owed files that nobody holds, remind of reports that are due, and count."""
    offered = leases.offer(_owed(), at=at)
    for file_id in offered:
        queue.call("print_report", [file_id])
    return {
        "reports offered to the workers": len(offered),
        "reminders of reports": dues.remind(at=at),
    }


def _owed() -> QuerySet[ReportFile]:
    return ReportFile.objects.filter(printed_at=None)


def _record(
    report: IssuedReport, kind: str, *, by: Person, at: datetime, **payload: object
) -> None:
    log.record(
        subject=f"fund {report.fund_year.fund.code}",
        kind=kind,
        by=by,
        at=at,
        payload={"report": report.number, "year": report.fund_year.year, **payload},
    )
