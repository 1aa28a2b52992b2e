"""The charts of requests and advice."""

import pytest

from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.cases import operations, stages
from panel.cases.models import Advice, PlacementRequest
from panel.cases.stages import CLOSED, FINAL, FUNDED, OPEN, OVER, Stage
from panel.chart import MoveRefused
from tests import builders
from tests.builders import AGENCIES, MEETING_DAY, a_person, a_request
from tests.charts import arrows_of, drawn_in, reached_from, rolled_back

MOVES = sorted({arrow.name for arrow in PlacementRequest.arrows()})
MAKERS = {
    Permission.REQUEST_WRITE: Role.REFERRER,
    Permission.REQUEST_CHECK: Role.COORDINATOR,
    Permission.MEETING_RUN: Role.COORDINATOR,
    Permission.OUTCOME_RECORD: Role.CHAIR,
    Permission.URGENT_DECIDE: Role.CHAIR,
    Permission.SHARE_APPROVE: Role.AGENCY_LEAD,
    Permission.DISPUTE_SETTLE: Role.COORDINATOR,
    Permission.PLACEMENT_RUN: Role.COORDINATOR,
}


def maker_of(name: str) -> Person:
    """Return somebody whose move it is."""
    needs = next(a.custom["needs"] for a in PlacementRequest.arrows() if a.name == name)
    return a_person(MAKERS[needs])


class TestDrawing:
    def test_the_request_chart_drawn_in_the_docstring_is_the_chart_in_force(self):
        assert drawn_in(stages, "Placement request") == arrows_of(PlacementRequest)

    def test_the_advice_chart_drawn_in_the_docstring_is_the_chart_in_force(self):
        assert drawn_in(stages, "Advice") == arrows_of(Advice)


class TestStages:
    def test_every_stage_is_open_funded_closed_or_final_and_none_is_two_of_them(self):
        sorts = (OPEN, FUNDED, CLOSED, FINAL)
        assert frozenset(Stage) == frozenset().union(*sorts)
        assert sum(map(len, sorts)) == len(Stage)
        assert OVER == CLOSED | FINAL

    def test_nothing_leaves_a_final_stage(self):
        assert not [a for a in PlacementRequest.arrows() if a.source in FINAL]

    def test_a_closed_one_is_left_only_by_being_opened_again(self):
        leaving = {(a.source, a.name, a.target) for a in PlacementRequest.arrows()}
        assert {arrow for arrow in leaving if arrow[0] in CLOSED} == {
            (stage, "reopen", Stage.SUBMITTED) for stage in CLOSED
        }

    def test_every_other_stage_can_be_left(self):
        assert {arrow.source for arrow in PlacementRequest.arrows()} == OPEN | FUNDED | CLOSED

    def test_every_stage_can_be_reached_from_a_draft(self):
        assert reached_from(Stage.DRAFT, PlacementRequest) == frozenset(Stage)

    def test_no_stage_can_be_assigned(self):
        with pytest.raises(AttributeError):
            PlacementRequest().stage = Stage.APPROVED


@pytest.mark.django_db
@pytest.mark.parametrize("stage", Stage)
def test_a_request_makes_exactly_the_moves_on_the_chart(stage: Stage, subtests: pytest.Subtests):
    placement_request = a_request(stage)
    if stage is Stage.ADVICE:
        builders.give_advice(placement_request, *AGENCIES)  # the guard of `mark_ready`
    arrows = arrows_of(PlacementRequest)

    for name in MOVES:
        with subtests.test(name):
            move = {
                "placement_request_id": placement_request.pk,
                "name": name,
                "by": maker_of(name),
                "at": MEETING_DAY,
                "agency_ids": placement_request.panel.agencies.values_list("pk", flat=True),
            }
            if (stage, name) in arrows:
                with rolled_back():
                    assert operations.move(**move).stage == arrows[stage, name]
            else:
                with pytest.raises(MoveRefused, match=Stage(stage).label):
                    operations.move(**move)
