"""The JSON doorway to a panel's rules."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from panel import clock
from panel.doorway import UNSEEN, Doorway
from panel.policies import queries
from panel.policies.models import PolicyVersion


class VersionRow(serializers.ModelSerializer[PolicyVersion]):
    """One version of a panel's rules; it never changes."""

    panel = serializers.CharField(source="panel.code")
    title = serializers.CharField(source="policy.identity.title")

    class Meta:
        model = PolicyVersion
        fields: tuple[str, ...] = (
            "id",
            "panel",
            "number",
            "title",
            "effective_from",
            "sha256",
            "loaded_at",
        )


class VersionInFull(VersionRow):
    """A version with its rules; docs/reference/policy.md says what each means."""

    rules = serializers.SerializerMethodField()

    class Meta(VersionRow.Meta):
        fields = (*VersionRow.Meta.fields, "document", "rules")

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_rules(self, version: PolicyVersion) -> dict[str, object]:
        """Return every rule with its value, those left to their default included."""
        return version.policy.model_dump(mode="json")


@extend_schema(tags=["Policies"])
class Policies(Doorway[PolicyVersion]):
    """The rules of the panels on which you hold a role."""

    queryset = PolicyVersion.objects.all()
    lookup_value_regex = r"\d+"
    serializer_class = VersionRow

    @extend_schema(responses=VersionRow(many=True))
    def list(self, request: Request) -> Response:
        """List the versions of the rules, by panel, the latest first."""
        page = self.paginate_queryset(queries.visible_to(self.access))
        return self.get_paginated_response(VersionRow(page, many=True).data)

    @extend_schema(responses={200: VersionInFull, **UNSEEN})
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one version with all its rules."""
        found = queries.visible_to(self.access).get(pk=pk)
        return Response(VersionInFull(found).data)

    @extend_schema(responses={200: VersionInFull, **UNSEEN})
    @action(detail=False, url_path="in-force/(?P<panel>[-a-z0-9]+)", pagination_class=None)
    def in_force(self, request: Request, panel: str) -> Response:
        """Read the rules of a panel that are in force today."""
        visible = queries.visible_to(self.access).filter(panel__code=panel)
        found = visible.filter(effective_from__lte=clock.today())[:1].get()
        return Response(VersionInFull(found).data)
