"""The request form, as referrers fill it in: well, badly, and when it is too late."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from panel import clock
from panel.agencies.models import Agency, Role
from panel.audit.models import ReadEvent
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.sample.people import HEALTH, SOCIAL_CARE
from tests.builders import a_panel, a_person, a_request, send_back

pytestmark = pytest.mark.django_db

CHILD = {
    "referring_agency": SOCIAL_CARE,
    "request_kind": "new",
    "given_name": "Quill",
    "family_name": "Zander",
    "born_on_day": "1",
    "born_on_month": "5",
    "born_on_year": "2013",
    "nhs_number": "943 476 5919",
    "upn": "",
    "communication": "Signs",
    "education_setting": "At home",
    "legal_status": "none",
}
KNOWN = {
    "known-nhs_number": "9434765919",
    "known-born_on_day": "1",
    "known-born_on_month": "5",
    "known-born_on_year": "2013",
}
PLACE = {
    "provider": "Alder Vale",
    "setting": "residential_52",
    "suitability": "meets",
    "weeks_per_year": "52",
    "starts_on_day": "5",
    "starts_on_month": "10",
    "starts_on_year": "2026",
    "ends_on_day": "31",
    "ends_on_month": "7",
    "ends_on_year": "2028",
}


@pytest.fixture
def referrer(client: Client) -> Client:
    """Return the browser of social care's referrer."""
    client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))
    return client


def line(number: int = 0, *, shares: tuple[str, ...] = (), **typed: str) -> dict[str, str]:
    """Return one cost line as a browser sends it."""
    agencies = Agency.objects.order_by("code")
    paid = {f"share_{agency.pk}": part for agency, part in zip(agencies, shares, strict=False)}
    return {f"line-{number}-{name}": value for name, value in (typed | paid).items()}


def lines(*typed: dict[str, str]) -> dict[str, str]:
    """Return cost lines with what a browser sends beside them."""
    total = {"line-TOTAL_FORMS": str(len(typed)), "line-INITIAL_FORMS": "0"}
    return {name: value for part in (*typed, total) for name, value in part.items()}


class TestNew:
    def test_starts_a_request(self, referrer: Client) -> None:
        page = referrer.post("/cases/new/", CHILD)

        started = PlacementRequest.objects.get()
        assert page["Location"] == f"/cases/{started.reference}/request/"
        assert started.child.nhs_number == "9434765919"

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"nhs_number": "not a number"}, "This isn’t a valid NHS number"),
            ({"nhs_number": "9434765918"}, "This isn’t a valid NHS number"),
            ({"given_name": "", "upn": "12"}, "This isn’t a valid unique pupil number"),
            ({"given_name": ""}, "Enter the child’s given name"),
            ({"given_name": "x" * 81}, "“Given name” must be 80 characters or fewer"),
            ({"born_on_day": "31", "born_on_month": "2"}, "Enter a real date"),
            ({"communication": "\u0000"}, "holds a character that can’t be seen, U+0000"),
            ({"referring_agency": HEALTH}, "takes only what can be chosen there"),
        ],
    )
    def test_tells_each_fault_and_keeps_the_rest(
        self, referrer: Client, typed: dict[str, str], sentence: str
    ) -> None:
        page = referrer.post("/cases/new/", CHILD | typed)

        assert sentence in page.text.replace("&#x27;", "’")
        assert "<title>Error: " in page.text
        assert 'value="Zander"' in page.text
        assert not PlacementRequest.objects.exists()

    @pytest.mark.parametrize(
        ("years", "days", "sentence"),
        [
            (26, 0, "The panel takes requests until the 26th birthday"),
            (26, -1, ""),
            (0, 0, ""),
            (0, -1, "The date of birth must be in the past"),
        ],
    )
    def test_is_for_the_born_who_are_under_26(
        self, referrer: Client, years: int, days: int, sentence: str
    ) -> None:
        born = _years_ago(clock.today(), years) - timedelta(days=days)
        parts = {"born_on_day": born.day, "born_on_month": born.month, "born_on_year": born.year}

        page = referrer.post("/cases/new/", CHILD | parts)

        assert PlacementRequest.objects.exists() is (sentence == "")
        if sentence:
            assert re.search(rf'<a href="#id_born_on\w*">{sentence}</a>', page.text)
            for typed in ('value="Quill"', f'value="{born.day}"', f'value="{born.year}"'):
                assert typed in page.text

    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER, Role.ADMINISTRATOR])
    def test_is_for_referrers(self, client: Client, role: Role) -> None:
        client.force_login(a_person(role))

        assert client.get("/cases/new/").status_code == 403


