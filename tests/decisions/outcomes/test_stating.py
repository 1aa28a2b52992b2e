"""What an outcome must state under the panel's rules, besides its reasons."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.document import AdvicePart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary import AdviceOpinion
from panel.decisions import operations
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import ConditionPart, OutcomePart
from panel.decisions.records import canonical
from panel.decisions.telling import paper
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import KENT, MONDAY_9AM, a_person, a_request, ruled_by

pytestmark = pytest.mark.django_db
AGREED, DECLINED = Outcome.AGREED, Outcome.DECLINED


def under(*stated: str) -> None:
    """Bring the sample rules into force with more stated of the decision."""
    ruled_by(KENT.replace("[decision]", "\n".join(["[decision]", *stated])))


def advised(opinion: AdviceOpinion, **changes: Any) -> PlacementRequest:
    """Return a request being considered, of which health thinks so and the others well."""
    request = a_request(Stage.ADVICE, **changes)
    builders.give_advice(request, EDUCATION, SOCIAL_CARE)
    cases.give_advice(
        placement_request_id=request.pk,
        agency_code=HEALTH,
        advice=AdvicePart(
            opinion=opinion,
            summary="Nights aren't covered.",
            conditions="Waking nights." if opinion is AdviceOpinion.CONDITIONS else "",
        ),
        by=a_person(Role.ADVISER, HEALTH),
        at=MONDAY_9AM,
    )
    cases.mark_ready(placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM)
    builders.list_it(request)
    builders.consider(request)
    return request


class TestStatement:
    def test_says_all_that_is_missing_at_once_and_leaves_nothing_half_done(self):
        request = advised(AdviceOpinion.AGAINST)

        with pytest.raises(operations.Unstated) as refused:
            builders.decide(
                request, AGREED, "B", departure_reason="", equality_note=" ", return_plan=""
            )
        assert refused.value.reasons == [
            "Say how the child comes back to the area: neither outcome nor request has a plan.",
            "Say why the advice isn’t followed: Health did not support option B.",
            "Write down how equality was considered.",
        ]
        assert not request.decisions.exists()

    def test_is_as_long_as_the_rules_ask(self):
        under("departure_reason = false", "equality_note = false", "required_fields = []")
        request = advised(AdviceOpinion.AGAINST)

        decision = builders.decide(
            request, AGREED, "B", departure_reason="", equality_note="", return_plan=""
        )
        assert decision.departures == ["Health did not support option B."]

    def test_of_the_dates_is_asked_of_the_option_agreed(self):
        request = a_request(Stage.CONSIDERED)

        with pytest.raises(operations.Unstated) as refused:
            builders.decide(request, AGREED, "A", departure_reason="It has a place.")
        assert refused.value.reasons == [
            "Option A has no start date.",
            "Option A has no end date.",
        ]

    def test_of_the_way_back_may_be_the_request_s(self):
        request = a_request(Stage.CONSIDERED, plans={"return_plan": "Home at sixteen."})

        assert builders.decide(request, AGREED, "B", return_plan="").return_plan == (
            "Home at sixteen."
        )

    def test_is_short_when_the_need_is_not_decided(self):
        request = a_request(Stage.CONSIDERED)

        deferred = builders.decide(request, Outcome.DEFERRED, equality_note="")
        assert deferred.outcome == Outcome.DEFERRED

    def test_names_the_body_that_a_request_is_referred_on_to_and_of_nothing_else(self):
        request, body = a_request(Stage.CONSIDERED), "The continuing care panel"

        for outcome, told, refusal in (
            (Outcome.REFERRED_ON, " ", "Name the body that it is referred on to."),
            (DECLINED, body, "Only what is referred on names a body that it goes to."),
        ):
            with pytest.raises(operations.Unstated) as refused:
                builders.decide(request, outcome, referred_to=told)
            assert refused.value.reasons == [refusal]
        decision = builders.decide(request, Outcome.REFERRED_ON, referred_to=body)

        said = f"It is now for this body to decide: {body}."
        assert (
            canonical.from_json(decision.records.get().content.encode()).decision.statement == said
        )
        assert said in paper.content(decision).passages[0].text


class TestDepartures:
    @pytest.mark.parametrize(
        ("opinion", "outcome", "letter", "left"),
        [
            (AdviceOpinion.SUPPORTS, AGREED, "B", []),
            (AdviceOpinion.AGAINST, AGREED, "B", ["Health did not support option B."]),
            (
                AdviceOpinion.CONDITIONS,
                AGREED,
                "B",
                ["Health supported option B on a condition; it is agreed without one."],
            ),
            (AdviceOpinion.CONDITIONS, Outcome.AGREED_WITH_CONDITIONS, "B", []),
            (
                AdviceOpinion.AGAINST,
                DECLINED,
                "",
                [
                    "Education supported option B, which is not agreed.",
                    "Social care supported option B, which is not agreed.",
                ],
            ),
            (AdviceOpinion.AGAINST, Outcome.DEFERRED, "", []),
        ],
    )
    def test_are_noticed(
        self, opinion: AdviceOpinion, outcome: Outcome, letter: str, left: list[str]
    ):
        request = advised(opinion)

        decision = builders.decide(request, outcome, letter, departure_reason="Heard since.")
        assert decision.departures == left

    def test_are_printed_with_the_reason_and_without_the_child_s_name(self):
        request = advised(AdviceOpinion.AGAINST)
        builders.decide(request, DECLINED, departure_reason="Quill has a nurse at school now.")

        content = request.decisions.get().records.get().content
        assert canonical.from_json(content.encode()).decision.departures == (
            "Education supported option B, which is not agreed. Q.Z. has a nurse at school now.",
            "Social care supported option B, which is not agreed. Q.Z. has a nurse at school now.",
        )


class TestDays:
    def test_a_condition_has_a_day_to_come(self):
        request = a_request(Stage.CONSIDERED)
        late = ConditionPart(what="Find a driver", owner="Ada Fenn", due_on=date(2026, 9, 20))

        with pytest.raises(operations.Unstated, match="20 September 2026 is past"):
            builders.decide(request, Outcome.AGREED_WITH_CONDITIONS, "B", conditions=(late,))


def test_an_outcome_that_agrees_nothing_names_no_option():
    told = {"outcome": "declined", "reasons": "It is too far.", "option": "B"}

    with pytest.raises(ValidationError, match="This outcome agrees no option"):
        OutcomePart.model_validate(told, strict=False)
