"""Each section of a request and of a child’s record: told well, badly, and by two at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from panel import clock
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.document import CommunicationPart, StoryPart, TalePart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.sample.people import SOCIAL_CARE
from tests.builders import MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def referrer(client: Client) -> Client:
    """Return the browser of social care's referrer."""
    client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))
    return client


def at(placement_request: PlacementRequest, section: str) -> str:
    """Return the address of a section."""
    return f"/cases/{placement_request.reference}/request/{section}/"


def rows(name: str, *typed: dict[str, Any]) -> dict[str, Any]:
    """Return rows as a browser sends them."""
    sent = {f"{name}-TOTAL_FORMS": len(typed), f"{name}-INITIAL_FORMS": 0}
    for number, row in enumerate(typed):
        sent |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return sent


class TestStory:
    def test_keeps_any_script(self, referrer: Client) -> None:
        made = a_request()

        page = referrer.post(
            at(made, "story"), {"story": "قصة قصيرة 🧸", "strengths": "<b>Bold</b>"}
        )

        assert page.status_code == 302
        shown = referrer.get(f"/cases/{made.reference}/").text
        assert "قصة قصيرة 🧸" in shown
        assert "&lt;b&gt;Bold&lt;/b&gt;" in shown

    def test_refuses_a_megabyte_at_its_field_and_keeps_the_rest(self, referrer: Client) -> None:
        made = a_request()

        page = referrer.post(at(made, "story"), {"story": "x" * 1_000_000, "strengths": "Kind."})

        sentence = "“The child’s story” must be 20,000 characters or fewer; you wrote 1,000,000"
        assert f'<a href="#id_story">{sentence}</a>' in page.text
        assert "Kind." in page.text
        assert "how things are now. Up to 20,000 characters." in page.text

    def test_calls_nothing_optional_without_which_it_is_not_sent(self, referrer: Client) -> None:
        page = referrer.get(at(a_request(), "story")).text

        assert "The child’s story</label>" in page
        assert "Strengths (optional)</label>" in page


def test_a_row_too_many_is_refused_in_words(referrer: Client) -> None:
    made = a_request()
    typed = [{"name": f"Aunt {number}", "relation": "other"} for number in range(11)]

    page = referrer.post(at(made, "child/contacts"), rows("person", *typed))

    assert "There is room for 10 here; you filled in 11." in page.text
    assert not made.child.contacts.exists()


class TestNeeds:
    def test_are_saved_in_order_with_their_assessment(self, referrer: Client) -> None:
        made = a_request()
        day = {"assessed_on_day": "3", "assessed_on_month": "8", "assessed_on_year": "2026"}
        found = {"code": "SLCN", "assessed_for": "health", **day}

        referrer.post(at(made, "needs"), rows("need", found, {}, {"code": "ASD"}))

        needs = list(made.needs.all())
        assert [need.code for need in needs] == ["SLCN", "ASD"]
        assert str(needs[0].assessed_for) == "Health"
        assert str(needs[0].assessed_on) == "2026-08-03"

    def test_tell_their_faults_in_the_summary(self, referrer: Client) -> None:
        made = a_request()
        typed = rows("need", {"code": "ASD"}, {"code": "ASD"}, {"detail": "Loud rooms"})

        page = referrer.post(at(made, "needs"), typed)

        assert (
            '<a href="#id_need-1-code">Need 2: This need is named above already</a>' in page.text
        )
        assert "Need 3: Choose the need that this detail is about" in page.text
        assert 'value="Loud rooms"' in page.text
        assert "<title>Error: " in page.text
        assert [need.code for need in made.needs.all()] == ["ASD", "SLCN"]


class TestDays:
    def test_that_lie_ahead_are_refused_at_their_fields(self, referrer: Client) -> None:
        made = a_request()
        day = {"agencies_met_on_day": "1", "agencies_met_on_month": "1"}

        page = referrer.post(at(made, "preparation"), day | {"agencies_met_on_year": "2031"})

        sentence = "This day lies ahead. Tell it once it has happened."
        assert f'<a href="#id_agencies_met_on_0">{sentence}</a>' in page.text
        assert 'value="2031"' in page.text
        made.refresh_from_db()
        assert str(made.agencies_met_on) == "2026-08-20"

    @pytest.mark.parametrize(
        ("year", "sentence"),
        [
            ("2031", "This day lies ahead. Tell it once it has happened."),
            ("1990", "This day is before the child was born."),
        ],
    )
    def test_are_refused_beside_whatever_else_is_wrong(
        self, referrer: Client, year: str, sentence: str
    ) -> None:
        made, day = a_request(), {"signed_off_on_day": "1", "signed_off_on_month": "1"}
        typed = day | {"signed_off_on_year": year, "signed_off_grade": "head_of_service"}

        nameless = referrer.post(at(made, "declaration"), typed)
        whole = referrer.post(at(made, "declaration"), typed | {"signed_off_name": "Ada Vale"})

        assert "A sign-off has a name, a grade and a day" in nameless.text
        for page in (nameless, whole):
            assert f'<a href="#id_signed_off_on_0">{sentence}</a>' in page.text

    def test_are_refused_in_the_row_in_which_they_were_typed(self, referrer: Client) -> None:
        made = a_request()
        by = {"what": "To read", "by_on_day": "1", "by_on_month": "1", "by_on_year": "2001"}

        page = referrer.post(at(made, "outcomes"), rows("outcome", {"what": "To sing"}, {}, by))

        sentence = "Outcome 3: This day has passed. Give one that is still to come."
        assert f'<a href="#id_outcome-2-by_on_0">{sentence}</a>' in page.text
        assert not made.outcomes_sought.filter(what="To sing").exists()


