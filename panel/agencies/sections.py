"""Which parts of a case each role reads, beside whether it reads the case at all.

A referrer reads the whole request that their agency made, but of the advice only their own
agency's: the words of a clinician are for those who advise and decide. Of the money, referrers and
advisers read what their own agency pays.
"""

from enum import StrEnum

from panel.agencies.access import Access, Scope
from panel.agencies.models import Role


class Section(StrEnum):
    """One part of a case."""

    REQUEST = "the child's story, needs and views"
    OPTIONS = "the options and what they cost"
    ADVICE = "what each agency advises, in its words"
    DECISION = "the outcome, its reasons and conditions"
    FINANCE = "what each agency pays, and from where"
    HISTORY = "timeline and clocks"


_S = Section
_ALL = dict.fromkeys(Section, Scope.PANEL)

#: Role → section → how far; a section that isn't named is not read. Scope.AGENCY: only the part
#: of the reader's own agency.
SECTIONS: dict[Role, dict[Section, Scope]] = {
    Role.REFERRER: _ALL | {_S.ADVICE: Scope.AGENCY, _S.FINANCE: Scope.AGENCY},
    Role.COORDINATOR: _ALL,
    Role.ADVISER: _ALL | {_S.FINANCE: Scope.AGENCY},
    Role.MEMBER: _ALL,
    Role.CHAIR: _ALL,
    Role.AGENCY_LEAD: _ALL,
    Role.FUND_MANAGER: {},
    Role.AUDITOR: _ALL,
    Role.ADMINISTRATOR: {},
}


def may_read(
    access: Access, section: Section, *, panel_id: int, agency_id: int | None = None
) -> bool:
    """Say whether a person reads a section of a case on a panel.

    Args:
        agency_id: whose part of it, such as the agency that gave an advice; None asks for all of
            the section, which somebody who reads only their own agency's part doesn't.
    """
    return any(
        scope is Scope.PANEL or (agency_id is not None and held.agency_id == agency_id)
        for held in access.appointments
        if held.panel_id == panel_id
        and (scope := SECTIONS[Role(held.role)].get(section)) is not None
    )
