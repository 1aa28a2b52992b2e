"""Questions about alerts and the plans against them. Reads only."""

from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from panel.agencies.access import Access, Permission
from panel.agencies.grants import GRANTS
from panel.agencies.models import Appointment, Person
from panel.deadlines.models import Clock
from panel.pooledbudget.models import ActionPlan, FundYear, VarianceAlert
from panel.pooledbudget.queries import funds_kept_by, years_visible_to

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PROGRESS = "FUND-PLAN-PROGRESS"  # the rule of the clock for what is told next of a plan
#: To act on a fund is any of these: nobody answers for a plan who may only read it.
ACTING = {Permission.FUND_POST, Permission.FUND_AGREE, Permission.FUND_BOARD}
ACTORS = [role for role, granted in GRANTS.items() if ACTING & granted.keys()]


class Due(TypedDict):
    """The day by which the progress of a plan is told; None once ended."""

    due_on: date | None


DatedPlan: TypeAlias = "WithAnnotations[ActionPlan, Due]"


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


def plans_owned_by(access: Access) -> "QuerySet[DatedPlan]":
    """Return the running plans that a person answers for, the next due first."""
    owned = plans_visible_to(access).filter(owner=access.person, ended_at=None)
    return dated(owned).prefetch_related(None)


def dated(found: QuerySet[ActionPlan]) -> "QuerySet[DatedPlan]":
    """Return plans, the next due first and those that ended last."""
    begins = Concat(Cast(OuterRef("pk"), CharField()), Value("/"))
    running = Clock.objects.filter(rule_id=PROGRESS, key__startswith=begins, stopped_at=None)
    told = found.annotate(due_on=Subquery(running.values("due_on")[:1]))
    return told.order_by("due_on", "pk")


def planned_against(plan: ActionPlan) -> VarianceAlert:
    """Return the alert that stood when a plan was made, the newest and highest."""
    alerts = plan.fund_year.alerts.filter(agency=plan.agency_id, raised_at__lte=plan.made_at)
    return alerts.latest("raised_at", "level_basis_points")


def owners(fund_year: FundYear, *, on: date) -> QuerySet[Person]:
    """Return those who may answer for a plan on a day: whose role acts on the fund."""
    held = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on),
        panel=fund_year.fund.panel_id,
        role__in=ACTORS,
        starts_on__lte=on,
    )
    return Person.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name")
