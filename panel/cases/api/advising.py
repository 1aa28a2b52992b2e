"""Asking for advice anew, and from outside, over JSON: each method makes one call."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.advice import invitations
from panel.cases.api.answers import MovedAnswer
from panel.cases.api.one_request import OneRequest
from panel.cases.document import InvitationPart, parse
from panel.cases.models import Invitation
from panel.doorway import REFUSALS, UNSEEN

AGENCY = "(?P<agency>[a-z][a-z0-9-]*)"


class InvitationAnswer(serializers.ModelSerializer[Invitation]):
    """Somebody invited to advise for an agency by a link. The link itself is in the mail alone."""

    agency = serializers.CharField(source="advice.agency.code")
    invited_by = serializers.CharField(source="invited_by.name")

    class Meta:
        model = Invitation
        fields = (
            "id",
            "agency",
            "name",
            "organisation",
            "email",
            "invited_at",
            "invited_by",
            "expires_at",
            "opened_at",
            "answered_at",
            "revoked_at",
        )


@extend_schema(tags=["Advice"])
class Advising(OneRequest):
    """Ask agencies again where a request has changed, or somebody outside them."""

    pagination_class = None

    @extend_schema(request=None, responses={200: MovedAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="ask-where-changed")
    def ask_where_changed(self, request: Request, reference: str) -> Response:
        """Ask again each agency that advised before the request changed."""
        asked = operations.ask_where_changed(
            placement_request_id=self.found(reference).pk, by=self.person, at=clock.now()
        )
        return Response(MovedAnswer(asked).data)

    @extend_schema(responses={200: InvitationAnswer(many=True), **UNSEEN})
    @action(detail=True, url_path="invitations")
    def invitations(self, request: Request, reference: str) -> Response:
        """Read who was invited to advise from outside, the latest first."""
        found = self.found(reference)
        self.access.require(Permission.REQUEST_CHECK, panel_id=found.panel_id)
        return Response(InvitationAnswer(invitations.of(found), many=True).data)

    @extend_schema(request=InvitationPart, responses={201: InvitationAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path=f"advice/{AGENCY}/invite")
    def invite(self, request: Request, reference: str, agency: str) -> Response:
        """Send somebody without an account a link by which they advise for an agency, once."""
        invited = operations.invite_adviser(
            placement_request_id=self.found(reference).pk,
            agency_code=agency,
            invited=parse(InvitationPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(InvitationAnswer(invited).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={200: InvitationAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="invitations/(?P<pk>[0-9]+)/revoke")
    def revoke(self, request: Request, reference: str, pk: str) -> Response:
        """Take an invitation back."""
        standing = invitations.of(self.found(reference)).get(pk=int(pk))
        revoked = operations.revoke_invitation(
            invitation_id=standing.pk, by=self.person, at=clock.now()
        )
        return Response(InvitationAnswer(revoked).data)
