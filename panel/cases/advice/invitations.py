"""Questions about links by which somebody without an account gives an agency's advice."""

from datetime import datetime, time, timedelta
from hashlib import sha256

from django.db.models import QuerySet

from panel.cases.models import Advice, Invitation, PlacementRequest
from panel.cases.stages import AdviceStage, Stage
from panel.clock import LONDON
from panel.refusals import Refusal

LIFE = timedelta(days=14)  # of a link, at least


def expiry(advice: Advice, *, at: datetime) -> datetime:
    """Return when a link sent at a moment expires: never before its advice is due."""
    return max(at + LIFE, datetime.combine(advice.due_on, time.max, LONDON))


class NoInvitation(Refusal):
    """Raised when a link leads nowhere, or nowhere any more. The words may be shown to anyone."""


def hash_of(token: str) -> str:
    """Return what is kept of a link's secret."""
    return sha256(token.encode()).hexdigest()


def standing(token: str, *, at: datetime) -> Invitation:
    """Return the invitation that a link stands for, if it may be answered now.

    Raises:
        NoInvitation: there is none, or it was used, taken back, or has run out, or the advice
            isn't waited for any more.
    """
    kept = Invitation.objects.select_related(
        "advice__agency", "advice__placement_request__child", "invited_by"
    )
    invitation = kept.filter(token_sha256=hash_of(token)).first()
    if invitation is None:
        raise NoInvitation("This link leads nowhere. Check that you have the whole of it.")
    if reason := _why_not(invitation, at=at):
        raise NoInvitation(reason)
    return invitation


def _why_not(invitation: Invitation, *, at: datetime) -> str:
    advice = invitation.advice
    if invitation.answered_at is not None:
        return "This link was used: your advice has arrived, and nothing more is asked of you."
    if invitation.revoked_at is not None:
        return "This invitation was taken back, so no advice is asked of you."
    if at >= invitation.expires_at:
        return "This link has expired. Ask whoever invited you for another."
    if (
        advice.stage != AdviceStage.ASKED
        or advice.round != invitation.round
        or advice.placement_request.stage != Stage.ADVICE
    ):
        return "This advice isn’t waited for any more, so nothing is asked of you."
    return ""


def state(invitation: Invitation, *, at: datetime) -> str:
    """Say how an invitation stands, for the panel team."""
    if invitation.answered_at is not None:
        return "Answered"
    if invitation.revoked_at is not None:
        return "Taken back"
    if _why_not(invitation, at=at):
        return "Expired"
    return "Opened" if invitation.opened_at is not None else "Sent"


def of(placement_request: PlacementRequest) -> QuerySet[Invitation]:
    """Return everybody who was invited to advise on a request, the latest first."""
    invited = Invitation.objects.filter(advice__placement_request=placement_request)
    return invited.select_related("advice__agency", "invited_by").order_by("-pk")
