"""Questions about the papers of a request: who may read which, and where a file lies."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.storage import storages
from django.db.models import F, Prefetch, QuerySet

from panel.agencies.access import Access, Permission
from panel.agencies.models import AgencyKind
from panel.cases import visibility
from panel.cases.models import (
    AdviceVersion,
    Circulation,
    Paper,
    PaperVersion,
    PlacementRequest,
    Scan,
)
from panel.cases.vocabulary import PaperSection

#: Whoever holds one of these on the panel reads every section.
EVERY_SECTION = (Permission.REQUEST_CHECK, Permission.OUTCOME_RECORD, Permission.AUDIT_READ)
SECTION_OF = {
    AgencyKind.EDUCATION: PaperSection.EDUCATION,
    AgencyKind.HEALTH: PaperSection.HEALTH,
    AgencyKind.SOCIAL_CARE: PaperSection.SOCIAL_CARE,
}


class Altered(Exception):
    """Raised when a stored file isn't, byte for byte, the one that was added."""


def open_to(access: Access, placement_request: PlacementRequest) -> QuerySet[Paper]:
    """Return the papers a person may read of a request that they may see.

    Nobody who leaves for an interest in the case reads any. A section that is for one agency is
    read by its people, the panel team, the chair and auditors; a withheld paper by the panel team
    alone.
    """
    if visibility.with_interest(access).filter(pk=placement_request.pk).exists():
        return Paper.objects.none()
    papers = placement_request.papers.filter(
        section__in=sections(access, panel_id=placement_request.panel_id)
    )
    if not access.may(Permission.REQUEST_CHECK, panel_id=placement_request.panel_id):
        papers = papers.filter(withheld_at=None)
    return papers.order_by("number")


def sections(access: Access, *, panel_id: int) -> set[PaperSection]:
    """Return the sections whose papers a person reads on a panel."""
    if any(access.may(permission, panel_id=panel_id) for permission in EVERY_SECTION):
        return set(PaperSection)
    kinds = {
        AgencyKind(held.agency.kind)
        for held in access.appointments
        if held.agency is not None and held.panel_id == panel_id
    }
    return {PaperSection.GENERAL, *(SECTION_OF[kind] for kind in kinds)}


def may_add(access: Access, placement_request: PlacementRequest) -> bool:
    """Say whether a person may add papers: the referrer's side, the team, or an adviser asked."""
    panel_id = placement_request.panel_id
    asked = placement_request.advice.values_list("agency_id", flat=True)
    return (
        access.may(Permission.REQUEST_CHECK, panel_id=panel_id)
        or access.may(
            Permission.REQUEST_WRITE,
            panel_id=panel_id,
            agency_ids=[placement_request.referring_agency_id],
        )
        or access.may(Permission.ADVICE_GIVE, panel_id=panel_id, agency_ids=asked)
    )


def in_full(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Fetch with each paper its versions, the latest first, their scans, and who added them."""
    versions = PaperVersion.objects.select_related("added_by", "scan").order_by("-number")
    return papers.select_related("withheld_by").prefetch_related(Prefetch("versions", versions))


def may_be_read(version: PaperVersion) -> bool:
    """Say whether a version's file may be handed out.

    Where there is a scanner, not before it has looked; where there is none, marked as unscanned.
    """
    if version.scan.outcome == Scan.Outcome.INFECTED:
        return False
    return version.scan.outcome == Scan.Outcome.CLEAN or not settings.CLAMD_URL


def to_circulate(placement_request: PlacementRequest) -> list[PaperVersion]:
    """Return what goes out: the latest version without virus of each paper not withheld."""
    sound = PaperVersion.objects.exclude(scan__outcome=Scan.Outcome.INFECTED)
    return list(
        sound.filter(paper__placement_request=placement_request, paper__withheld_at=None)
        .order_by("paper__number", "-number")
        .distinct("paper__number")
    )


def advice_to_circulate(placement_request: PlacementRequest) -> list[AdviceVersion]:
    """Return what goes out of the advice: the latest version of each agency's latest."""
    latest = AdviceVersion.objects.filter(
        advice__placement_request=placement_request, number=F("advice__version")
    )
    newest_first = latest.order_by("advice__agency_id", "-advice__round")
    return list(newest_first.distinct("advice__agency_id"))


def latest_circulation(placement_request: PlacementRequest) -> Circulation | None:
    """Return the list of papers that went out last; None if none has."""
    return placement_request.circulations.order_by("-pk").first()


@dataclass(frozen=True)
class Sent:
    """Which versions went out to the members last, by their ids, and when."""

    ids: frozenset[int]
    at: datetime


def sent(placement_request: PlacementRequest) -> Sent | None:
    """Return what went out last; None if nothing has."""
    latest = latest_circulation(placement_request)
    if latest is None:
        return None
    return Sent(frozenset(latest.papers.values_list("pk", flat=True)), latest.circulated_at)


def considered(placement_request: PlacementRequest) -> list[PaperVersion]:
    """Return the versions that the panel had before it, as they went out last."""
    latest = latest_circulation(placement_request)
    if latest is None:
        return []
    versions = latest.papers.select_related("paper", "added_by")
    return list(versions.order_by("paper__number"))


def file_name(hash_of_content: str) -> str:
    """Return the name under which a file lies in the storage, of whatever kind that is."""
    return f"{hash_of_content[:2]}/{hash_of_content}"


def content(version: PaperVersion) -> bytes:
    """Return a version's file.

    Raises:
        Altered: it isn't what was added.
        FileNotFoundError: the storage has lost it.
    """
    with storages["papers"].open(file_name(version.sha256)) as file:
        found: bytes = file.read()
    if sha256(found).hexdigest() != version.sha256:
        raise Altered(f"The file of {version} is not the one that was added.")
    return found
