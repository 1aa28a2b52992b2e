"""Questions about decisions, approvals and records. Nothing here writes."""

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from panel.agencies.access import Access, Permission
from panel.cases import queries as requests
from panel.cases import visibility
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions.approvals.binding import bound_by
from panel.decisions.models import (
    Decision,
    DecisionRecord,
    Dispute,
    RegisterEntry,
    ShareApproval,
    Telling,
)
from panel.decisions.sealing.verification import RegisterView
from panel.decisions.stages import ApprovalStage

_REQUEST = "decision__placement_request"
_OF_A_DISPUTE = (
    "decision__placement_request",
    "decision__option",
    "refused__agency",
    "opened_by",
    "interim_funder",
    "ended_by",
)


def approvals_visible_to(access: Access) -> QuerySet[ShareApproval]:
    """Return the approvals of the requests that a person may see."""
    visible = visibility.visible_to(access)
    return ShareApproval.objects.filter(decision__placement_request__in=visible)


def approvals_for(access: Access) -> QuerySet[ShareApproval]:
    """Return the approvals that a person may give or refuse, or could have."""
    mine = ShareApproval.objects.filter(bound_by(access))
    return mine.filter(visibility.open_to(access, _REQUEST))


def disputes_visible_to(access: Access) -> QuerySet[Dispute]:
    """Return the disputes about who pays for the requests that a person may see."""
    visible = visibility.visible_to(access)
    disputes = Dispute.objects.filter(decision__placement_request__in=visible)
    return disputes.select_related(*_OF_A_DISPUTE)


def tellings_visible_to(access: Access) -> QuerySet[Telling]:
    """Return how outcomes are told, of the requests that a person may see, the first due first."""
    visible = visibility.visible_to(access)
    return (
        Telling.objects.filter(decision__placement_request__in=visible)
        .select_related("decision__placement_request__child", "recorded_by", "letter")
        .order_by("due_on", "pk")
    )


def tellings_owed(access: Access) -> QuerySet[Telling]:
    """Return what a person has to tell families, and hasn't yet."""
    theirs = access.rows(Permission.OUTCOME_TELL, panel=f"{_REQUEST}__panel")
    return tellings_visible_to(access).filter(theirs, told_on=None)


def disputes_of(placement_request: PlacementRequest) -> QuerySet[Dispute]:
    """Return the disputes about who pays for a request, the first at the head."""
    disputes = Dispute.objects.filter(decision__placement_request=placement_request)
    return disputes.select_related(*_OF_A_DISPUTE).order_by("pk")


def waiting(approvals: QuerySet[ShareApproval]) -> QuerySet[ShareApproval]:
    """Narrow to approvals that are still to be given, the most urgent first.

    Not those of a request that was taken back meanwhile.
    """
    asked = approvals.filter(decision__placement_request__stage=Stage.FUNDING)
    return asked.filter(stage=ApprovalStage.WAITING).order_by("due_on", "pk")


def in_lines(approvals: QuerySet[ShareApproval]) -> QuerySet[ShareApproval]:
    """Fetch with each approval what a list of them shows."""
    return approvals.select_related(
        "agency",
        "approved_by",
        "approved_for",
        "decision__option",
        "decision__placement_request__child",
    )


def in_full(approvals: QuerySet[ShareApproval]) -> QuerySet[ShareApproval]:
    """Fetch with each approval all its page shows, in a constant number of queries."""
    shares = ShareApproval.objects.select_related(
        "agency", "approved_by", "approved_for"
    ).order_by("agency__code")
    whole = requests.in_full(PlacementRequest.objects.all())
    return approvals.select_related(
        "agency",
        "approved_by",
        "approved_for",
        "decision__option",
        "decision__item__meeting__panel",
        "decision__urgency",
    ).prefetch_related(
        "decision__item__interests",
        "decision__option__cost_lines__shares__agency",
        Prefetch("decision__approvals", shares),
        Prefetch("decision__placement_request", whole),
        "decision__records__rendering",
    )


def records_visible_to(access: Access) -> QuerySet[DecisionRecord]:
    """Return the records of a panel, or, for an agency's role, of the requests it made."""
    read = access.rows(
        Permission.RECORD_READ,
        panel=f"{_REQUEST}__panel",
        agency=f"{_REQUEST}__referring_agency",
    )
    return DecisionRecord.objects.filter(read, visibility.open_to(access, _REQUEST))


def records_in_lines(records: QuerySet[DecisionRecord]) -> QuerySet[DecisionRecord]:
    """Fetch with each record what the register's page shows, newest first."""
    return (
        records.select_related(
            "rendering",
            "register_entry",
            "superseded_by",
            "decision__option",
            "decision__item__meeting",
            "decision__placement_request",
            "decision__urgency__ratification",
        )
        .prefetch_related("decision__approvals")
        .order_by("-frozen_at", "-pk")
    )


def registered(sha256: str) -> RegisterView | None:
    """Return the register's line of which a hash is the data, the printed or the issued file."""
    entry = (
        RegisterEntry.objects.filter(
            Q(signed_sha256=sha256) | Q(pdf_sha256=sha256) | Q(content_sha256=sha256)
        )
        .select_related("record__superseded_by")
        .first()
    )
    if entry is None:
        return None
    later = getattr(entry.record, "superseded_by", None)
    return RegisterView(
        record_number=entry.record.number,
        version=entry.record.version,
        content_sha256=entry.content_sha256,
        pdf_sha256=entry.pdf_sha256,
        signed_sha256=entry.signed_sha256,
        issued_at=entry.issued_at,
        superseded_by=later.number if later else None,
    )


def decisions_of(placement_request: PlacementRequest) -> QuerySet[Decision]:
    """Return what was decided on a request, the latest first, with shares and records."""
    shares = ShareApproval.objects.select_related(
        "agency", "approved_by", "approved_for"
    ).order_by("agency__code")
    return (
        placement_request.decisions.select_related(
            "option", "item__meeting", "urgency__ratification", "decided_by", "late_signed_off_by"
        )
        .prefetch_related(
            Prefetch("approvals", shares),
            "records__rendering",
            "item__interests",
            "tellings__letter",
        )
        .order_by("-decided_at", "-pk")
    )


def read_option(decision: Decision) -> None:
    """Take a decision’s option from those of its request, read once with what they cost."""
    prefetch_related_objects([decision.placement_request], requests.options_with_costs())
    options = decision.placement_request.options.all()
    decision.option = next((one for one in options if one.pk == decision.option_id), None)


def last_decision(placement_request: PlacementRequest) -> Decision:
    """Return what was decided last on a request.

    Raises:
        Decision.DoesNotExist: nothing was.
    """
    return Decision.objects.filter(placement_request=placement_request).latest("pk")
