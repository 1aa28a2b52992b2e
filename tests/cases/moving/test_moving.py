"""Carrying a request along its chart."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document import StoryPart
from panel.cases.guarding.guards import VIEWS_HELD
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines import queries as clocks
from panel.deadlines.models import Notice
from panel.sample.people import EDUCATION
from tests import builders
from tests.builders import CHOSEN, DOCUMENT, LOCAL, MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db
SENIOR = (
    "Declare that it is true, and have it signed off by a service manager or somebody more senior."
)
AGED = (
    "On the first day of the recommended option the child is not 0 to 25 years old, as this "
    "panel's children are."
)
WHY = {
    "story": {
        "story": {**DOCUMENT["story"], "story": " "},
        "says": "Tell the child's story and the outcomes sought.",
    },
    "needs": {"needs": [], "says": "Name at least one need, the main one first."},
    "views": {
        "story": {**DOCUMENT["story"], "child_views": ""},
        "says": VIEWS_HELD.otherwise,
    },
    "attempts": {
        "attempts": [{"what": "Tutoring at home"}, {"what": "Short breaks"}],
        "tried_less_because": " ",
        "says": "List 3 kinds of help at least that were tried, or say why there are fewer.",
    },
    "word to other agencies": {
        "preparation": {**DOCUMENT["preparation"], "known_to": {"education": "no_answer"}},
        "says": "Say whether the child is known to each other agency: Health.",
    },
    "meeting of the agencies": {
        "preparation": {**DOCUMENT["preparation"], "agencies_met_on": None},
        "says": "Give the day on which the agencies met about the child.",
    },
    "word to health": {
        "preparation": {**DOCUMENT["preparation"], "has_health_need": True},
        "says": "Give the day on which health was told of the need that may be for health.",
    },
    "advocate": {
        "preparation": {**DOCUMENT["preparation"], "advocacy": None},
        "says": "Say whether the child was offered an advocate.",
    },
    "reason to come here": {
        "grounds": {"criteria_met": []},
        "says": "Name those of the panel's criteria that it meets: 1 at least.",
    },
    "place elsewhere": {
        "grounds": {**DOCUMENT["grounds"], "circumstances": ["court_ordered", "remand"]},
        "says": "The panel's rules leave this to others: the child is on remand.",
    },
    "panel's questions": {
        "panel_answers": DOCUMENT["panel_answers"][:-1],
        "says": "Answer each of the panel's own questions.",
    },
    "papers": {
        "declaration": {**DOCUMENT["declaration"], "attached": ["Assessment by Health"]},
        "says": "Have these go with it, as the rules ask: Assessment by Education, Assessment by "
        "Social care and Child’s plan.",
    },
    "capacity": {
        "child": {**DOCUMENT["child"], "born_on": "2010-09-07"},
        "says": "Say whether the young person can decide for themselves what is shared.",
    },
    "age up to which an agency pays": {
        "child": {**DOCUMENT["child"], "born_on": "2008-10-05"},
        "sharing": {"capacity": "decides"},
        "says": "On the first day the child is older than these agencies pay for: Health.",
    },
    "declaration": {
        "declaration": {**DOCUMENT["declaration"], "is_declared": False},
        "says": SENIOR,
    },
    "manager's grade": {
        "declaration": {**DOCUMENT["declaration"], "signed_off_grade": "team_manager"},
        "says": SENIOR,
    },
    "age on the first day": {
        "child": {**DOCUMENT["child"], "born_on": "2000-10-05"},
        "sharing": {"capacity": "decides"},
        "says": AGED,
    },
    "local options": {
        "options": [CHOSEN],
        "says": "Compare 1 local option at least.",
    },
    "cost lines": {
        "options": [{**LOCAL, "cost_lines": []}, CHOSEN],
        "says": "Give every option at least one cost line.",
    },
    "recommendation": {
        "options": [LOCAL, {**CHOSEN, "is_recommended": False}],
        "says": "Recommend one of the options.",
    },
    "whole shares": {
        "options": [
            LOCAL,
            {**CHOSEN, "cost_lines": [{**CHOSEN["cost_lines"][0], "shares": {EDUCATION: 9_999}}]},
        ],
        "says": "Make each cost line's shares add up to 100%.",
    },
    "period": {
        "options": [LOCAL, {**CHOSEN, "ends_on": None}],
        "says": "Give the recommended option a start and an end date.",
    },
}


def this(request: PlacementRequest, role: Role) -> dict[str, Any]:
    return {"placement_request_id": request.pk, "by": a_person(role), "at": MONDAY_9AM}


class TestSubmit:
    @pytest.mark.parametrize("missing", WHY)
    def test_refuses_an_unfinished_draft_and_says_what_is_missing(self, missing: str):
        changes = dict(WHY[missing])
        says = changes.pop("says")
        request = a_request(**changes)

        with pytest.raises(MoveRefused) as refused:
            builders.submit(request)
        assert refused.value.reasons == [says]

    def test_tells_each_coordinator_whose_turn_it_is_and_where(self):
        request = a_request(Stage.SUBMITTED)

        told = Notice.objects.get(key__startswith=f"sent-in/{request.reference}/")
        assert told.recipient == a_person(Role.COORDINATOR).username
        assert told.body == (
            f"Social care has sent {request.reference}. "
            f"Sign in to check it: {settings.PANEL_ADDRESS}/"
        )

    def test_names_everything_missing_at_once(self):
        request = a_request(story={}, needs=[], options=[])

        with pytest.raises(MoveRefused) as refused:
            builders.submit(request)
        assert len(refused.value.reasons) == 7

    def test_keeps_who_submitted_it_when_and_under_which_rules(self):
        request = a_request(Stage.SUBMITTED)

        assert request.submitted_at == MONDAY_9AM
        assert request.submitted_by == a_person(Role.REFERRER)
        assert request.policy.number == 1

    @pytest.mark.parametrize(
        ("told_later", "runs_from"),
        [
            ("2026-08-24", ["2026-08-24"]),
            ("2026-08-26", ["2026-08-26"]),
            (None, []),
        ],
    )
    def test_runs_the_twenty_weeks_from_the_day_last_told(self, told_later, runs_from):
        story = {**DOCUMENT["story"], "plan_requested_on": "2026-08-24"}
        request = a_request(Stage.RETURNED, story=story)

        told = StoryPart.model_validate_json(
            json.dumps({**DOCUMENT["story"], "plan_requested_on": told_later})
        )
        by = a_person(Role.REFERRER)
        operations.tell(placement_request_id=request.pk, part=told, by=by, at=MONDAY_9AM)
        builders.submit(request)

        running = clocks.open_clocks(request.reference)
        assert [str(clock.started_on) for clock in running] == runs_from

    def test_starts_the_twenty_weeks_from_the_day_the_plan_was_asked_for(self):
        story = {**DOCUMENT["story"], "plan_requested_on": "2026-08-24"}
        request = a_request(Stage.SUBMITTED, story=story)

        running = clocks.open_clocks(request.reference).get()
        assert running.rule_id == "EHC-05"
        assert running.due_on == date(2026, 8, 24) + timedelta(weeks=20)

    def test_starts_no_clock_when_no_plan_was_asked_for(self):
        assert not clocks.open_clocks(a_request(Stage.SUBMITTED).reference).exists()

    def test_again_after_being_sent_back_keeps_the_one_clock(self):
        story = {**DOCUMENT["story"], "plan_requested_on": "2026-08-24"}
        request = a_request(Stage.RETURNED, story=story)
        builders.submit(request)

        assert clocks.open_clocks(request.reference).count() == 1

    def test_is_refused_to_a_referrer_of_another_agency(self):
        with pytest.raises(access.Refused):
            operations.submit(
                placement_request_id=a_request().pk,
                by=a_person(Role.REFERRER, EDUCATION),
                at=MONDAY_9AM,
            )

    def test_a_refusal_leaves_no_event(self):
        request = a_request(needs=[])
        before = audit.history(request.reference).count()

        with pytest.raises(MoveRefused):
            builders.submit(request)
        assert audit.history(request.reference).count() == before


class TestReturnToReferrer:
    def test_keeps_the_question_beside_its_event(self):
        request = a_request(Stage.RETURNED)

        told, said = audit.history(request.reference).last(), request.remarks.get()
        assert said.words == "Which school was tried before?"
        assert (told.kind, told.payload) == (
            "return_to_referrer",
            {"from": "submitted", "to": "returned", "remark": said.pk},
        )

    def test_tells_whoever_sent_it_without_the_question(self):
        request = a_request(Stage.RETURNED)

        told = Notice.objects.get(key__startswith=f"sent-back/{request.reference}/")
        assert told.recipient == a_person(Role.REFERRER).username
        assert "Which school" not in told.body
        assert settings.PANEL_ADDRESS in told.body


class TestMarkReady:
    def test_waits_for_every_agency_s_advice(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, EDUCATION)

        with pytest.raises(MoveRefused, match="Advice is still missing: Health and Social care"):
            operations.mark_ready(**this(request, Role.COORDINATOR))


class TestWithdraw:
    def test_stops_every_clock(self):
        request = a_request(Stage.ADVICE)
        operations.withdraw(**this(request, Role.REFERRER), reason="The family moved.")

        assert not clocks.open_clocks(request.reference).exists()

    def test_is_refused_to_the_coordinator(self):
        request = a_request(Stage.ADVICE)

        with pytest.raises(access.Refused):
            operations.withdraw(**this(request, Role.COORDINATOR), reason="Tidying up.")


def test_nobody_is_told_where_a_request_stands_whose_move_is_not_theirs():
    request = a_request(Stage.APPROVED)

    with pytest.raises(access.Refused):
        operations.submit(
            placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
        )
