"""“Your work”: what waits for one person, for each role they hold, the most urgent first."""

from collections.abc import Callable, Mapping
from datetime import datetime

from panel.agencies.access import Access
from panel.agencies.models import Appointment, Role
from panel.decisions.home import auditing, checking, deciding, keeping, paying
from panel.decisions.home.work import Work
from panel.presentation import formatting

#: What each role is shown, in this order. An administrator has no casework.
SHOWN: Mapping[Role, Callable[..., Work]] = {
    Role.AGENCY_LEAD: paying.for_a_lead,
    Role.CHAIR: deciding.for_a_chair,
    Role.COORDINATOR: checking.for_a_coordinator,
    Role.REFERRER: checking.for_a_referrer,
    Role.ADVISER: checking.for_an_adviser,
    Role.MEMBER: deciding.for_a_member,
    Role.FUND_MANAGER: keeping.for_a_fund_manager,
    Role.AUDITOR: auditing.for_an_auditor,
}


def work_of(access: Access, *, at: datetime) -> list[Work]:
    """Return what waits for a person, one part for each role that has work."""
    return [show(access, at=at) for role, show in SHOWN.items() if role in access.roles]


def seats(access: Access) -> str:
    """Say as what a person is here: `Agency lead for Health`."""
    return formatting.listed(sorted({_seat(held) for held in access.appointments}))


def _seat(held: Appointment) -> str:
    role = Role(held.role).label
    return f"{role} for {held.agency}" if held.agency else role
