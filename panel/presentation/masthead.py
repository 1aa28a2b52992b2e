"""What the top of every page says: who is signed in, as what, and where they may go."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import is_valid_path

from panel import clock
from panel.agencies import access
from panel.agencies.access import Access, Permission
from panel.agencies.models import Role
from panel.presentation import formatting
from panel.presentation.parts import Link

# In the order shown. A place without a permission is for everybody who is signed in.
PLACES: tuple[tuple[str, str, Permission | None], ...] = (
    ("Your work", "/", None),
    ("Cases", "/cases/", Permission.CASE_READ),
    ("Meetings", "/meetings/", Permission.MEETING_READ),
    ("Placements", "/placements/", Permission.CASE_READ),
    ("Providers", "/providers/", Permission.DIRECTORY_KEEP),
    ("Approvals", "/approvals/", Permission.SHARE_APPROVE),
    ("Fund", "/fund/", Permission.FUND_READ),
    ("Decisions", "/decisions/", Permission.RECORD_READ),
    ("Reports", "/reports/", Permission.REPORT_READ),
    ("Verify", "/verify/", Permission.RECORD_READ),
    ("Audit", "/audit/", Permission.AUDIT_READ),
    ("Reads", "/audit/access/", Permission.READS_READ),
    ("People", "/settings/people/", Permission.PEOPLE_APPOINT),
    ("Rules", "/settings/policies/", None),
)


@dataclass(frozen=True)
class Masthead:
    """What base.html shows above a page."""

    person: str
    roles: str
    panel: str
    places: tuple[Link, ...]
    may_find: bool


def masthead(request: HttpRequest) -> dict[str, Masthead | None]:
    """Context processor: `masthead`, or None when nobody is signed in."""
    if not request.user.is_authenticated:
        return {"masthead": None}
    held = getattr(request, "access", None) or access.of(
        request.user, on=clock.today(), with_names=True
    )
    return {
        "masthead": Masthead(
            person=request.user.name,
            roles=formatting.listed([Role(role).label for role in _ordered(held)]),
            panel=formatting.listed(sorted({seat.panel.name for seat in held.appointments})),
            places=places(held, request.path),
            may_find=held.holds(Permission.CASE_READ),
        )
    }


def places(held: Access, path: str) -> tuple[Link, ...]:
    """Return the links of the service navigation; the one that `path` lies under is current."""
    return tuple(
        Link(words, address, is_current=_lies_under(path, address))
        for words, address, permission in PLACES
        if (permission is None or held.holds(permission)) and is_valid_path(address)
    )


def _ordered(held: Access) -> list[Role]:
    return [role for role in Role if role in held.roles]


def _lies_under(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)
