"""What a letter to a family says after each outcome."""

from datetime import date

import pytest

from panel.cases.stages import Stage
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes.document import ConditionPart
from panel.decisions.telling import letter as family_letter
from panel.policies.schema.afterwards import Letter, Notices
from tests import builders
from tests.builders import a_request, decide_urgently

RULES = Notices(
    letters=(
        Letter(after="any", blocks=("contact", "reasons")),
        Letter(after="declined", blocks=("rights", "mediation", "reasons")),
        Letter(after="agreed", blocks=("review_date", "next_steps")),
    )
)


@pytest.mark.parametrize(
    ("outcome", "parts"),
    [
        (Outcome.AGREED, ("reasons", "next_steps", "review_date", "contact")),
        (Outcome.AGREED_WITH_CONDITIONS, ("reasons", "next_steps", "review_date", "contact")),
        (Outcome.DECLINED, ("reasons", "rights", "mediation", "contact")),
        (Outcome.DEFERRED, ("reasons", "contact")),
        (Outcome.REFERRED_ON, ("reasons", "contact")),
    ],
)
def test_has_the_parts_the_rules_ask_for_after_an_outcome(
    outcome: Outcome, parts: tuple[str, ...]
) -> None:
    assert family_letter.parts(outcome, RULES) == parts


def written(decision: Decision) -> dict[str, str]:
    version = decision.placement_request.policy
    assert version is not None
    rules = version.policy.model_copy(update={"notices": RULES})
    return {passage.heading: passage.text for passage in family_letter.letter(decision, rules)}


@pytest.mark.django_db
def test_of_what_was_agreed_says_what_why_when_it_is_reviewed_and_whom_to_ask() -> None:
    letter = written(a_request(Stage.APPROVED).decisions.get())

    assert letter["What the panel decided"] == (
        "Agreed. Residential, 52 weeks at Alder Vale, 52 weeks a year, from 5 October 2026 to "
        "31 July 2028. It was decided on 21 September 2026."
    )
    assert letter["Why"] == "It meets the need."
    assert letter["When it is looked at again"].endswith("by 5 January 2027.")
    assert "@" in letter["Whom to ask"]
    assert "What you can do if you disagree" not in letter


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stage", "said"),
    [(Stage.FUNDING, "pay approve their shares."), (Stage.APPROVED, "pay have approved their")],
)
def test_of_what_was_agreed_says_what_is_still_to_come(stage: Stage, said: str) -> None:
    assert said in written(a_request(stage).decisions.get())["What happens next"]


@pytest.mark.django_db
def test_says_each_condition_with_whose_it_is_and_by_when_whatever_the_rules_ask() -> None:
    request = a_request(Stage.CONSIDERED)
    condition = ConditionPart(
        what="Visits every fortnight.", owner="Social care", due_on=date(2026, 11, 1)
    )
    decision = builders.decide(
        request, Outcome.AGREED_WITH_CONDITIONS, "B", conditions=(condition,)
    )

    said = written(decision)["The conditions"]
    assert said == "Visits every fortnight: Social care, by 1 November 2026."


@pytest.mark.django_db
def test_of_what_could_not_wait_does_not_say_that_the_panel_decided_it() -> None:
    letter = written(decide_urgently(a_request(Stage.URGENT)))

    assert "What was decided between meetings" in letter
    assert "What the panel decided" not in letter


@pytest.mark.django_db
def test_of_a_refusal_says_what_they_may_do_and_leaves_out_what_there_is_not() -> None:
    letter = written(a_request(Stage.DECLINED).decisions.get())

    assert "within 28 calendar days" in letter["What you can do if you disagree"]
    assert "mediation adviser, within two months" in letter["Mediation"]
    assert "When it is looked at again" not in letter