class TestKnown:
    def test_starts_from_the_record_and_logs_the_look(self, referrer: Client) -> None:
        referrer.post("/cases/new/", CHILD)

        page = referrer.post("/cases/new/known/", KNOWN)

        assert "This child is known." in page.text
        assert 'value="Quill"' in page.text
        assert 'value="Signs"' in page.text
        assert ReadEvent.objects.filter(what="child’s record").count() == 1

    def test_tells_nothing_unless_both_fit(self, referrer: Client) -> None:
        referrer.post("/cases/new/", CHILD)

        page = referrer.post("/cases/new/known/", KNOWN | {"known-born_on_day": "2"})

        assert "No child is recorded with this number and date of birth." in page.text
        assert "Quill" not in page.text
        assert 'value="9434765919"' in page.text
        assert not ReadEvent.objects.filter(what="child’s record").exists()

    def test_asks_for_a_number_and_a_date(self, referrer: Client) -> None:
        page = referrer.post("/cases/new/known/", {"known-nhs_number": "12"})

        assert "This isn’t a valid NHS number: check its ten digits" in page.text
        assert "Enter the child’s date of birth" in page.text


class TestSections:
    def test_shows_how_far_each_is(self, referrer: Client) -> None:
        placement_request = a_request(story={"story": "Begun."}, needs=[], options=[])

        page = referrer.get(f"/cases/{placement_request.reference}/request/")

        assert "In progress" in page.text
        assert "Name at least one need, the main one first." in page.text
        assert "Not started" in page.text
        assert ReadEvent.objects.get().what == "request form"

    def test_shows_the_question_until_it_is_answered(self, referrer: Client) -> None:
        placement_request = a_request(Stage.SUBMITTED)
        send_back(placement_request)

        page = referrer.get(f"/cases/{placement_request.reference}/request/")

        assert "Which school was tried before?" in page.text

    @pytest.mark.parametrize(
        "section", ["", "story/", "needs/", "tried/", "options/new/", "options/A/", "check/"]
    )
    def test_cannot_be_written_once_sent(self, referrer: Client, section: str) -> None:
        placement_request = a_request(Stage.SUBMITTED)

        page = referrer.get(f"/cases/{placement_request.reference}/request/{section}")

        assert page.status_code == 409
        assert "it is at the stage “With the panel team”" in page.text

    def test_is_closed_to_another_agencys_referrer(self, client: Client) -> None:
        placement_request = a_request(Stage.ADVICE)
        client.force_login(a_person(Role.REFERRER, HEALTH))

        page = client.get(f"/cases/{placement_request.reference}/request/")

        assert page.status_code == 404


