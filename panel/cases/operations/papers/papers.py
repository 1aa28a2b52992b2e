"""Adding papers and their versions, withholding one, and fixing which versions went out."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from panel import clock, queue
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.document import PaperPart
from panel.cases.models import (
    Child,
    Circulation,
    Paper,
    PaperVersion,
    PlacementRequest,
    Scan,
)
from panel.cases.operations.moving.moving import locked
from panel.cases.papers import queries as papers
from panel.cases.papers.file_kinds import kind_of
from panel.cases.stages import OVER, Stage
from panel.cases.vocabulary import PaperSection
from panel.refusals import Refusal


class NamesTheChild(Refusal):
    """Raised when a paper's title holds the child's name or number."""


class PapersClosed(Refusal):
    """Raised when a paper comes to a request that is decided or taken back."""


class SamePaper(Refusal):
    """Raised when the file added as a new version is the version there already."""


class Withheld(Refusal):
    """Raised when a paper that is withheld would be withheld again or get a new version."""


def add_paper(
    *, placement_request_id: int, paper: PaperPart, content: bytes, by: Person, at: datetime
) -> Paper:
    """Add a paper to a request, as its first version.

    Raises:
        access.Refused: this person may not add papers here, or not to that section.
        file_kinds.NotAPaper: the file is of no kind that a paper may be, or too large.
        NamesTheChild: the title does.
        PapersClosed: the request is decided or taken back.
    """
    with transaction.atomic():
        placement_request = _open_to_papers(placement_request_id, paper.section, by=by, at=at)
        _refuse_names(paper.title, placement_request.child)
    file = _store(content)
    with transaction.atomic():
        placement_request = _open_to_papers(placement_request_id, paper.section, by=by, at=at)
        last = placement_request.papers.order_by("-number").first()
        added = Paper.objects.create(
            placement_request=placement_request,
            number=last.number + 1 if last else 1,
            title=paper.title,
            section=paper.section,
        )
        _add(added, 1, file, by=by, at=at)
    return added


def add_paper_version(*, paper_id: int, content: bytes, by: Person, at: datetime) -> PaperVersion:
    """Add a new version of a paper; those before it are kept.

    Raises:
        access.Refused, file_kinds.NotAPaper, PapersClosed: as `add_paper`.
        SamePaper: it is the version there already.
        Withheld: the paper is.
    """
    with transaction.atomic():
        _locked(paper_id, by=by, at=at)
    file = _store(content)
    with transaction.atomic():
        paper = _locked(paper_id, by=by, at=at)
        last = paper.versions.order_by("-number").first()
        assert last is not None, "A paper is added with its first version."
        if last.sha256 == file.sha256:
            raise SamePaper(f"This is version {last.number} already, byte for byte.")
        return _add(paper, last.number + 1, file, by=by, at=at)


@transaction.atomic
def withhold_paper(*, paper_id: int, reason: str, by: Person, at: datetime) -> Paper:
    """Take a paper out of what members read and of what goes out; the panel team still sees it.

    Lists that went out before keep it.

    Raises:
        access.Refused: this person is neither of the panel team nor who added it.
        Withheld: it is withheld already.
    """
    paper = _locked(paper_id, by=by, at=at)
    is_theirs = paper.versions.filter(added_by=by).exists()
    if not is_theirs:
        access.of(by, on=clock.date_of(at)).require(
            Permission.REQUEST_CHECK, panel_id=paper.placement_request.panel_id
        )
    paper.withheld_at, paper.withheld_by, paper.withheld_because = at, by, reason
    paper.save(update_fields=["withheld_at", "withheld_by", "withheld_because"])
    log.record(
        subject=paper.placement_request.reference,
        kind="paper_withheld",
        by=by,
        at=at,
        payload={"paper": paper.number},
    )
    return paper


@transaction.atomic
def circulate(*, placement_request_id: int, by: Person, at: datetime) -> Circulation:
    """Fix which version of each paper and advice goes out to the members.

    Raises:
        access.Refused: this person doesn't run the panel's meetings.
    """
    placement_request = locked(placement_request_id)
    access.of(by, on=clock.date_of(at)).require(
        Permission.MEETING_RUN, panel_id=placement_request.panel_id
    )
    sent = papers.to_circulate(placement_request)
    circulation = Circulation.objects.create(
        placement_request=placement_request, circulated_at=at, circulated_by=by
    )
    circulation.papers.set(sent)
    circulation.advice.set(papers.advice_to_circulate(placement_request))
    listed = [
        {"paper": version.paper.number, "version": version.number, "sha256": version.sha256}
        for version in sent
    ]
    log.record(
        subject=placement_request.reference,
        kind="papers_circulated",
        by=by,
        at=at,
        payload={"papers": listed},
    )
    return circulation


def _open_to_papers(
    placement_request_id: int, section: str, *, by: Person, at: datetime
) -> PlacementRequest:
    """Lock a request and see that this person may add papers to a section of it now."""
    placement_request = locked(placement_request_id)
    held = access.of(by, on=clock.date_of(at))
    panel_id = placement_request.panel_id
    if not papers.may_add(held, placement_request):
        raise access.Refused(by, Permission.REQUEST_WRITE)
    if PaperSection(section) not in papers.sections(held, panel_id=panel_id):
        raise access.Refused(by, Permission.CASE_READ)
    if Stage(placement_request.stage) in OVER:
        raise PapersClosed(f"{placement_request} is closed, so it takes no more papers.")
    return placement_request


def _locked(paper_id: int, *, by: Person, at: datetime) -> Paper:
    paper = Paper.objects.get(pk=paper_id)
    placement_request = _open_to_papers(paper.placement_request_id, paper.section, by=by, at=at)
    paper.refresh_from_db()  # now that the lock of its request is held
    paper.placement_request = placement_request
    if paper.withheld_at is not None:
        raise Withheld(f"Paper {paper.number} is withheld. Add it again as a paper of its own.")
    return paper


def _refuse_names(title: str, child: Child) -> None:
    named = (child.given_name, child.family_name, child.known_as, child.nhs_number, child.upn)
    said = [re.escape(name) for name in named if name]
    if re.search(rf"(?<!\w)({'|'.join(said)})(?!\w)", title, re.IGNORECASE):
        raise NamesTheChild(
            "A title is printed on records and in file names. Leave the child’s name and numbers "
            "out of it."
        )


@dataclass(frozen=True)
class _Stored:
    """A file in the storage, and what a version of a paper says of it."""

    kind: str
    size: int
    sha256: str


def _store(content: bytes) -> _Stored:
    """Store a file under its hash, while no row is locked: a storage may be far and slow.

    What then isn't written down leaves a file that no version names, which the next upload of it
    takes over.
    """
    kind = kind_of(content, largest=settings.PAPER_MAX_BYTES)
    fingerprint = sha256(content).hexdigest()
    name = papers.file_name(fingerprint)
    if not storages["papers"].exists(name):
        storages["papers"].save(name, ContentFile(content))
    return _Stored(kind, len(content), fingerprint)


def _add(paper: Paper, number: int, file: _Stored, *, by: Person, at: datetime) -> PaperVersion:
    """Write a version of a paper, and the scan it is owed."""
    version = PaperVersion.objects.create(
        paper=paper,
        number=number,
        kind=file.kind,
        size=file.size,
        sha256=file.sha256,
        added_at=at,
        added_by=by,
    )
    owed = Scan.objects.create(version=version)
    payload = {"paper": paper.number, "version": number, "sha256": file.sha256}
    subject = paper.placement_request.reference
    log.record(subject=subject, kind="paper_added", by=by, at=at, payload=payload)
    if settings.CLAMD_URL:
        queue.after_commit("scan_paper", [owed.pk])
    return version
