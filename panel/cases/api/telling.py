"""Bringing the record of the child that a request is for up to date over JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from panel import clock
from panel.cases import operations
from panel.cases.api.one_request import OneRequest
from panel.cases.api.sections import telling
from panel.cases.api.told import ChildAnswer
from panel.cases.document import (
    CommunicationPart,
    ContactsPart,
    IdentityPart,
    Part,
    PractitionersPart,
    StandingPart,
)
from panel.cases.models import Child


def _section(name: str, kind: type[Part], does: str) -> object:
    return telling(f"child/{name}", kind, ChildAnswer, does)


@extend_schema(tags=["Placement requests"])
class TellingOfChild(OneRequest):
    """Replace a section of the child's record, while it is told through the request."""

    identity = _section("identity", IdentityPart, "Say who the child is.")
    contacts = _section(
        "contacts",
        ContactsPart,
        "Say how parents and carers are reached, until the placement ends.",
    )
    communication = _section("communication", CommunicationPart, "Say how the child communicates.")
    practitioners = _section("practitioners", PractitionersPart, "Say who works with the child.")
    standing = _section(
        "standing", StandingPart, "Say where the child stands in law, and at school."
    )

    def told(self, reference: str, *, part: Part, seen: int | None) -> Response:
        placement_request = self.found(reference)
        operations.tell_of_child(
            placement_request_id=placement_request.pk,
            part=part,
            seen=seen,
            by=self.person,
            at=clock.now(),
        )
        return Response(ChildAnswer(Child.objects.get(pk=placement_request.child_id)).data)
