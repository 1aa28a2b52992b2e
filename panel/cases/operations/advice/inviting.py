"""Asking somebody without an account for an agency's advice, by a link that works once."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.advice import invitations
from panel.cases.document import AdvicePart, InvitationPart
from panel.cases.models import Advice, Invitation, PlacementRequest
from panel.cases.operations.advice.advising import NotAsked, latest_asked, take
from panel.cases.operations.moving.moving import locked
from panel.cases.stages import AdviceStage
from panel.deadlines import operations as deadlines
from panel.refusals import Refusal

TOKEN_BYTES = 32


class AlreadyEnded(Refusal):
    """Raised when an invitation is taken back that was answered or taken back before."""


@transaction.atomic
def invite_adviser(
    *,
    placement_request_id: int,
    agency_code: str,
    invited: InvitationPart,
    by: Person,
    at: datetime,
) -> Invitation:
    """Send somebody outside the panel a link by which they advise for an agency, once.

    One invited before for the same advice is revoked. The link's secret stands in the mail alone,
    which the outbox holds like any other until the mail server has it; here only its hash is kept.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        NotAsked: the agency owes no advice on the request now.
    """
    placement_request = locked(placement_request_id)
    _require_team(placement_request, by=by, at=at)
    asked = latest_asked(placement_request, agency_code)
    if asked.stage != AdviceStage.ASKED:
        raise NotAsked(f"{asked.agency} has advised on {placement_request} already.")
    for before in asked.invitations.filter(answered_at=None, revoked_at=None):
        _revoke(before, placement_request, by=by, at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        advice=asked,
        round=asked.round,
        name=invited.name,
        organisation=invited.organisation,
        email=invited.email,
        token_sha256=invitations.hash_of(token),
        invited_at=at,
        invited_by=by,
        expires_at=invitations.expiry(asked, at=at),
    )
    _record(invitation, placement_request, "adviser_invited", by=by, at=at)
    _send(invitation, placement_request, token, at=at)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation_id: int, by: Person, at: datetime) -> Invitation:
    """Take an invitation back; its link leads nowhere from then on.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        AlreadyEnded: it was answered, or taken back before.
    """
    invitation = Invitation.objects.select_related("advice").get(pk=invitation_id)
    placement_request = locked(invitation.advice.placement_request_id)
    _require_team(placement_request, by=by, at=at)
    invitation.refresh_from_db(fields=["answered_at", "revoked_at"])
    if invitation.answered_at is not None or invitation.revoked_at is not None:
        raise AlreadyEnded("This invitation was answered or taken back already.")
    return _revoke(invitation, placement_request, by=by, at=at)


@transaction.atomic
def open_invitation(*, token: str, at: datetime) -> Invitation:
    """Note that a link was opened for the first time. Opening it uses nothing up.

    Raises:
        invitations.NoInvitation: it leads nowhere, or nowhere any more.
    """
    invitation = invitations.standing(token, at=at)
    unopened = Invitation.objects.filter(pk=invitation.pk, opened_at=None)
    if unopened.update(opened_at=at):
        placement_request = invitation.advice.placement_request
        _record(invitation, placement_request, "invitation_opened", by=None, at=at)
    return invitation


@transaction.atomic
def answer_invitation(*, token: str, advice: AdvicePart, at: datetime) -> Advice:
    """Take the advice of whoever holds the link, for the agency; the link is used up.

    It is given by the coordinator who invited them, and says from whom it comes.

    Raises:
        invitations.NoInvitation: it leads nowhere, or nowhere any more.
    """
    found = invitations.standing(token, at=at)
    placement_request = locked(found.advice.placement_request_id)
    invitation = invitations.standing(token, at=at)  # now that nobody else can answer
    asked = invitation.advice
    asked.placement_request = placement_request
    given = take(asked, advice, by=invitation.invited_by, at=at, from_outside=str(invitation))
    invitation.answered_at = at
    invitation.save(update_fields=["answered_at"])
    _record(invitation, placement_request, "invitation_answered", by=None, at=at)
    return given


def _require_team(placement_request: PlacementRequest, *, by: Person, at: datetime) -> None:
    access.of(by, on=clock.date_of(at)).require(
        Permission.REQUEST_CHECK, panel_id=placement_request.panel_id
    )


def _revoke(
    invitation: Invitation, placement_request: PlacementRequest, *, by: Person, at: datetime
) -> Invitation:
    invitation.revoked_at, invitation.revoked_by = at, by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    _record(invitation, placement_request, "invitation_revoked", by=by, at=at)
    return invitation


def _send(
    invitation: Invitation, placement_request: PlacementRequest, token: str, *, at: datetime
) -> None:
    """Owe the mail. It says neither who the child is nor what is asked about them."""
    reference, agency = placement_request.reference, invitation.advice.agency
    link = f"{settings.PANEL_ADDRESS}/advise/{token}/"
    until = clock.date_of(invitation.expires_at)
    deadlines.owe_notice(
        key=f"invitation/{reference}/{invitation.pk}",
        recipient=invitation.email,
        subject=f"{reference}: your advice is asked for",
        body=f"{placement_request.panel} asks for your advice on {reference}, on behalf of "
        f"{agency.name}. Open {link} to read what is asked and to answer. The link works once, "
        f"until {until:%-d %B %Y}. Pass it on to nobody.",
        due_at=at,
        at=at,
    )


def _record(
    invitation: Invitation,
    placement_request: PlacementRequest,
    kind: str,
    *,
    by: Person | None,
    at: datetime,
) -> None:
    payload = {"agency": invitation.advice.agency.code, "invitation": invitation.pk}
    log.record(subject=placement_request.reference, kind=kind, by=by, at=at, payload=payload)