class TestTried:
    def test_is_listed_with_what_it_cost_and_what_came_of_it(self, referrer: Client) -> None:
        made = a_request()
        typed = rows(
            "attempt", {"what": "Short breaks", "cost_pence": "1,200", "effect": "Helped"}
        )

        referrer.post(at(made, "tried"), typed | {"tried_less_because": "New to the county."})

        attempt = made.attempts.get()
        assert (attempt.what, attempt.cost_pence, attempt.effect) == (
            "Short breaks",
            120_000,
            "Helped",
        )
        made.refresh_from_db()
        assert made.tried_less_because == "New to the county."

    def test_ends_after_it_starts(self, referrer: Client) -> None:
        made = a_request()
        days = {"from_on_day": "2", "from_on_month": "2", "from_on_year": "2026"}
        days |= {"until_on_day": "1", "until_on_month": "2", "until_on_year": "2026"}

        page = referrer.post(at(made, "tried"), rows("attempt", {"what": "Tutor", **days}))

        assert "Attempt 1: The end date is before the start date." in page.text
        assert 'value="Tutor"' in page.text


def test_outcomes_are_saved_with_their_measure(referrer: Client) -> None:
    made = a_request()
    typed = rows("outcome", {"what": "To swim", "measure": "Badge"}, {"measure": "Counted"})

    page = referrer.post(at(made, "outcomes"), typed)

    assert "Outcome 2: Say what should come of it" in page.text
    typed["outcome-1-measure"] = ""
    referrer.post(at(made, "outcomes"), typed)
    assert [(sought.what, sought.measure) for sought in made.outcomes_sought.all()] == [
        ("To swim", "Badge")
    ]


def test_a_sign_off_is_whole_or_not_there(referrer: Client) -> None:
    made = a_request()

    page = referrer.post(at(made, "declaration"), {"signed_off_name": "Ada Fenn"})

    assert (
        '<a href="#id_signed_off_name">A sign-off has a name, a grade and a day.</a>' in page.text
    )


@pytest.mark.parametrize("section", ["story", "views", "needs", "tried", "outcomes"])
@pytest.mark.parametrize("more", ["preparation", "plans", "declaration"])
def test_every_section_opens_filled_with_what_is_told(
    referrer: Client, section: str, more: str
) -> None:
    made = a_request()

    assert referrer.get(at(made, section)).status_code == 200
    assert referrer.get(at(made, more)).status_code == 200


class TestTwoAtOnce:
    def test_the_second_gets_a_sentence_and_both_texts(self, referrer: Client) -> None:
        made = a_request()
        by = a_person(Role.REFERRER, SOCIAL_CARE)
        operations.tell(
            placement_request_id=made.pk, part=TalePart(story="Hers."), by=by, at=MONDAY_9AM
        )

        page = referrer.post(at(made, "story"), {"story": "His.", "version": "1"})

        assert page.status_code == 409
        assert "saved this section while you were writing" in page.text
        assert "His." in page.text
        assert "Hers." in page.text
        made.refresh_from_db()
        assert made.story == "Hers."

    def test_and_may_save_what_should_stand(self, referrer: Client) -> None:
        made = a_request()
        operations.tell(
            placement_request_id=made.pk,
            part=TalePart(story="Hers."),
            by=a_person(Role.REFERRER, SOCIAL_CARE),
            at=MONDAY_9AM,
        )

        referrer.post(at(made, "story"), {"story": "Both.", "version": "2"})

        made.refresh_from_db()
        assert made.story == "Both."

    def test_a_fault_doesn_t_hide_that_the_page_is_stale(self, referrer: Client) -> None:
        made = a_request()

        page = referrer.post(at(made, "story"), {"story": "x" * 20_001, "version": "0"})

        assert "What was saved meanwhile" in page.text


