"""Who may see and do what: the only place that decides it.

Pages, API and queries ask the same question of the same object:

    access = access.of(person, on=clock.today())
    access.require(Permission.SHARE_APPROVE, panel_id=…, agency_id=…)

A role grants a permission either over a whole panel or only for the agency of the appointment;
which, `grants` says.
Which rows a grant reaches is asked of `rows`, by lists and look-ups alike; what a single case
keeps from a person is in `panel.cases.visibility`.

Whoever reads a case reads who is asked to pay for it, and who does: ADR 15 says why. Parts of it
are for fewer: the words of advice by `ADVICE_READ`, what the fund has for it by `FUND_READ`, its
record by `RECORD_READ`, and an agency's own papers by `panel.cases.papers.queries`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q

from panel.agencies.grants import GRANTS, Permission, Scope
from panel.agencies.models import Appointment, Person, Role

__all__ = ["Access", "Grant", "Permission", "Refused", "of"]


class Refused(Exception):
    """Raised when a person may not do what they ask for. The words may be shown to them."""

    def __init__(self, person: Person, permission: Permission) -> None:
        super().__init__(f"{person.name} may not {permission.value} here.")
        self.permission = permission


@dataclass(frozen=True)
class Grant:
    """A permission held: over a whole panel when `agency_id` is None, else for one agency."""

    permission: Permission
    panel_id: int
    agency_id: int | None


@dataclass(frozen=True)
class Access:
    """What one person may do on one day.

    `at` is the moment that a doorway asks for; without it no emergency access counts.
    """

    person: Person
    appointments: tuple[Appointment, ...]
    at: datetime | None = None

    @cached_property
    def grants(self) -> frozenset[Grant]:
        """Everything the appointments allow, one grant for each permission and reach."""
        return frozenset(
            Grant(permission, held.panel_id, held.agency_id if scope is Scope.AGENCY else None)
            for held in self.appointments
            for permission, scope in GRANTS[Role(held.role)].items()
        )

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held, on whatever panel."""
        return frozenset(Role(held.role) for held in self.appointments)

    def reach(self, permission: Permission) -> list[Grant]:
        """Return the grants of one permission: the panels and agencies it holds for."""
        return [grant for grant in self.grants if grant.permission is permission]

    def agencies(self, permission: Permission, *, panel_id: int | None = None) -> set[int]:
        """Return the agencies for which a permission is held that goes by agency.

        Args:
            panel_id: on that panel, since an agency sits on several; on any, if none is named.
        """
        return {
            grant.agency_id
            for grant in self.reach(permission)
            if grant.agency_id is not None and panel_id in (None, grant.panel_id)
        }

    def panels(self, permission: Permission) -> set[int]:
        """Return the panels over the whole of which a permission is held."""
        return {grant.panel_id for grant in self.reach(permission) if grant.agency_id is None}

    def rows(self, permission: Permission, *, panel: str = "panel", agency: str = "agency") -> Q:
        """Return the filter of rows that a permission reaches: whole panels, or an agency's part.

        Args:
            panel: the path from a row to its panel, such as `placement_request__panel`.
            agency: the path to the agency that a grant by agency has to be for.
        """
        reached = Q(pk__in=[])
        for grant in self.reach(permission):
            of_agency = {} if grant.agency_id is None else {agency: grant.agency_id}
            reached |= Q(**{panel: grant.panel_id}, **of_agency)
        return reached

    def may(
        self, permission: Permission, *, panel_id: int, agency_ids: Iterable[int] = ()
    ) -> bool:
        """Say whether `permission` holds on a panel, for any of the agencies concerned."""
        concerned = {None, *agency_ids}
        return any(
            grant.panel_id == panel_id and grant.agency_id in concerned
            for grant in self.reach(permission)
        )

    def require(
        self, permission: Permission, *, panel_id: int, agency_ids: Iterable[int] = ()
    ) -> None:
        """Raise `Refused` unless `may` says yes."""
        if not self.may(permission, panel_id=panel_id, agency_ids=agency_ids):
            raise Refused(self.person, permission)

    def holds(self, permission: Permission) -> bool:
        """Say whether `permission` is held anywhere: enough to show a link, never to act."""
        return bool(self.reach(permission))


#: What a page that names a person's appointments shows of each.
NAMED = ("agency", "panel", "deputises__person")


def of(
    person: Person, *, on: date, at: datetime | None = None, with_names: bool = False
) -> Access:
    """Return what `person` may do on a day; somebody inactive or signed out may do nothing.

    Args:
        at: the moment of that day, where what ends within a day has to count.
        with_names: fetch what names the appointments too; to judge them it isn't needed.
    """
    if not (person.is_authenticated and person.is_active):
        return Access(person, (), at)
    held = person.appointments.order_by("panel_id", "role", "pk")
    if with_names:
        held = held.select_related(*NAMED)
    return Access(person, tuple(seat for seat in held if _counts(seat, on=on)), at)


def _counts(appointment: Appointment, *, on: date) -> bool:
    """Say whether an appointment holds on a day; a deputy's only while the lead's own does."""
    lead = appointment.deputises
    return appointment.holds_on(on) and (lead is None or lead.holds_on(on))
