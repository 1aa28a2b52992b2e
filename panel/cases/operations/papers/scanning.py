"""Looking for viruses in papers: each version once, whatever crashes."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from panel import leases, queue
from panel.audit import log
from panel.cases.models import Scan
from panel.cases.papers import clamd
from panel.cases.papers import queries as papers
from panel.deadlines import operations as deadlines

LONGEST_RUN = timedelta(minutes=5)  # of the actor that looks into one version
LEASE = LONGEST_RUN + timedelta(seconds=10)  # so that none runs out under it


def scan_paper(*, scan_id: int, at: datetime) -> Scan | None:
    """Look into one version; None when that is done already or another worker does it.

    An infected file is never handed out again, and whoever added it is told. A file that the
    storage has lost or altered is left waiting, with the reason, for people to see.
    """
    owed = leases.claim(_owed().select_related("version"), scan_id, first=LEASE, at=at)
    if owed is None:
        return None
    try:
        finding = clamd.scan(papers.content(owed.version), address=settings.CLAMD_URL)
    except (clamd.NoScanner, papers.Altered, FileNotFoundError) as failed:
        Scan.objects.filter(pk=owed.pk, outcome="").update(last_error=str(failed)[:300])
        return None
    return _conclude(owed.pk, finding, at=at)


def sweep(*, at: datetime) -> Mapping[str, int]:
    """Call workers to the scans that are owed and that nobody does; none without a scanner."""
    offered = leases.offer(_owed(), at=at) if settings.CLAMD_URL else []
    for scan_id in offered:
        queue.call("scan_paper", [scan_id])
    return {"papers offered to the virus scanner": len(offered)}


def _owed() -> QuerySet[Scan]:
    return Scan.objects.filter(outcome="")


@transaction.atomic
def _conclude(scan_id: int, finding: str, *, at: datetime) -> Scan | None:
    owed = Scan.objects.select_for_update().filter(pk=scan_id, outcome="").first()
    if owed is None:
        return None
    owed.outcome = Scan.Outcome.INFECTED if finding else Scan.Outcome.CLEAN
    owed.finding, owed.scanned_at = finding[:200], at
    owed.lease_until, owed.last_error = None, ""
    owed.save()
    if finding:
        _quarantine(owed, at=at)
    return owed


def _quarantine(scan: Scan, *, at: datetime) -> None:
    """Say in the case's history that a file is shut away, and tell who added it."""
    version, paper = scan.version, scan.version.paper
    reference = paper.placement_request.reference
    payload = {"paper": paper.number, "version": version.number, "virus": scan.finding}
    log.record(subject=reference, kind="paper_quarantined", by=None, at=at, payload=payload)
    deadlines.owe_notice(
        key=f"quarantine/{reference}/{paper.number}/{version.number}",
        recipient=version.added_by.username,
        subject=f"{reference}: a file you added holds a virus",
        body=f"Version {version.number} of paper {paper.number} of {reference} holds a virus, so "
        "nobody can open it. Please add a clean version, and have your computer looked at.",
        due_at=at,
        at=at,
    )
