"""The charts of a meeting and of a ratification."""

import pytest

from panel.agencies.models import Role
from panel.chart import MoveRefused
from panel.meetings import operations, stages
from panel.meetings.models import Meeting, Ratification
from panel.meetings.stages import ASKED, OVER, MeetingStage, RatificationStage
from tests.builders import MEETING_DAY, a_meeting, a_person
from tests.charts import arrows_of, drawn_in, reached_from

VERBS = {
    "send_papers": operations.send_papers,
    "start": lambda **this: operations.start(present_ids=[], **this),
    "close": operations.close,
    "cancel": lambda **this: operations.cancel(reason="The hall is flooded.", **this),
}


def test_the_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Meeting") == arrows_of(Meeting)


def test_the_ratification_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Ratification") == arrows_of(Ratification)


def test_a_ratification_reaches_every_stage_and_leaves_none_that_answers_it():
    sources = {arrow.source for arrow in Ratification.arrows()}

    assert reached_from(RatificationStage.OWED, Ratification) == frozenset(RatificationStage)
    assert sources == ASKED


def test_every_stage_can_be_reached_and_only_those_that_are_over_can_t_be_left():
    sources = {arrow.source for arrow in Meeting.arrows()}

    assert reached_from(MeetingStage.PLANNED, Meeting) == frozenset(MeetingStage)
    assert frozenset(MeetingStage) - sources == OVER


@pytest.mark.django_db
@pytest.mark.parametrize("stage", MeetingStage)
@pytest.mark.parametrize("name", VERBS)
def test_a_meeting_refuses_every_move_that_isn_t_drawn(stage: MeetingStage, name: str):
    if (stage, name) in arrows_of(Meeting):
        return  # made by the builders, on the way to the next stage
    meeting = a_meeting(stage)

    with pytest.raises(MoveRefused, match=stage.label):
        VERBS[name](meeting_id=meeting.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)


@pytest.mark.django_db
class TestGuards:
    def test_papers_of_an_empty_agenda_are_not_sent(self):
        with pytest.raises(MoveRefused, match="Put at least one request on the agenda"):
            operations.send_papers(
                meeting_id=a_meeting().pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY
            )

    def test_a_meeting_with_an_undecided_item_doesn_t_close(self):
        meeting = a_meeting(MeetingStage.OPEN)

        with pytest.raises(MoveRefused, match="has no outcome yet"):
            operations.close(meeting_id=meeting.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)
