"""Setting up panels, agencies and the people on them.

Nobody is asked for a permission to open a panel or to add an agency, for none is given before
there are panels: `manage.py set_up` does it for whoever runs the server, and no page does.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, AgencyKind, Panel, Person
from panel.audit import log
from panel.refusals import Refusal


class AddressTaken(Refusal):
    """Raised when somebody signs in with that address already, in whatever capitals."""

    field = "username"


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
    """Add somebody who signs in; without a password they can't, until they have chosen one.

    Raises:
        access.Refused: this person appoints on no panel. None is the panel's set-up.
        AddressTaken: somebody signs in with that address.
    """
    if by is not None and not access.of(by, on=clock.date_of(at)).holds(Permission.PEOPLE_APPOINT):
        raise access.Refused(by, Permission.PEOPLE_APPOINT)
    try:
        with transaction.atomic():
            person = Person.objects.create_user(username, name=name, password=password)
    except IntegrityError as refused:
        if "username" not in str(refused):
            raise
        raise AddressTaken("Somebody signs in with that address already.") from None
    log.record(subject=f"person {username}", kind="added", by=by, at=at)
    return person
