"""Who may see and do what: the only place that decides it.

Pages, API and queries ask the same question of the same object:

    access = access.of(person, on=clock.today())
    access.require(Permission.SHARE_APPROVE, panel_id=…, agency_id=…)

A role grants a permission either over a whole panel or only for the agency of the appointment.
Which rows a grant reaches is asked of `rows`, by lists and look-ups alike; what a single case
keeps from a person is in `panel.cases.visibility`.

Whoever reads a case reads who is asked to pay for it, and who does: ADR 15 says why. Parts of it
are for fewer: the words of advice by `ADVICE_READ`, what the fund has for it by `FUND_READ`, its
record by `RECORD_READ`, and an agency's own papers by `panel.cases.papers`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cached_property

from django.db.models import Q

from panel.agencies.models import Appointment, Person, Role


class Permission(StrEnum):
    """One thing a person may be allowed to do."""

    CASE_READ = "read cases"
    REQUEST_WRITE = "write a placement request"
    REQUEST_CHECK = "check requests and ask for advice"
    CASE_RESTRICT = "restrict a case to named people"
    ADVICE_GIVE = "give an agency's advice"
    ADVICE_READ = "read what agencies advise"
    MEETING_READ = "read meetings"
    MEETING_CALL = "call a meeting"
    MEETING_RUN = "run meetings"
    POSITION_GIVE = "give a position"
    OUTCOME_RECORD = "record the panel's outcome"
    OUTCOME_TELL = "tell families the outcome"
    URGENT_DECIDE = "decide between meetings"
    SHARE_APPROVE = "approve an agency's share"
    DISPUTE_SETTLE = "record how a dispute is settled"
    CHALLENGE_RECORD = "record challenges to a decision"
    DIRECTORY_KEEP = "keep the directory of providers"
    REPORT_READ = "read reports"
    PLACEMENT_RUN = "run placements"
    PLACEMENT_REVIEW = "review placements"
    FUND_READ = "read the fund"
    FUND_POST = "post to the fund"
    INVOICE_PASS = "pass an invoice for payment"
    FUND_AGREE = "agree for an agency on the fund"
    FUND_BOARD = "agree for the board on the fund"
    RECORD_READ = "read decision records"
    AUDIT_READ = "read the audit log"
    READS_READ = "see who read what"
    PEOPLE_APPOINT = "appoint people and name seats"


class Scope(Enum):
    """How far a grant reaches."""

    PANEL = "the whole panel"
    AGENCY = "the appointment's own agency"


_P = Permission
_PANEL_READING = dict.fromkeys((_P.CASE_READ, _P.ADVICE_READ, _P.MEETING_READ), Scope.PANEL)

GRANTS: dict[Role, dict[Permission, Scope]] = {
    Role.REFERRER: {
        _P.CASE_READ: Scope.AGENCY,
        _P.REQUEST_WRITE: Scope.AGENCY,
        _P.ADVICE_READ: Scope.AGENCY,
        _P.PLACEMENT_REVIEW: Scope.AGENCY,
        _P.RECORD_READ: Scope.AGENCY,
    },
    Role.COORDINATOR: _PANEL_READING
    | {
        _P.REQUEST_CHECK: Scope.PANEL,
        _P.CASE_RESTRICT: Scope.PANEL,
        _P.MEETING_CALL: Scope.PANEL,
        _P.MEETING_RUN: Scope.PANEL,
        _P.URGENT_DECIDE: Scope.PANEL,
        _P.DISPUTE_SETTLE: Scope.PANEL,
        _P.CHALLENGE_RECORD: Scope.PANEL,
        _P.OUTCOME_TELL: Scope.PANEL,
        _P.DIRECTORY_KEEP: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
        _P.PLACEMENT_RUN: Scope.PANEL,
        _P.PLACEMENT_REVIEW: Scope.PANEL,
        _P.RECORD_READ: Scope.PANEL,
    },
    Role.ADVISER: {
        _P.CASE_READ: Scope.AGENCY,
        _P.ADVICE_GIVE: Scope.AGENCY,
        _P.ADVICE_READ: Scope.PANEL,
    },
    Role.MEMBER: _PANEL_READING | {_P.POSITION_GIVE: Scope.AGENCY, _P.RECORD_READ: Scope.PANEL},
    Role.CHAIR: _PANEL_READING
    | {
        _P.CASE_RESTRICT: Scope.PANEL,
        _P.MEETING_CALL: Scope.PANEL,
        _P.MEETING_RUN: Scope.PANEL,
        _P.OUTCOME_RECORD: Scope.PANEL,
        _P.URGENT_DECIDE: Scope.PANEL,
        _P.RECORD_READ: Scope.PANEL,
        _P.FUND_READ: Scope.PANEL,
        _P.FUND_BOARD: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.AGENCY_LEAD: _PANEL_READING
    | {
        _P.MEETING_CALL: Scope.PANEL,
        _P.SHARE_APPROVE: Scope.AGENCY,
        _P.URGENT_DECIDE: Scope.AGENCY,
        _P.FUND_READ: Scope.PANEL,
        _P.INVOICE_PASS: Scope.AGENCY,
        _P.FUND_AGREE: Scope.AGENCY,
        _P.RECORD_READ: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.FUND_MANAGER: {
        _P.FUND_READ: Scope.PANEL,
        _P.FUND_POST: Scope.PANEL,
        _P.INVOICE_PASS: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.AUDITOR: _PANEL_READING
    | {
        _P.FUND_READ: Scope.PANEL,
        _P.RECORD_READ: Scope.PANEL,
        _P.AUDIT_READ: Scope.PANEL,
        _P.READS_READ: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.ADMINISTRATOR: {_P.READS_READ: Scope.PANEL, _P.PEOPLE_APPOINT: Scope.PANEL},
}


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

    def agencies(self, permission: Permission) -> set[int]:
        """Return the agencies for which a permission is held that goes by agency."""
        return {grant.agency_id for grant in self.reach(permission) if grant.agency_id is not None}

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
