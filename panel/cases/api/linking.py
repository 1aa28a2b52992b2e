"""Links between requests over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.audit import log
from panel.cases import links, operations
from panel.cases.api.one_request import OneRequest
from panel.cases.document import LinkPart, UnlinkPart, parse
from panel.cases.models import RequestLink
from panel.doorway import REFUSALS, UNSEEN


class LinkAnswer(serializers.ModelSerializer[RequestLink]):
    """What one request has to do with another, read from `placement_request`."""

    placement_request = serializers.CharField(source="placement_request.reference")
    other = serializers.CharField(source="other.reference")
    linked_by = serializers.CharField(source="linked_by.name")
    removed_by = serializers.CharField(source="removed_by.name", default=None)

    class Meta:
        model = RequestLink
        fields = (
            "placement_request",
            "kind",
            "other",
            "linked_at",
            "linked_by",
            "removed_at",
            "removed_by",
            "removed_because",
        )


@extend_schema(tags=["Placement requests"])
class Linking(OneRequest):
    """Say which requests belong together."""

    @extend_schema(responses={200: LinkAnswer(many=True), **UNSEEN})
    @action(detail=True, pagination_class=None)
    def links(self, request: Request, reference: str) -> Response:
        """Read the links of a request, from either end, to others that you may see."""
        seen = links.links_of(self.found(reference), self.access)
        log.read(subject=reference, what="links", by=self.person, at=clock.now())
        return Response(LinkAnswer(seen, many=True).data)

    @extend_schema(request=LinkPart, responses={201: LinkAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def link(self, request: Request, reference: str) -> Response:
        """Link a request with another that you may see."""
        made = operations.link(
            placement_request_id=self.found(reference).pk,
            link=parse(LinkPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(LinkAnswer(made).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=UnlinkPart, responses={200: LinkAnswer, **REFUSALS})
    @action(detail=True, methods=["post"])
    def unlink(self, request: Request, reference: str) -> Response:
        """Take a link with another request back, and say why."""
        removed = operations.unlink(
            placement_request_id=self.found(reference).pk,
            unlink=parse(UnlinkPart, request.body),
            by=self.person,
            at=clock.now(),
        )
        return Response(LinkAnswer(removed).data)
