"""How the record says a family is told, and what they may do about it."""

import pytest

from panel.cases.stages import Stage
from panel.decisions.models import Decision
from panel.decisions.records.gathering import telling
from panel.policies.schema import Policy
from tests.builders import a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision() -> Decision:
    """One of Monday 21 September 2026."""
    return a_request(Stage.DECLINED).decisions.get()


def rules(decision: Decision, **changes: object) -> Policy:
    """Return the rules a decision was made under, but for some sections."""
    version = decision.placement_request.policy
    assert version is not None
    return Policy.model_validate(version.policy.model_dump() | changes, strict=False)


def test_is_by_the_ways_and_within_the_time_of_the_panel_s_rules(decision: Decision):
    told = telling.notification(decision, rules(decision)).letter
    assert told == "By telephone, by 23 September 2026; by letter, by 28 September 2026"

    outcome = [{"channel": "email", "within": {"count": 24, "unit": "hours"}}]
    told = telling.notification(decision, rules(decision, notices={"outcome": outcome})).letter
    assert told == "By e-mail, by 22 September 2026"


def test_may_be_asked_again_within_the_time_of_the_panel_s_rules(decision: Decision):
    first, *by_law = telling.notification(decision, rules(decision)).rights
    assert (
        first == "You may ask the panel to think again within 28 calendar days of this decision."
    )

    window = {"window": {"count": 1, "unit": "months"}}
    asked, *same = telling.notification(decision, rules(decision, appeal=window)).rights
    assert asked.endswith("to think again within 1 month of this decision.")
    assert same == by_law


def test_rights_that_english_law_gives_are_told_in_england_only(decision: Decision):
    identity = rules(decision).identity.model_dump(mode="json") | {"jurisdiction": "wales"}

    told = telling.notification(decision, rules(decision, identity=identity)).rights
    assert len(told) == 1
