"""A placement from its agreement to its end."""

from datetime import date
from typing import Any

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.document.placements import (
    AgreementPart,
    DonePart,
    EndPart,
    SignatoryPart,
    SignaturePart,
    StartPart,
)
from panel.cases.models import Placement, PlacementRequest
from panel.cases.vocabulary.placements import EndReason, TaskKind
from panel.decisions import operations as decisions
from tests.builders.county import a_person
from tests.builders.moments import FIRST_DAY, MEETING_DAY, PLACED

BEFORE_THE_START = (TaskKind.VISIT, TaskKind.HOST)


def an_agreement(**changes: Any) -> AgreementPart:
    """Return the agreement for `CHOSEN`, but for the `changes`."""
    terms = {
        "provider": "Alder Vale",
        "starts_on": FIRST_DAY,
        "ends_on": date(2028, 7, 31),
        "weeks_per_year": 52,
        "weekly_rate_pence": 3_420_01,
        "notice_weeks": 4,
        "return_plan": "A place at Northmere Park, once the new unit opens.",
        "return_by": date(2028, 9, 1),
        "signatories": (
            SignatoryPart(name="Ada Vale", on_behalf_of="Alder Vale"),
            SignatoryPart(name="Dele Marsh", on_behalf_of="Northmere County Council"),
        ),
    }
    return AgreementPart(**(terms | changes))


def draw_up(placement_request: PlacementRequest, **changes: Any) -> None:
    """Have the coordinator draw up the agreement; `changes` are those of `an_agreement`."""
    decisions.draw_up_agreement(
        placement_request_id=placement_request.pk,
        agreement=an_agreement(**changes),
        by=a_person(Role.COORDINATOR),
        at=MEETING_DAY,
    )


def sign(placement_request: PlacementRequest) -> None:
    """Record that everybody who hasn't signed the agreement in force has."""
    agreement = placement_request.placement.agreements.latest("version")
    for signatory in agreement.signatories.filter(signed_on=None):
        cases.record_signature(
            signatory_id=signatory.pk,
            signature=SignaturePart(signed_on=MEETING_DAY.date()),
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY,
        )


def prepare(placement_request: PlacementRequest) -> None:
    """Have everything done that the rules want before it starts."""
    waiting = placement_request.placement.tasks.filter(kind__in=BEFORE_THE_START, done_at=None)
    for task in waiting:
        cases.finish_task(
            task_id=task.pk,
            done=DonePart(note="It was done."),
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY,
        )


def place(placement_request: PlacementRequest, **changes: Any) -> Placement:
    """Draw the agreement up, have it signed and prepared for, and start on the first day."""
    draw_up(placement_request, **changes)
    sign(placement_request)
    prepare(placement_request)
    return decisions.start_placement(
        placement_request_id=placement_request.pk,
        start=StartPart(started_on=FIRST_DAY),
        by=a_person(Role.COORDINATOR),
        at=PLACED,
    )


def end(placement_request: PlacementRequest) -> Placement:
    """End the placement on its first day."""
    return decisions.end_placement(
        placement_request_id=placement_request.pk,
        end=EndPart(ended_on=FIRST_DAY, reason=EndReason.BREAKDOWN),
        by=a_person(Role.COORDINATOR),
        at=PLACED,
    )
