"""The log of reads over JSON."""

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from panel.agencies import access
from panel.agencies.access import Permission
from panel.audit.models import ReadEvent
from panel.cases import reads
from panel.doorway import REFUSALS, Doorway

OF = OpenApiParameter("subject", OpenApiTypes.STR, description="Part of a case's reference.")
BY = OpenApiParameter("by", OpenApiTypes.STR, description="Part of a name or an address.")


class ReadAnswer(serializers.ModelSerializer[ReadEvent]):
    """One person looked at one thing."""

    class Meta:
        model = ReadEvent
        fields = ("at", "by", "what", "subject")


@extend_schema_view(
    list=extend_schema(
        responses={200: ReadAnswer(many=True), 403: REFUSALS[403]}, parameters=[OF, BY]
    ),
)
@extend_schema(tags=["Audit"])
class Reads(Doorway[ReadEvent]):
    """Who read what."""

    queryset = ReadEvent.objects.all()

    def visible(self) -> QuerySet[ReadEvent]:
        asked = self.request.query_params
        return reads.matching(
            reads.visible_to(self.access),
            by=asked.get("by", ""),
            subject=asked.get("subject", ""),
            since=None,
        )

    def list(self, request: Request) -> Response:
        """List the reads you may see, the latest first."""
        if not self.access.holds(Permission.READS_READ):
            raise access.Refused(self.person, Permission.READS_READ)
        page = self.paginate_queryset(self.visible().order_by("-at", "-pk"))
        return self.get_paginated_response(ReadAnswer(page, many=True).data)
