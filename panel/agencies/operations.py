"""Setting up panels, agencies, people and their roles: the only writer of this app's tables."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from panel.agencies.models import Agency, AgencyKind, Appointment, Panel, Person, Role
from panel.audit import log
from panel.money import Pence


@transaction.atomic
def open_panel(
    *,
    code: str,
    name: str,
    prefix: str,
    agencies: Iterable[Agency],
    by: Person | None,
    at: datetime,
) -> Panel:
    """Set up a panel on which agencies sit. Its references begin with `prefix`."""
    panel = Panel.objects.create(code=code, name=name, prefix=prefix)
    panel.agencies.set(agencies)
    log.record(subject=f"panel {code}", kind="opened", by=by, at=at)
    return panel


@transaction.atomic
def add_agency(
    *, code: str, name: str, kind: AgencyKind, legal_entity: str, by: Person | None, at: datetime
) -> Agency:
    """Add an agency. One legal entity, such as a council, may be several agencies."""
    agency = Agency.objects.create(code=code, name=name, kind=kind, legal_entity=legal_entity)
    log.record(subject=f"agency {code}", kind="added", by=by, at=at)
    return agency


@transaction.atomic
def add_person(
    *, username: str, name: str, password: str | None, by: Person | None, at: datetime
) -> Person:
    """Add somebody who signs in; without a password they can't, until one is set."""
    person = Person.objects.create_user(username, name=name, password=password)
    log.record(subject=f"person {username}", kind="added", by=by, at=at)
    return person


@transaction.atomic
def appoint(
    *,
    person_id: int,
    panel_id: int,
    role: Role,
    agency_id: int | None,
    starts_on: date,
    weekly_limit_pence: Pence | None = None,
    by: Person | None,
    at: datetime,
) -> Appointment:
    """Appoint a person to a role from a day on.

    Args:
        agency_id: whose referrer, adviser, member or lead; None for roles of the whole panel.
        weekly_limit_pence: the most an agency lead may approve a week; None approves nothing.
    """
    appointment = Appointment.objects.create(
        person_id=person_id,
        panel_id=panel_id,
        role=role,
        agency_id=agency_id,
        starts_on=starts_on,
        weekly_limit_pence=weekly_limit_pence,
    )
    payload = {"role": role, "panel": panel_id, "agency": agency_id, "from": str(starts_on)}
    subject = f"person {appointment.person.username}"
    log.record(subject=subject, kind="appointed", by=by, at=at, payload=payload)
    return appointment
