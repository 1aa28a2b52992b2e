"""Questions about alerts and the plans against them. Reads only."""

from django.db.models import Q, QuerySet

from panel.agencies.access import Access, Permission
from panel.agencies.grants import GRANTS
from panel.agencies.models import Appointment, Person
from panel.pooledbudget.models import ActionPlan, FundYear, VarianceAlert
from panel.pooledbudget.queries import funds_kept_by, years_visible_to

#: To act on a fund is any of these: nobody answers for a plan who may only read it.
ACTING = {Permission.FUND_POST, Permission.FUND_AGREE, Permission.FUND_BOARD}
ACTORS = [role for role, granted in GRANTS.items() if ACTING & granted.keys()]


def standing(fund_year: FundYear) -> list[VarianceAlert]:
    """Return the highest alert that stands for the whole fund, then for each agency."""
    alerts = fund_year.alerts.filter(ended_at=None).select_related("agency")
    highest: dict[int | None, VarianceAlert] = {}
    for alert in alerts.order_by("level_basis_points"):
        highest[alert.agency_id] = alert
    return sorted(highest.values(), key=lambda alert: alert.agency.code if alert.agency else "")


def plans(fund_year: FundYear) -> QuerySet[ActionPlan]:
    """Return the plans of a year, those that run first, then the newest."""
    found = fund_year.action_plans.select_related("agency", "owner")
    return found.order_by("ended_at", "-pk")


def plans_visible_to(access: Access) -> QuerySet[ActionPlan]:
    """Return the plans of the funds that a person may read, each with its progress."""
    found = ActionPlan.objects.filter(fund_year__in=years_visible_to(access).order_by())
    return found.select_related(
        "fund_year__fund", "agency", "owner", "made_by", "ended_by"
    ).prefetch_related("progress__told_by")


def plans_told_by(access: Access) -> QuerySet[ActionPlan]:
    """Return the plans of which a person tells how they go: their own, and of funds they keep."""
    told = Q(owner=access.person) | Q(fund_year__fund__in=funds_kept_by(access).order_by())
    return plans_visible_to(access).filter(told)


def owners(fund_year: FundYear) -> QuerySet[Person]:
    """Return those who are offered to answer for a plan: whose role acts on the fund."""
    held = Appointment.objects.filter(panel=fund_year.fund.panel_id, role__in=ACTORS)
    return Person.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name")
