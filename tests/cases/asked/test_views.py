"""The sections of a request that are made from the panel's own rules."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.policies.documents import FOLDER
from panel.sample.people import SOCIAL_CARE
from tests.builders import CRITERIA, DOCUMENT, a_person, a_request
from tests.cases.writing.test_views_telling import at
from tests.policies.seven_panels import adopt

pytestmark = pytest.mark.django_db
FIRST_CRITERION = "One agency alone can't meet the needs"
FIRST_QUESTION = "What is working well, and for whom?"


@pytest.fixture
def referrer(client: Client) -> Client:
    """Return the browser of social care's referrer."""
    client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))
    return client


def test_the_panel_s_criteria_are_ticked_in_its_own_words(referrer: Client) -> None:
    made = a_request(grounds={})
    assert FIRST_CRITERION in CRITERIA

    page = referrer.post(
        at(made, "grounds"), {"criteria_met": FIRST_CRITERION, "circumstances": "remand"}
    )

    assert page.status_code == 302
    made.refresh_from_db()
    assert (made.criteria_met, made.circumstances) == ([FIRST_CRITERION], ["remand"])
    assert FIRST_CRITERION.replace("'", "&#x27;") in referrer.get(f"/cases/{made}/").text


def test_what_is_none_of_the_criteria_is_refused(referrer: Client) -> None:
    made = a_request(grounds={})

    page = referrer.post(at(made, "grounds"), {"criteria_met": "It is near"})

    assert "takes only what can be chosen there" in page.text


def test_nothing_is_asked_of_criteria_where_the_rules_have_none(referrer: Client) -> None:
    adopt(FOLDER / "bradford-like.toml")
    made = a_request(grounds={})

    assert FIRST_CRITERION.replace("'", "&#x27;") not in referrer.get(at(made, "grounds")).text


def test_each_other_agency_is_asked_for(referrer: Client) -> None:
    made = a_request(preparation={})
    shown = referrer.get(at(made, "preparation")).text

    page = referrer.post(at(made, "preparation"), {"known_to_health": "known"})

    assert page.status_code == 302
    made.refresh_from_db()
    assert made.known_to == {"health": "known"}
    assert "Does Education know the child?" in shown
    assert "Does Social care know the child?" not in shown


def test_the_panel_s_questions_are_answered_one_by_one(referrer: Client) -> None:
    made = a_request(panel_answers=[])

    page = referrer.post(at(made, "questions"), {"answer_1": "Her garden.", "answer_3": "العمل"})

    assert page.status_code == 302
    told = made.panel_answers.values_list("question", "answer")
    assert list(told) == [
        (FIRST_QUESTION, "Her garden."),
        ("What has been tried, and what came of it?", "العمل"),
    ]
    assert "Her garden." in referrer.get(at(made, "questions")).text


def test_members_read_the_questions_with_their_answers(client: Client) -> None:
    made = a_request(Stage.LISTED)
    client.force_login(a_person(Role.MEMBER, SOCIAL_CARE))

    page = client.get(f"/cases/{made}/")

    assert FIRST_QUESTION in page.text
    assert "As told above." in page.text


def test_an_answer_that_is_too_long_is_refused_at_its_question(referrer: Client) -> None:
    made = a_request(panel_answers=[])

    page = referrer.post(at(made, "questions"), {"answer_1": "x" * 2_001})

    assert f"“{FIRST_QUESTION}” must be 2,000 characters or fewer" in page.text
    assert not made.panel_answers.exists()


def test_a_panel_without_questions_has_no_such_section(referrer: Client) -> None:
    adopt(FOLDER / "york-like.toml")
    made = a_request()

    assert "The panel’s own questions" not in referrer.get(f"/cases/{made}/request/").text


def test_consent_is_told_by_its_days(referrer: Client) -> None:
    made = a_request()
    days = {"family_consented_on_day": 1, "family_consented_on_month": 9}

    page = referrer.post(
        at(made, "sharing"),
        {**days, "family_consented_on_year": 2026, "capacity": "decides"},
    )

    asked = referrer.get(at(made, "sharing")).text
    assert "Education, a public task; Health, a public task" in asked
    assert page.status_code == 302
    made.refresh_from_db()
    assert (str(made.family_consented_on), made.capacity) == ("2026-09-01", "decides")
    assert "The family agreed to sharing" in referrer.get(f"/cases/{made}/request/check/").text


def test_the_papers_that_the_panel_asks_for_lead_the_list_of_documents(referrer: Client) -> None:
    made = a_request(declaration={})
    shown = referrer.get(at(made, "declaration")).text

    page = referrer.post(
        at(made, "declaration"), {"attached": ["Assessment by Health", "risk_assessment"]}
    )

    assert page.status_code == 302
    made.refresh_from_db()
    assert made.attached == ["Assessment by Health", "risk_assessment"]
    assert "Assessment by Health (this panel asks for it)" in shown
    assert shown.count("Child’s plan") == 1


def test_the_list_of_tasks_says_which_papers_are_missing(referrer: Client) -> None:
    made = a_request(declaration=DOCUMENT["declaration"] | {"attached": []})

    page = referrer.get(f"/cases/{made}/request/")

    assert "Have these go with it, as the rules ask: Assessment by Education" in page.text


def test_what_was_answered_stands_once_it_is_sent(referrer: Client) -> None:
    made = a_request(Stage.SUBMITTED)

    assert referrer.post(at(made, "grounds"), {"criteria_met": FIRST_CRITERION}).status_code == 409
