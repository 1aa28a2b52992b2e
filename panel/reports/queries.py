"""Questions about reports. Who reads the fund reads what is told of it."""

from django.db.models import QuerySet

from panel.agencies.access import Access, Permission
from panel.agencies.models import Agency
from panel.pooledbudget import queries as funds
from panel.reports.models import IssuedReport


def visible_to(access: Access) -> QuerySet[IssuedReport]:
    """Return the issued reports that a person may read, the latest first, ready for a page."""
    years = funds.years_visible_to(access)
    reports = IssuedReport.objects.filter(fund_year__in=years.values("pk"))
    return (
        reports.select_related("fund_year__fund__panel", "issued_by", "file")
        .prefetch_related("receipts")
        .order_by("-issued_at", "-pk")
    )


def partners(report: IssuedReport) -> QuerySet[Agency]:
    """Return the agencies with a part in the fund year, by name."""
    return (
        Agency.objects.filter(accounts__fund_year=report.fund_year_id).distinct().order_by("name")
    )


def receiving(report: IssuedReport, access: Access) -> list[Agency]:
    """Return the agencies for which a person may say that a report has been received."""
    panel_id = report.fund_year.fund.panel_id
    done = {receipt.agency_id for receipt in report.receipts.all()}
    return [
        agency
        for agency in partners(report)
        if agency.pk not in done
        and access.may(Permission.SHARE_APPROVE, panel_id=panel_id, agency_ids=[agency.pk])
    ]
