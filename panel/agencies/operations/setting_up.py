"""Setting up panels, agencies and the people on them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from panel.agencies.models import Agency, AgencyKind, Panel, Person
from panel.audit import log


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
