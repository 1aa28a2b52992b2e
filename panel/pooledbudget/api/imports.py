"""Importing files of invoices and receipts over JSON."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.doorway import REFUSALS, UNSEEN, Doorway
from panel.parsing import Fault, Faulty
from panel.pooledbudget import operations, queries
from panel.pooledbudget.imports import presenters
from panel.pooledbudget.imports import queries as import_queries
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.models.imports import Import, ImportKind

MOST_TOLD = 1_000


class ImportAsked(serializers.Serializer[object]):
    """A CSV, what it lists, and the fund's year: that of its April."""

    file = serializers.FileField()
    kind = serializers.ChoiceField(choices=ImportKind.choices)
    fund = serializers.CharField()
    year = serializers.IntegerField()


class LeftOutAnswer(serializers.Serializer[object]):
    """A row that can't be posted, and why."""

    line = serializers.IntegerField()
    reason = serializers.CharField()


class ImportAnswer(serializers.ModelSerializer[Import]):
    """A file, how many of its rows have come to what, and the first thousand left out.

    `good_pence` is what the rows come to that are posted, or ready to be.
    """

    fund = serializers.CharField(source="fund_year.fund.code")
    year = serializers.CharField(source="fund_year.span")
    rows = serializers.DictField(child=serializers.IntegerField(), source="counted", default={})
    good_pence = serializers.IntegerField(default=0)
    note = serializers.CharField(
        default="", help_text="That the same file came before, when it is checked again."
    )
    left_out = LeftOutAnswer(many=True, source="bad", default=[])

    class Meta:
        model = Import
        fields = (
            "id",
            "fund",
            "year",
            "kind",
            "file_name",
            "stage",
            "checked_at",
            "asked_at",
            "finished_at",
            "rows",
            "good_pence",
            "note",
            "left_out",
        )


@extend_schema(tags=["Imports"])
class Imports(Doorway[Import]):
    """Files of invoices and of contributions: checked row by row, then posted."""

    queryset = Import.objects.all()
    lookup_value_regex = "[0-9]+"

    @extend_schema(responses={200: ImportAnswer, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Show how far an import is, and which of its rows are left out."""
        return Response(self._answer(int(pk)))

    @extend_schema(
        request={"multipart/form-data": ImportAsked},
        responses={200: ImportAnswer, 201: ImportAnswer, **REFUSALS},
    )
    @action(detail=False, methods=["post"], url_path="check", parser_classes=[MultiPartParser])
    def check(self, request: Request) -> Response:
        """Check a file; nothing is posted. The same again answers 200, and says so in `note`."""
        if not self.access.holds(Permission.FUND_POST):
            raise access.Refused(self.person, Permission.FUND_POST)
        file, kind = request.FILES.get("file"), _kind(request.POST)
        if file is None:
            raise Faulty([Fault("/file", "This is missing.")])
        checked = operations.check_import(
            fund_year=self._year(request.POST),
            kind=kind,
            name=file.name or "",
            file=file.read(),
            by=self.person,
            at=clock.now(),
        )
        if checked.is_repeat:
            return Response(self._answer(checked.pk) | {"note": presenters.again(checked)})
        return Response(self._answer(checked.pk), status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={200: ImportAnswer, **REFUSALS})
    @action(detail=True, methods=["post"], url_path="post-rows")
    def post_rows(self, request: Request, pk: str) -> Response:
        """Have the rows that are ready posted; ask again to see how far they are."""
        found = import_queries.visible_to(self.access).get(pk=int(pk))
        operations.post_import(import_id=found.pk, by=self.person, at=clock.now())
        return Response(self._answer(found.pk))

    def _year(self, asked: Mapping[str, Any]) -> FundYear:
        kept = queries.years_kept_by(self.access)
        year = str(asked.get("year", ""))
        if not (year.isdecimal() and len(year) == 4):
            raise Faulty([Fault("/year", "This must be a year such as 2026.")])
        return kept.get(fund__code=asked.get("fund", ""), year=int(year))

    def _answer(self, pk: int) -> dict[str, Any]:
        source = import_queries.visible_to(self.access).get(pk=pk)
        left_out = import_queries.left_out(source).values("line", "reason")[:MOST_TOLD]
        rows = import_queries.outcomes([source])[source.pk]
        told = {"rows": dict(rows), "good_pence": import_queries.good_pence(source)}
        return {**ImportAnswer(source).data, **told, "left_out": list(left_out)}


def _kind(asked: Mapping[str, Any]) -> ImportKind:
    kind = asked.get("kind", "")
    if kind not in ImportKind.values:
        raise Faulty([Fault("/kind", "This isn't one of those that may be chosen here.")])
    return ImportKind(kind)
