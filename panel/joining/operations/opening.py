"""Opening a panel with everything that is needed before anybody can be appointed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import operations as agencies
from panel.agencies.models import Agency, Panel, Person, Role
from panel.joining import links
from panel.joining.document import AgencyPart, SetUp
from panel.policies import documents
from panel.policies import operations as policies
from panel.refusals import Refusal


class CannotOpen(Refusal):
    """Raised when what is asked contradicts itself or what stands already; carries all reasons."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Opened:
    """A panel that stands, and who runs it.

    `is_new`: False when it stood already and nothing was changed. `link`: with which the
    administrator chooses a password; empty once they have one.
    """

    panel: Panel
    administrator: Person
    is_new: bool
    link: str


@transaction.atomic
def set_up(*, asked: SetUp, rules: str, at: datetime) -> Opened:
    """Open a panel with its agencies, its rules and its first administrator; once, if asked twice.

    A panel that stands as asked is left alone, whatever has become of its rules since. Agencies
    and people who stand already, for another panel, take part in this one too.

    Args:
        rules: the text of the document of the panel's rules.

    Raises:
        CannotOpen: with everything in the way; nothing is written.
    """
    standing = Panel.objects.filter(code=asked.panel.code).first()
    if found := [*_faults(rules, asked), *_at_odds(asked, standing)]:
        raise CannotOpen(found)
    panel = standing or _open(asked, rules, at=at)
    administrator = Person.objects.get_by_natural_key(_username(asked))
    link = "" if administrator.has_usable_password() else links.to_choose_password(administrator)
    return Opened(panel, administrator, standing is None, link)


def _open(asked: SetUp, rules: str, *, at: datetime) -> Panel:
    partners = [_agency(agency, at=at) for agency in asked.agencies]
    panel = agencies.open_panel(**asked.panel.model_dump(), agencies=partners, by=None, at=at)
    policies.load(
        panel_id=panel.pk,
        document=rules,
        effective_from=asked.rules.effective_from,
        by=None,
        at=at,
    )
    username, name = _username(asked), asked.administrator.name
    person = Person.objects.at_address(username) or agencies.add_person(
        username=username, name=name, password=None, by=None, at=at
    )
    agencies.appoint(
        person_id=person.pk,
        panel_id=panel.pk,
        role=Role.ADMINISTRATOR,
        agency_id=None,
        starts_on=clock.date_of(at),
        by=None,
        at=at,
    )
    return panel


def _agency(part: AgencyPart, *, at: datetime) -> Agency:
    standing = Agency.objects.filter(code=part.code).first()
    return standing or agencies.add_agency(**part.model_dump(), by=None, at=at)


def _username(asked: SetUp) -> str:
    return Person.objects.normalize_email(asked.administrator.email)


def _faults(rules: str, asked: SetUp) -> Iterator[str]:
    """Yield what is wrong with the rules, and where they don't fit the agencies."""
    try:
        policy = documents.parse(rules)
    except documents.Faulty as faulty:
        yield from (f"{asked.rules.file}, {fault}" for fault in faulty.faults)
        return
    seated = {seat.agency for seat in policy.membership.voting() if seat.agency is not None}
    for code in sorted(seated - asked.codes):
        yield f"/agencies: {asked.rules.file} gives {code} a vote, and it isn’t among them."


def _at_odds(asked: SetUp, standing: Panel | None) -> Iterator[str]:
    """Yield where the panel or an agency stands already and is something else."""
    for place, part in enumerate(asked.agencies):
        agency = Agency.objects.filter(code=part.code).first()
        if agency is not None and _differs(agency, part):
            kind, entity = agency.get_kind_display(), agency.legal_entity
            yield f"/agencies/{place}: {part.code} stands already, as {agency}, {kind}, {entity}."
    if standing is None:
        return
    if (standing.name, standing.prefix) != (asked.panel.name, asked.panel.prefix):
        yield f"/panel: {standing.code} stands already, as {standing} ({standing.prefix})."
    codes = set(standing.agencies.values_list("code", flat=True))
    if codes != asked.codes:
        yield f"/agencies: {standing.code} stands already, with {', '.join(sorted(codes))}."
    runs = standing.appointments.filter(role=Role.ADMINISTRATOR)
    if not runs.filter(person__username__iexact=_username(asked)).exists():
        yield f"/administrator: {standing.code} stands already, and somebody else runs it."


def _differs(agency: Agency, part: AgencyPart) -> bool:
    return any(getattr(agency, name) != said for name, said in part.model_dump().items())
