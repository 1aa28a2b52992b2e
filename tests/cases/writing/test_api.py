"""Changing a request over JSON while it is written."""

import pytest

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary.telling import RequestSectionName
from panel.sample.people import SOCIAL_CARE
from tests.api import Caller
from tests.builders import CHOSEN, LOCAL, a_person, a_request

pytestmark = pytest.mark.django_db
#: Every section of a request and something to tell in it, as reading the request tells it again.
SECTIONS: dict[str, dict[str, object]] = {
    "grounds": {"circumstances": ["court_ordered"]},
    "story": {"story": "Moved in May.", "strengths": "Kind."},
    "views": {"child_views": "I like bees."},
    "needs": {"needs": [{"code": "SEMH", "detail": "Since May", "assessed_for": "health"}]},
    "tried": {"attempts": [{"what": "A mentor"}], "tried_less_because": "He just moved."},
    "outcomes": {"outcomes": [{"what": "He sleeps.", "by_on": "2027-03-01"}]},
    "preparation": {"agencies_met_on": "2026-09-01", "advocacy": "declined"},
    "questions": {"panel_answers": []},
    "sharing": {"family_consented_on": "2026-09-01"},
    "plans": {"review_plan": "Each term."},
    "declaration": {"attached": ["ehc_plan"], "is_declared": True},
}
WHO = {"given_name": "Quill", "family_name": "Zander", "born_on": "2013-05-02"}


def at(request: PlacementRequest, what: str) -> str:
    return f"placement-requests/{request.reference}/{what}"


@pytest.fixture
def referrer() -> Caller:
    return Caller(a_person(Role.REFERRER, SOCIAL_CARE))


def test_every_section_of_a_draft_may_be_told_anew(referrer: Caller, subtests):
    request = a_request()

    for section, told in SECTIONS.items():
        referrer.done(at(request, f"sections/{section}/"), told)

    held = referrer.get(at(request, "")).json()
    held["outcomes"] = held.pop("outcomes_sought")
    for section, told in SECTIONS.items():
        with subtests.test(section):
            for name, value in told.items():
                rows = isinstance(value, list) and value and isinstance(value[0], dict)
                assert not rows or held[name][0].items() >= value[0].items()
                assert rows or held[name] == value
    assert {told["name"] for told in held["sections"]} == {*SECTIONS} == {*RequestSectionName}


def test_what_somebody_told_meanwhile_is_not_replaced_unseen(referrer: Caller):
    request = a_request()
    story = at(request, "sections/story/")
    first = referrer.done(f"{story}?seen=1", {"story": "Hers."})

    refused = referrer.post(f"{story}?seen=1", {"story": "His."})

    assert refused.status_code == 409
    assert "saved this section while you were writing" in refused.json()["reasons"][0]
    request.refresh_from_db()
    assert request.story == "Hers."
    assert first["version"] == 2
    assert referrer.done(f"{story}?seen=2", {"story": "Both."})["version"] == 3
    assert referrer.post(f"{story}?seen=two", {}).status_code == 400


def test_the_version_of_a_child_s_section_is_read_and_seen_as_well(referrer: Caller):
    request = a_request()
    (held,) = referrer.get(at(request, "")).json()["child"]["sections"]
    address = at(request, f"child/{held['name']}/?seen={held['version']}")

    assert held["name"] == "identity"
    assert referrer.post(address, WHO).status_code == 200
    assert referrer.post(address, WHO).status_code == 409


def test_a_row_s_fault_is_told_where_it_is(referrer: Caller):
    request = a_request()
    needs = [{"code": "ASD"}, {"code": "SLCN", "assessed_on": "2099-01-01"}]

    refused = referrer.post(at(request, "sections/needs/"), {"needs": needs})

    assert [fault["pointer"] for fault in refused.json()["faults"]] == ["/needs/1/assessed_on"]


def test_nothing_is_changed_once_it_is_sent(referrer: Caller):
    request = a_request(Stage.SUBMITTED)

    for what in ("sections/plans/", "options/A/drop/"):
        refused = referrer.post(at(request, what))

        assert refused.status_code == 409
        assert "it is at the stage “With the panel team”" in refused.json()["reasons"][0]


def test_options_are_added_weighed_anew_and_taken_out(referrer: Caller):
    request = a_request()

    added = referrer.done(at(request, "options/"), LOCAL | {"provider": "Beech Hall"})
    anew = referrer.done(at(request, "options/B/"), CHOSEN | {"provider": "Elm House"})
    dropped = referrer.post(at(request, "options/A/drop/"))

    assert (added["letter"], anew["letter"], dropped.status_code) == ("C", "B", 204)
    assert anew["cost_lines"]
    weighed = [str(option) for option in request.options.all()]
    assert weighed == ["B. Elm House", "C. Beech Hall"]


@pytest.mark.parametrize("what", ["options/F/", "options/F/drop/"])
def test_an_option_that_is_not_weighed_is_not_there(referrer: Caller, what: str):
    assert referrer.post(at(a_request(), what), LOCAL).status_code == 404
