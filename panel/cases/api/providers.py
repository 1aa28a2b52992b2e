"""The directory of providers, and what is missing from it locally, over JSON."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.cases import operations
from panel.cases.directory import establishments
from panel.cases.directory import queries as directory
from panel.cases.document import Fault, Faulty, ProviderPart, parse
from panel.cases.figures import gaps
from panel.cases.models import PlacementOption, Provider
from panel.doorway import REFUSALS, Doorway
from panel.sheets import NotTheSheet

QUERY = OpenApiParameter("q", OpenApiTypes.STR, description="Words of a name, a number, a place.")
YEAR = OpenApiParameter("year", OpenApiTypes.INT, description="2026: 1 April 2026 onwards.")


class ProviderAnswer(serializers.ModelSerializer[Provider]):
    """One entry of the directory; an option names it by its number."""

    number = serializers.CharField()

    class Meta:
        model = Provider
        exclude = ("id",)


class BadRowAnswer(serializers.Serializer[object]):
    """A row that wasn't taken over."""

    line = serializers.IntegerField()
    reason = serializers.CharField()


class ImportedAnswer(serializers.Serializer[object]):
    """What became of the directory, and the rows that weren't taken over."""

    added = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    bad_rows = BadRowAnswer(many=True)


class FileAsked(serializers.Serializer[object]):
    """The national list's CSV."""

    file = serializers.FileField()


class GapAnswer(serializers.Serializer[object]):
    """A sort of place missing for a need in an area; no number is told of fewer than five."""

    group = serializers.CharField()
    need = serializers.CharField()
    area = serializers.CharField()
    children = serializers.IntegerField(allow_null=True)
    children_told = serializers.CharField()


@extend_schema(tags=["Providers"])
class Providers(Doorway[Provider]):
    """Who provides placements, as the registers know them."""

    queryset = Provider.objects.all()
    serializer_class = ProviderAnswer

    @extend_schema(parameters=[QUERY], responses={200: ProviderAnswer(many=True), **REFUSALS})
    def list(self, request: Request) -> Response:
        """Find open providers by name, number or place."""
        if not any(map(self.access.holds, (Permission.CASE_READ, Permission.DIRECTORY_KEEP))):
            raise access.Refused(self.person, Permission.CASE_READ)
        asked = request.query_params.get("q", "")
        found = directory.matching(q=asked, placement_group="", is_open=True)
        rows = ProviderAnswer(self.paginate_queryset(found), many=True).data
        return self.get_paginated_response(rows)

    @extend_schema(request=ProviderPart, responses={201: ProviderAnswer, **REFUSALS})
    def create(self, request: Request) -> Response:
        """Enter a provider, or bring the entry with its number up to date."""
        entry = operations.list_provider(
            provider=parse(ProviderPart, request.body), by=self.person, at=clock.now()
        )
        return Response(ProviderAnswer(entry).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        request={"multipart/form-data": FileAsked}, responses={200: ImportedAnswer, **REFUSALS}
    )
    @action(detail=False, methods=["post"], url_path="import", parser_classes=[MultiPartParser])
    def bring_over(self, request: Request) -> Response:
        """Import the national list's CSV; rows that can't be read are answered, others kept."""
        if "file" not in request.FILES:
            raise Faulty([Fault("/file", "This is missing.")])
        try:
            reading = establishments.read(request.FILES["file"].read())
        except NotTheSheet as refused:
            raise Faulty([Fault("/file", str(refused))]) from refused
        imported = operations.import_providers(
            providers=reading.providers, by=self.person, at=clock.now()
        )
        answer = {**vars(imported), "bad_rows": reading.bad_rows}
        return Response(ImportedAnswer(answer).data)


@extend_schema(tags=["Reports"])
class Gaps(Doorway[PlacementOption]):
    """Which local provision is missing, by sort, need and area."""

    queryset = PlacementOption.objects.none()
    pagination_class = None

    @extend_schema(parameters=[YEAR], responses={200: GapAnswer(many=True), **REFUSALS})
    def list(self, request: Request) -> Response:
        """Read what out-of-area options would replace, the widest gap first."""
        if not self.access.holds(Permission.REPORT_READ):
            raise access.Refused(self.person, Permission.REPORT_READ)
        asked = request.query_params.get("year", "")
        if asked and asked not in map(str, gaps.years(self.access)):
            return Response([])
        found = gaps.found(self.access, year=int(asked) if asked else None)
        return Response(GapAnswer(found, many=True).data)
