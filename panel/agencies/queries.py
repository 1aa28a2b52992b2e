"""Questions about people and agencies."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from panel.agencies.models import Appointment, Delegation, Person, Role, Seat


def holders(
    role: Role, *, panel_id: int, on: date, agency_ids: Iterable[int] | None = None
) -> QuerySet[Person]:
    """Return the active people who hold a role on a panel on a day, by name.

    Args:
        agency_ids: only holders for these agencies; None asks for every agency's.
    """
    held = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on), role=role, panel_id=panel_id, starts_on__lte=on
    )
    if agency_ids is not None:
        held = held.filter(agency_id__in=agency_ids)
    return Person.objects.filter(is_active=True, pk__in=held.values("person_id")).order_by("name")


def appointed(panel_id: int, *, on: date) -> QuerySet[Person]:
    """Return the active people who hold any role on a panel on a day, by name."""
    held = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=on), panel_id=panel_id, starts_on__lte=on
    )
    return Person.objects.filter(is_active=True, pk__in=held.values("person_id")).order_by("name")


def names(usernames: Iterable[str]) -> dict[str, str]:
    """Return the names of people by their usernames; those who aren't known are left out."""
    found = Person.objects.filter(username__in={name for name in usernames if name})
    return dict(found.values_list("username", "name"))


def appointments_of(panel_ids: Iterable[int]) -> QuerySet[Appointment]:
    """Return the appointments to panels, ended ones last, by name."""
    held = Appointment.objects.filter(panel_id__in=panel_ids)
    return held.select_related("person", "panel", "agency", "seat", "deputises__person").order_by(
        F("ends_on").desc(nulls_first=True), "person__name", "pk"
    )


def unappointed() -> QuerySet[Person]:
    """Return the active people who were never appointed to anything, by name."""
    return Person.objects.filter(is_active=True, appointments=None).order_by("name", "pk")


def seats_of(panel_ids: Iterable[int]) -> QuerySet[Seat]:
    """Return the seats of panels, with whoever takes them."""
    seats = Seat.objects.filter(panel_id__in=panel_ids).select_related("panel", "agency")
    return seats.prefetch_related("appointments__person").order_by("agency__code", "title")


def delegations_of(panel_ids: Iterable[int]) -> QuerySet[Delegation]:
    """Return what agencies delegated to the leads on panels, the latest first."""
    written = Delegation.objects.filter(panel_id__in=panel_ids).select_related("agency", "panel")
    return written.order_by("agency__code", "-starts_on")