class TestOption:
    def test_is_added_with_its_costs(self, referrer: Client) -> None:
        placement_request = a_request(options=[])
        costs = lines(
            line(what="care", rate="3,420.01", unit="week", shares=("40", "30", "30")), {}
        )

        page = referrer.post(
            f"/cases/{placement_request.reference}/request/options/new/", PLACE | costs
        )

        option = placement_request.options.get()
        assert page.status_code == 302
        assert option.letter == "A"
        assert option.cost_lines.get().rate_pence == 342_001
        parts = {share.agency.code: share.basis_points for share in _shares(option)}
        assert parts == {"education": 4_000, "health": 3_000, "social-care": 3_000}

    def test_opens_more_about_the_line_with_the_fault_alone(self, referrer: Client) -> None:
        placement_request = a_request(options=[])
        costs = lines(line(what="care", rate="10", weeks_per_year="99"), line(), line())

        page = referrer.post(
            f"/cases/{placement_request.reference}/request/options/new/", PLACE | costs
        )

        assert page.text.count('<details class="govuk-details" open>') == 1

    def test_shows_what_is_saved_and_room_for_more(self, referrer: Client) -> None:
        placement_request = a_request()

        page = referrer.get(f"/cases/{placement_request.reference}/request/options/B/")

        assert 'value="3,420.01"' in page.text
        assert "Cost line 4" in page.text

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            (
                {"what": "care", "rate": "10", "unit": "week", "shares": ("30", "30", "30")},
                "Cost line 1: The shares come to 90%. Make them come to 100%",
            ),
            ({"description": "Taxi"}, "Cost line 1: Choose what this is the cost of"),
            ({"what": "care"}, "Cost line 1: Enter the rate"),
            ({"what": "care", "rate": "0"}, "Cost line 1: Enter the rate"),
            ({"what": "care", "rate": "-5"}, "Cost line 1: Enter the amount without a minus"),
            ({"what": "care", "rate": "200,000,000"}, "Cost line 1: The amount must be"),
            ({"what": "care", "rate": "ten"}, "Cost line 1: "),
            (
                {"what": "care", "rate": "10", "shares": ("101",)},
                "Cost line 1: Enter a percentage from 0 to 100",
            ),
        ],
    )
    def test_tells_the_faults_of_a_line(
        self, referrer: Client, typed: dict[str, Any], sentence: str
    ) -> None:
        placement_request = a_request(options=[])
        costs = lines(line(**typed))

        page = referrer.post(
            f"/cases/{placement_request.reference}/request/options/new/", PLACE | costs
        )

        assert page.status_code == 200
        assert sentence in page.text
        assert 'value="Alder Vale"' in page.text
        assert not placement_request.options.exists()

    def test_ends_after_it_starts(self, referrer: Client) -> None:
        placement_request = a_request(options=[])
        typed = PLACE | {"ends_on_year": "2025"} | lines({})

        page = referrer.post(f"/cases/{placement_request.reference}/request/options/new/", typed)

        assert '<a href="#id_ends_on_0">The end date is before the start date.</a>' in page.text

    def test_is_changed_and_taken_out(self, referrer: Client) -> None:
        placement_request = a_request()
        address = f"/cases/{placement_request.reference}/request/options/A/"

        referrer.post(address, PLACE | {"provider": "Fen House"} | lines({}))
        changed = placement_request.options.get(letter="A").provider
        asked = referrer.get(f"{address}drop/").text
        is_kept = placement_request.options.filter(letter="A").exists()
        page = referrer.post(f"{address}drop/", follow=True)

        assert changed == "Fen House"
        assert is_kept
        assert "Nobody can bring it back" in asked
        assert "Option A is taken out." in page.text
        assert [option.letter for option in placement_request.options.all()] == ["B"]

    def test_is_not_there_under_another_letter(self, referrer: Client) -> None:
        placement_request = a_request()

        page = referrer.get(f"/cases/{placement_request.reference}/request/options/Q/")

        assert page.status_code == 404


class TestSend:
    def test_goes_to_the_panel_team(self, referrer: Client) -> None:
        placement_request = a_request()
        address = f"/cases/{placement_request.reference}/request/check/"

        assert "Your answers" in referrer.get(address).text
        page = referrer.post(address, follow=True)

        assert f"{placement_request} is with the panel team." in page.text

    def test_leads_from_what_is_missing_to_where_it_is_told(self, referrer: Client) -> None:
        placement_request = a_request(story={}, needs=[], options=[])
        form = f"/cases/{placement_request.reference}/request/"

        page = referrer.post(f"{form}check/")

        assert f'<a href="{form}needs/">Name at least one need, the main one first.</a>' in (
            page.text
        )
        assert f'<a href="{form}#options">Compare 1 local option at least.</a>' in page.text
        assert 'id="options"' in referrer.get(form).text

    def test_ticks_nothing_of_an_option_that_is_not_recommended_yet(
        self, referrer: Client
    ) -> None:
        placement_request = a_request(options=[])

        page = referrer.get(f"/cases/{placement_request.reference}/request/check/")

        assert "Not yet: </span>First and last day of the recommended option" in page.text

    def test_names_everything_missing_at_once(self, referrer: Client) -> None:
        placement_request = a_request(story={}, needs=[], options=[])

        page = referrer.post(f"/cases/{placement_request.reference}/request/check/")

        assert page.status_code == 409
        text = page.text.replace("&#x27;", "'")
        assert "Tell the child's story and the outcomes sought." in text
        assert "Name at least one need, the main one first." in text
        assert "Recommend one of the options." in text
        assert "Not told yet" in text


def _years_ago(today: date, years: int) -> date:
    """Return the birthday of somebody who turns `years` today."""
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - years, day=28 if leap else today.day)


def _shares(option: Any) -> Any:
    return option.cost_lines.get().shares.select_related("agency")


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    a_panel()

    assert client.get("/cases/new/")["Location"].startswith("/sign-in/")
