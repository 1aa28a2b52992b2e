"""Questions about people and agencies."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from panel.agencies.models import Appointment, Person, Role


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
