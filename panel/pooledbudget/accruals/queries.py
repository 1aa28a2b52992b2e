"""Questions about accruing: up to which day it was asked for, and which month's end waits."""

from datetime import date

from django.db.models import Max, QuerySet

from panel.agencies.access import Access, Permission
from panel.pooledbudget import queries
from panel.pooledbudget.models import Accrual, FundYear
from panel.working_days import ONE_DAY


def visible_to(access: Access) -> QuerySet[Accrual]:
    """Return what was asked for on the panels to whose funds a person posts, the latest first."""
    panel_ids = access.panels(Permission.FUND_POST)
    found = Accrual.objects.filter(panel_id__in=panel_ids).select_related("panel", "asked_by")
    return found.order_by("-pk")


def waiting(fund_year: FundYear, *, on: date) -> date | None:
    """Return the end of the last month of a year gone by, if it is to be accrued up to then.

    None where it has been asked for, the books are closed, or nothing is promised.
    """
    until = min(on.replace(day=1) - ONE_DAY, fund_year.ends_on)
    if until < fund_year.starts_on or fund_year.closed_at is not None:
        return None
    asked = Accrual.objects.filter(panel_id=fund_year.fund.panel_id).aggregate(last=Max("until"))
    if asked["last"] is not None and asked["last"] >= until:
        return None
    return until if queries.position(fund_year).committed_pence else None
