"""Requests and meetings walked to a stage: either is met on the way to the other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.decisions.models import Outcome
from panel.meetings import operations as meetings
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage
from tests.builders.asking import a_draft, ask_for_advice, make_ready, send_back, submit, withdraw
from tests.builders.county import a_panel, a_person
from tests.builders.deciding import agree, approve, decide, refuse, the_item
from tests.builders.hearing import (
    a_free_moment,
    cancel,
    consider,
    consider_and_close,
    open_meeting,
    send_papers,
)
from tests.builders.moments import AGENCIES, MONDAY_9AM
from tests.builders.placing import end, place
from tests.builders.urgently import take_urgently
from tests.keeping import kept


def a_request(stage: Stage = Stage.DRAFT, **changes: Any) -> PlacementRequest:
    """Return a new request at a stage; `changes` are those of `a_document`."""
    if not changes:
        return _as_usual(stage)
    return a_draft(**changes) if stage is Stage.DRAFT else _otherwise(stage, **changes)


@kept
def _as_usual(stage: Stage) -> PlacementRequest:
    return a_draft() if stage is Stage.DRAFT else _taken_on(a_request(STEPS[stage][0]), stage)


@kept
def _otherwise(stage: Stage, **changes: Any) -> PlacementRequest:
    return _walked(stage, **changes)


def _walked(stage: Stage, **changes: Any) -> PlacementRequest:
    if stage is Stage.DRAFT:
        return a_draft(**changes)
    return _taken_on(_walked(STEPS[stage][0], **changes), stage)


def _taken_on(placement_request: PlacementRequest, stage: Stage) -> PlacementRequest:
    STEPS[stage][1](placement_request)
    placement_request.refresh_from_db()
    return placement_request


def list_it(placement_request: PlacementRequest) -> None:
    """Put it alone on a new meeting's agenda."""
    decisions.list_request(
        meeting_id=a_meeting().pk,
        placement_request_id=placement_request.pk,
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


#: Stage → the stage before it on the way there, and the step from one to the other.
STEPS: dict[Stage, tuple[Stage, Callable[[PlacementRequest], object]]] = {
    Stage.SUBMITTED: (Stage.DRAFT, submit),
    Stage.RETURNED: (Stage.SUBMITTED, send_back),
    Stage.ADVICE: (Stage.SUBMITTED, ask_for_advice),
    Stage.READY: (Stage.ADVICE, make_ready),
    Stage.URGENT: (Stage.SUBMITTED, take_urgently),
    Stage.LISTED: (Stage.READY, list_it),
    Stage.CONSIDERED: (Stage.LISTED, consider),
    Stage.DEFERRED: (Stage.CONSIDERED, lambda row: decide(row, Outcome.DEFERRED)),
    Stage.DECLINED: (Stage.CONSIDERED, lambda row: decide(row, Outcome.DECLINED)),
    Stage.REFERRED_ON: (Stage.CONSIDERED, lambda row: decide(row, Outcome.REFERRED_ON)),
    Stage.FUNDING: (Stage.CONSIDERED, agree),
    Stage.DISPUTED: (Stage.FUNDING, refuse),
    Stage.APPROVED: (Stage.FUNDING, lambda row: approve(row, *AGENCIES)),
    Stage.PLACED: (Stage.APPROVED, place),
    Stage.ENDED: (Stage.PLACED, end),
    Stage.WITHDRAWN: (Stage.SUBMITTED, withdraw),
}


@kept
def a_meeting(
    stage: MeetingStage = MeetingStage.PLANNED, *, planned_at: datetime = MONDAY_9AM
) -> Meeting:
    """Return a new meeting at a stage; from `papers_out` on, with one request on its agenda.

    `planned_at`: one planned a day later than usual is extraordinary, and takes requests whenever.
    """
    if stage is MeetingStage.PLANNED:
        return meetings.plan(
            panel_id=a_panel().pk,
            starts_at=a_free_moment(),
            place="County Hall",
            by=a_person(Role.COORDINATOR),
            at=planned_at,
        )
    placement_request = a_request(Stage.LISTED)
    meeting = the_item(placement_request).meeting
    if stage is MeetingStage.PAPERS_OUT:
        send_papers(meeting)
    elif stage is MeetingStage.CANCELLED:
        cancel(meeting)
    else:
        open_meeting(meeting)
    if stage is MeetingStage.CLOSED:
        consider_and_close(placement_request, meeting)
    meeting.refresh_from_db()
    return meeting