class TestOfAChild:
    def test_is_told_after_the_request_was_sent_with_an_event_without_values(
        self, referrer: Client
    ) -> None:
        made = a_request(Stage.SUBMITTED)
        typed = {"communication": "Makaton", "language": "", "interpreter": ""}

        referrer.post(at(made, "child/communication"), typed)

        made.child.refresh_from_db()
        assert made.child.communication == "Makaton"
        events = audit.history(f"child {made.child_id}")
        assert [event.payload for event in events] == [
            {"section": "communication", "fields": ["communication"]}
        ]
        assert audit.history(made.reference).filter(kind="child_told").exists()

    def test_has_parents_with_an_address(self, referrer: Client) -> None:
        made = a_request()
        parent = {"name": "Ida Zander", "relation": "mother", "is_responsible": "on"}
        home = {"city": "Northmere", "postcode": "me141xq"}

        referrer.post(at(made, "child/contacts"), rows("person", parent | home, {}))

        contact = made.child.contacts.get()
        assert (contact.is_responsible, contact.postcode) == (True, "ME14 1XQ")

    def test_tells_the_faults_of_a_row(self, referrer: Client) -> None:
        made, ida = a_request(), {"name": "Ida", "relation": "mother"}

        page = referrer.post(
            at(made, "child/contacts"),
            rows("person", ida | {"postcode": "NOWHERE"}, {"city": "X"}),
        )

        text = page.text.replace("&#x27;", "’")
        assert "Person 1: This isn’t a full postcode, such as ME14 1XQ." in text
        assert "Person 2: Enter the name" in text
        assert not made.child.contacts.exists()

    def test_has_one_lead_practitioner(self, referrer: Client) -> None:
        made = a_request()
        lead = {"role": "Social worker", "agency": "Northmere", "is_lead": "on"}

        page = referrer.post(at(made, "child/practitioners"), rows("person", lead, lead))

        assert "Person 2: Name one lead, not more" in page.text
        referrer.post(at(made, "child/practitioners"), rows("person", lead))
        assert made.child.practitioners.get().is_lead

    def test_is_asked_again_after_a_year(self, referrer: Client) -> None:
        made = a_request()
        operations.tell_of_child(
            placement_request_id=made.pk,
            part=CommunicationPart(communication="Signs"),
            by=a_person(Role.REFERRER, SOCIAL_CARE),
            at=clock.now() - timedelta(days=430),
        )

        tasks = referrer.get(f"/cases/{made.reference}/request/").text
        page = referrer.get(at(made, "child/communication")).text

        sentence = "Told 14 months ago by Sam Whitcombe: still right?"
        assert sentence in tasks
        assert sentence in page

    def test_is_told_where_the_family_is_reached_until_the_placement_ends(
        self, referrer: Client
    ) -> None:
        made = a_request(Stage.APPROVED)
        way = at(made, "child/contacts")
        assert way in referrer.get(f"/cases/{made}/").text
        parent = {"name": "Ida Zander", "relation": "mother", "address": "4 Mill Lane"}

        told = referrer.post(way, rows("person", parent))

        assert told["Location"] == f"/cases/{made}/"
        assert made.child.contacts.get().address == "4 Mill Lane"
        assert referrer.get(at(made, "child/identity")).status_code == 409

    @pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.ENDED])
    def test_is_closed_with_the_request(self, referrer: Client, stage: Stage) -> None:
        made = a_request(stage)

        assert referrer.get(at(made, "child/standing")).status_code == 409
        assert referrer.get(at(made, "child/contacts")).status_code == 409

    def test_has_only_its_sections(self, referrer: Client) -> None:
        assert referrer.get(at(a_request(), "child/shoes")).status_code == 404


def test_a_number_of_another_child_is_refused_at_the_record(referrer: Client) -> None:
    a_request(
        child={
            "given_name": "A",
            "family_name": "B",
            "born_on": "2013-05-01",
            "nhs_number": "9990000018",
        }
    )
    made = a_request()
    typed = {"given_name": "Quill", "family_name": "Zander", "nhs_number": "9990000018"}
    typed |= {"born_on_day": "1", "born_on_month": "5", "born_on_year": "2013"}

    page = referrer.post(at(made, "child/identity"), typed)

    assert "This NHS number is another child’s here. Check it, or ask the panel’s" in page.text
    assert 'href="#id_nhs_number"' in page.text


def test_a_whole_story_tells_two_sections() -> None:
    made = a_request()
    by = a_person(Role.REFERRER, SOCIAL_CARE)
    operations.tell(placement_request_id=made.pk, part=StoryPart(), by=by, at=MONDAY_9AM)

    versions = {row.name: row.version for row in made.sections.filter(name__in=["story", "views"])}
    assert versions == {"story": 2, "views": 2}
