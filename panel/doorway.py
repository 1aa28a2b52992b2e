"""What every JSON doorway shares: who is asking, how lists are paged, how refusals look.

A doorway parses, makes one call to an operation or query, and answers. Refusals aren't caught
there: `panel.api` turns each into its answer.
"""

from functools import cached_property
from typing import Any, TypeVar

from django.db.models import Model
from drf_spectacular.contrib.pydantic import PydanticExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from pydantic.json_schema import model_json_schema
from rest_framework import serializers
from rest_framework.pagination import BasePagination, PageNumberPagination
from rest_framework.viewsets import GenericViewSet

from panel import clock
from panel.agencies import access
from panel.agencies import queries as people
from panel.agencies.access import Access, Permission
from panel.agencies.models import Panel, Person

Row = TypeVar("Row", bound=Model)

PANEL = OpenApiParameter(
    "panel",
    OpenApiTypes.STR,
    description="The panel's code; needed only by people who do this on several panels.",
)


class SayWhichPanel(Exception):
    """Raised when a person may do something on several panels and named none of them."""


class Reasons(serializers.Serializer[object]):
    """Why it isn't done: whole sentences, fit to be shown."""

    reasons = serializers.ListField(child=serializers.CharField())


class Fault(serializers.Serializer[object]):
    """One thing wrong with what was sent."""

    pointer = serializers.CharField(help_text="A JSON pointer (RFC 6901) into the body.")
    sentence = serializers.CharField()


class Faults(serializers.Serializer[object]):
    """Everything wrong with what was sent."""

    faults = Fault(many=True)


REFUSALS: dict[int, Any] = {
    400: OpenApiResponse(Faults, description="What was sent is faulty; every fault is named."),
    403: OpenApiResponse(Reasons, description="This person may not do that."),
    404: OpenApiResponse(Reasons, description="It isn't there, or this person may not see it."),
    409: OpenApiResponse(Reasons, description="It can't be done now, and why."),
}
UNSEEN = {status: REFUSALS[status] for status in (403, 404)}


class PersonName(serializers.CharField):
    """A username, told as the name of the person, as the pages do: it is an e-mail address.

    Of each person an answer asks once.
    """

    def to_representation(self, value: str) -> str:
        """Return their name; what isn't a person's username stays as it is."""
        context: Any = self.context  # the same of the whole answer
        names: dict[str, str] = context.setdefault("names of people", {"": ""})
        if value not in names:
            names |= {value: value} | people.names([value])
        return names[value]


class Fifty(PageNumberPagination):
    """Fifty rows a page: `?page=2`."""

    page_size = 50


class Doorway(GenericViewSet[Row]):
    """Whose request it is and what they may do; heirs find, call and answer."""

    pagination_class: type[BasePagination] | None = Fifty

    @property
    def person(self) -> Person:
        """The person signed in."""
        person = self.request.user
        assert isinstance(person, Person), "The default permission asks everyone to sign in."
        return person

    @cached_property
    def access(self) -> Access:
        """What they may do today."""
        now = clock.now()
        return access.of(self.person, on=clock.date_of(now), at=now)

    def panel_for(self, permission: Permission) -> Panel:
        """Return the one panel on which they hold `permission`, or the one `?panel=` names.

        Raises:
            access.Refused: there is none.
            SayWhichPanel: there are several.
        """
        panels = Panel.objects.filter(
            pk__in={grant.panel_id for grant in self.access.reach(permission)}
        )
        if code := self.request.query_params.get("panel"):
            panels = panels.filter(code=code)
        found = list(panels[:2])
        if not found:
            raise access.Refused(self.person, permission)
        if len(found) > 1:
            raise SayWhichPanel("Say which panel, as in ?panel=northmere.")
        return found[0]


class Asked(PydanticExtension):  # type: ignore[no-untyped-call]  # untyped upstream
    """Describes a pydantic body as what may be sent, so that its defaults aren't demanded."""

    target_class = "panel.parsing.Part"
    priority = 1

    def map_serializer(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        """Return the model's JSON schema; what it is made of becomes components of its own."""
        template = "#/components/schemas/{model}"
        schema = model_json_schema(self.target, ref_template=template, mode="validation")
        for name, part in schema.pop("$defs", {}).items():
            component = ResolvedComponent(  # type: ignore[no-untyped-call]  # untyped upstream
                name=name, type=ResolvedComponent.SCHEMA, object=name, schema=part
            )
            auto_schema.registry.register_on_missing(component)
        return schema
