"""Questions about which rules apply."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from panel.agencies.access import Access
from panel.policies.models import PolicyVersion
from panel.policies.schema.fund import Fund
from panel.policies.schema.meetings import Calendar
from panel.policies.schema.money import Funding


def in_force(panel_id: int, *, on: date) -> PolicyVersion:
    """Return the version of a panel's rules in force on a day.

    Raises:
        PolicyVersion.DoesNotExist: when the panel had no rules yet.
    """
    return (
        PolicyVersion.objects.filter(panel_id=panel_id, effective_from__lte=on)
        .order_by("-effective_from")[:1]
        .get()
    )


def calendar_of(panel_id: int, *, on: date) -> Calendar:
    """Return how a panel counts days on a day; as by default before it has rules."""
    try:
        return in_force(panel_id, on=on).policy.calendar
    except PolicyVersion.DoesNotExist:
        return Calendar()


def in_force_of(panel_code: str, *, on: date) -> PolicyVersion | None:
    """Return the rules in force on a day of the panel with this code; None without any."""
    versions = PolicyVersion.objects.filter(panel__code=panel_code, effective_from__lte=on)
    return versions.select_related("panel").order_by("-effective_from").first()


def in_force_on_panels(panel_ids: Iterable[int], *, on: date) -> QuerySet[PolicyVersion]:
    """Return the version in force on a day of each of these panels that has rules by then."""
    versions = PolicyVersion.objects.filter(panel_id__in=set(panel_ids), effective_from__lte=on)
    return versions.order_by("panel_id", "-effective_from").distinct("panel_id")


def visible_to(access: Access) -> QuerySet[PolicyVersion]:
    """Return the rules of every panel on which somebody holds a role, the latest first.

    Rules aren't secret from those they bind, so any role will do.
    """
    panel_ids = {held.panel_id for held in access.appointments}
    versions = PolicyVersion.objects.filter(panel_id__in=panel_ids).select_related("panel")
    return versions.order_by("panel__code", "-effective_from")


def before(version: PolicyVersion) -> PolicyVersion | None:
    """Return the version that another replaced; None for a panel's first."""
    return (
        PolicyVersion.objects.filter(
            panel_id=version.panel_id, effective_from__lt=version.effective_from
        )
        .order_by("-effective_from")
        .first()
    )


def after(version: PolicyVersion) -> PolicyVersion | None:
    """Return the version that replaced another, or will; None for a panel's last."""
    return (
        PolicyVersion.objects.filter(
            panel_id=version.panel_id, effective_from__gt=version.effective_from
        )
        .order_by("effective_from")
        .first()
    )


def funding_of(panel_id: int, *, on: date) -> Funding:
    """Return what a panel's rules say of who pays on a day; as by default before it has rules."""
    try:
        return in_force(panel_id, on=on).policy.funding
    except PolicyVersion.DoesNotExist:
        return Funding()


def fund_terms_of(panel_id: int, *, on: date) -> Fund:
    """Return what a panel's rules say of its fund on a day; as by default before it has rules."""
    try:
        return in_force(panel_id, on=on).policy.fund
    except PolicyVersion.DoesNotExist:
        return Fund()
