"""The pages of placements, for coordinators who run them and referrers who review them."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.document.placements import SuspensionPart
from panel.cases.models import PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import ChangeKind, SuspensionReason, TaskKind
from panel.chart import MoveRefused
from panel.decisions import operations as decisions
from panel.sample.people import HEALTH
from tests.builders import (
    CHOSEN,
    FIRST_DAY,
    LOCAL,
    PLACED,
    a_panel,
    a_person,
    a_request,
    draw_up,
    end,
    place,
)
from tests.decisions.changed import asked_to_change, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client: Client) -> Any:
    """Return a function that signs somebody in and gives the client."""

    def sign_in(role: Role, agency: str = "") -> Client:
        client.force_login(a_person(role, agency))
        return client

    return sign_in


def day(name: str, on: date) -> dict[str, str]:
    """Return a day as the three boxes of a form send it."""
    boxes = {"day": on.day, "month": on.month, "year": on.year}
    return {f"{name}_{box}": str(typed) for box, typed in boxes.items()}


def page_of(placement_request: PlacementRequest, rest: str = "") -> str:
    return f"/placements/{placement_request.reference}/{rest}"


TERMS = {
    "provider": "Alder Vale",
    **day("starts_on", FIRST_DAY),
    **day("ends_on", date(2028, 7, 31)),
    "weeks_per_year": "52",
    "weekly_rate_pence": "3,420.01",
    "notice_weeks": "4",
    "return_plan": "To Northmere Park, once its unit opens.",
    **day("return_by", date(2028, 9, 1)),
    "who_signs": "Ada Vale, Alder Vale\nDele Marsh, Northmere County Council",
}


class TestIndex:
    @pytest.mark.parametrize(
        ("role", "answer"),
        [
            (Role.REFERRER, 200),
            (Role.COORDINATOR, 200),
            (Role.MEMBER, 200),
            (Role.AUDITOR, 200),
            (Role.FUND_MANAGER, 403),
            (Role.ADMINISTRATOR, 403),
        ],
    )
    def test_answers_those_who_read_cases(self, signed_in: Any, role: Role, answer: int) -> None:
        a_panel()

        assert signed_in(role).get("/placements/").status_code == answer

    def test_lists_what_runs_and_what_is_still_to_be_arranged(self, signed_in: Any) -> None:
        approved, running = a_request(Stage.APPROVED), a_request(Stage.PLACED)

        page = signed_in(Role.COORDINATOR).get("/placements/").text

        assert page_of(approved, "agreement/") in page
        assert f'href="{page_of(running)}"' in page
        assert "5 Jan 2027" in page  # the first review, three months after the start

    def test_tells_what_has_ended_from_what_runs_and_what_is_suspended(
        self, signed_in: Any
    ) -> None:
        end(a_request(Stage.PLACED))
        away = a_request(Stage.PLACED)
        decisions.suspend_placement(
            placement_request_id=away.pk,
            suspension=SuspensionPart(
                first_day=FIRST_DAY, reason=SuspensionReason.HOSPITAL, is_paid=True
            ),
            by=a_person(Role.COORDINATOR),
            at=PLACED,
        )

        page = signed_in(Role.COORDINATOR).get("/placements/").text

        assert "Ended 5 Oct 2026" in page
        assert "and 1 suspended" in page

    def test_costs_as_many_queries_for_two_as_for_one(
        self, signed_in: Any, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = signed_in(Role.MEMBER)
        a_request(Stage.PLACED)
        client.get("/placements/")
        with CaptureQueriesContext(connection) as counted:
            client.get("/placements/")
        a_request(Stage.PLACED)

        with django_assert_num_queries(len(counted)):
            client.get("/placements/")


class TestPage:
    def test_shows_the_whole_placement_and_logs_the_read(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.PLACED)

        page = signed_in(Role.REFERRER).get(page_of(placement_request)).text

        for words in (
            "Placement of Q.Z.",
            "£3,420.01",
            "Ada Vale",
            "Notify the local authority of a long stay",
            "Care Standards Act 2000",
            "Placement review 1",
            "Visit Alder Vale: social worker",
            "31 August 2027, which is sooner, by the panel’s rules",
            "5 January 2027",
        ):
            assert words in page
        assert "Zander" not in page
        assert "placement" in ReadEvent.objects.values_list("what", flat=True)

    def test_tells_the_end_agreed_from_the_day_until_which_the_panel_approved_it(
        self, signed_in: Any
    ) -> None:
        placement_request = a_request(Stage.PLACED)
        coordinator = signed_in(Role.COORDINATOR)

        page = coordinator.get(f"/placements/{placement_request}/").text
        assert "From 5 October 2026 to 31 July 2028" in page
        assert "Until 31 August 2027, which is sooner, by the panel’s rules." in page
        assert "Approved by the panel until 31 Aug 2027" in coordinator.get("/placements/").text

    def test_adds_up_the_short_breaks_of_a_child(self, signed_in: Any) -> None:
        last = FIRST_DAY + timedelta(days=9)
        short = {"options": [LOCAL, CHOSEN | {"ends_on": last.isoformat()}]}
        first, second = (a_request(Stage.APPROVED, **short) for _ in range(2))
        for placement_request in (first, second):
            draw_up(placement_request, ends_on=last, return_by=last)
        PlacementRequest.objects.filter(pk=second.pk).update(child=first.child, kind="change")

        page = signed_in(Role.COORDINATOR).get(page_of(first)).text

        assert "With the others it comes to 20." in page

    def test_is_kept_from_other_agencies(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.PLACED)
        client = signed_in(Role.REFERRER, HEALTH)

        assert client.get(page_of(placement_request)).status_code == 404
        assert placement_request.reference not in client.get("/placements/").text


class TestForms:
    def test_a_coordinator_carries_it_from_agreement_to_end(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.APPROVED)
        client = signed_in(Role.COORDINATOR)

        drawn_up = client.post(page_of(placement_request, "agreement/"), TERMS)
        assert drawn_up.status_code == 302, drawn_up.text
        placement = placement_request.placement
        for signatory in placement.agreements.get().signatories.all():
            signature = page_of(placement_request, f"signatures/{signatory.pk}/")
            assert client.post(signature, day("signed_on", date(2026, 9, 21))).status_code == 302
        placement.refresh_from_db()

        assert placement.stage == PlacementStage.SIGNED
        page = client.get(page_of(placement_request)).text
        assert "No clock of the placement itself runs." in page
        assert f'href="/cases/{placement_request}/clocks/">All clocks of the case</a>' in page
        case = client.get(f"/cases/{placement_request}/").text
        assert "The agreement is signed. The coordinator records the start." in case
        start = client.get(page_of(placement_request, "start/")).text
        assert "From 5 October 2026 to 31 July 2028." in start
        never = client.get(page_of(placement_request, "end/")).text
        assert "It never started" in never
        assert "Last day" not in never

    def test_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(
        self, signed_in: Any
    ) -> None:
        placement_request = a_request(Stage.APPROVED)
        wrong = TERMS | {"who_signs": "Ada Vale", "weeks_per_year": "60"}

        page = signed_in(Role.COORDINATOR).post(page_of(placement_request, "agreement/"), wrong)

        assert page.status_code == 200
        assert "Write “Ada Vale” as a name, a comma, and for whom" in page.text
        assert "3,420.01" in page.text
        assert not hasattr(PlacementRequest.objects.get(), "placement")

    def test_fills_in_and_tells_what_is_paid_once(self, signed_in: Any) -> None:
        bed = CHOSEN["cost_lines"][0] | {"unit": "once", "rate_pence": 6_000_00}
        only = a_request(Stage.APPROVED, options=[LOCAL, CHOSEN | {"cost_lines": [bed]}])
        client = signed_in(Role.COORDINATOR)

        assert 'value="6,000.00"' in client.get(page_of(only, "agreement/")).text
        free = TERMS | {"weekly_rate_pence": "0"}
        refused = client.post(page_of(only, "agreement/"), free)
        assert "Enter the rate for a week, or what is paid once" in refused.text
        client.post(page_of(only, "agreement/"), free | {"once_pence": "6,000.00"})
        assert "Paid once" in client.get(page_of(only)).text

    def test_says_what_the_panel_approved(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.APPROVED)
        dearer = TERMS | {"weekly_rate_pence": "4,000.00"}

        page = signed_in(Role.COORDINATOR).post(page_of(placement_request, "agreement/"), dearer)

        assert page.status_code == 409
        assert "Rate for a week: the panel approved £3,420.01 a week." in page.text

    def test_a_referrer_asks_for_a_review_and_for_a_change(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.APPROVED)
        placement = place(placement_request)
        client = signed_in(Role.REFERRER)
        early = {"asked_for_by": "family", "reason": "He is unhappy."}
        change = {"change": "rate", "reason": "More hours."} | day("applies_from", FIRST_DAY)

        asked = client.post(
            page_of(placement_request, "early-review/"),
            early | day("wanted_by", date(2099, 1, 1)),
        )
        changed = client.post(page_of(placement_request, "change/"), change)

        assert asked.status_code == 302
        assert placement.early_reviews.count() == 1
        request = placement.changes.get().placement_request
        assert (request.stage, changed.url) == (Stage.DRAFT, f"/cases/{request}/request/")
        tasks, check = client.get(changed.url).text, client.get(f"{changed.url}check/").text
        assert "A different rate from" in tasks
        # Grounds, story, views, needs, what was tried, outcomes and questions.
        assert tasks.count("Carried over: check") == 7
        assert "More hours." in check

    def test_what_is_wrong_of_a_change_is_said_at_its_field(self, signed_in: Any) -> None:
        address, client = page_of(a_request(Stage.PLACED), "change/"), signed_in(Role.REFERRER)
        wrong = {"change": "extension"} | day("applies_from", date(2020, 1, 1))

        again = client.post(address, wrong)
        early = client.post(address, wrong | {"reason": "So."} | day("ends_on", FIRST_DAY))
        late = wrong | {"change": "rate", "reason": "So."} | day("applies_from", date(2029, 9, 1))
        after = client.post(address, late).text
        aged = client.post(address, late | day("ends_on", date(2055, 7, 21))).text

        assert "Say why it shall change" in again.text
        assert "Enter the new last day" in again.text
        assert "It began on 5 October 2026" in early.text
        assert "It is approved until 31 August 2027 already" in early.text
        assert "It ends on 31 July 2028: give that day or one before, or a new end." in after
        assert "On 21 July 2055 they are 42; this panel’s children are 25 at most." in aged

    def test_while_a_change_is_asked_for_no_other_is_offered(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.PLACED)
        client, address = signed_in(Role.REFERRER), page_of(placement_request)
        assert "Ask the panel for a change" in client.get(address).text
        asked = asked_to_change(placement_request)

        page, form = client.get(address).text, client.get(f"{address}change/").text

        assert "Ask the panel for a change" not in page
        assert '<form class="app-card' not in form
        for text in (page, form):
            assert f"{asked} asks for a different rate, split or provider of" in text
            assert f'href="/cases/{asked}/">Open {asked}</a>' in text

    def test_the_step_back_to_the_panel_leads_there(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.PLACED)
        step = placement_request.placement.tasks.get(kind=TaskKind.RENEWAL)
        page, form = (
            page_of(placement_request, rest) for rest in (f"steps/{step.pk}/", "change/")
        )

        extension = f"{form}?change=extension"
        assert extension in signed_in(Role.REFERRER).get(page).text
        assert re.search(
            r'value="extension"[^>]* checked', signed_in(Role.REFERRER).get(extension).text
        )
        assert form not in signed_in(Role.COORDINATOR).get(page).text  # it isn't theirs to ask
        asked = asked_to_change(placement_request)
        held = signed_in(Role.REFERRER).get(page).text
        assert form not in held
        assert f"{asked} asks for a different rate, split or provider of" in held

    def test_sending_an_extension_does_that_step(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.PLACED)
        asked = asked_to_change(placement_request, ChangeKind.EXTENSION, ends_on=date(2028, 7, 31))
        client, address = signed_in(Role.REFERRER), page_of(placement_request)
        done, clock = f"{asked} asks the panel for an extension.", "Back to the panel before"

        drafted = client.get(address).text
        send(asked)
        sent = client.get(address).text

        assert clock in drafted
        assert done not in drafted
        assert done in sent
        assert clock not in sent

    def test_a_step_is_said_to_be_done_once(self, signed_in: Any) -> None:
        placement_request = a_request(Stage.PLACED)
        step = placement_request.placement.tasks.filter(done_at=None).first()
        client, page = signed_in(Role.COORDINATOR), page_of(placement_request, f"steps/{step.pk}/")

        first = client.post(page, {"note": "The council was told by letter."})
        second = client.post(page, {"note": "Again."})

        assert (first.status_code, second.status_code) == (302, 409)
        assert "This is done already." in second.text

    def test_what_can_t_be_done_at_its_stage_has_no_form(self, signed_in: Any) -> None:
        running, over = a_request(Stage.PLACED), a_request(Stage.PLACED)
        end(over)
        client = signed_in(Role.COORDINATOR)
        verbs = ("start", "suspend", "resume", "end", "agreement", "review", "early-review")

        for verb in verbs:
            page = client.get(page_of(over, f"{verb}/"))
            assert (page.status_code, "“Ended”" in page.text or "ended”" in page.text) == (
                409,
                True,
            )
        assert "It never started" not in client.get(page_of(running, "end/")).text
        assert "Enter its last day" in client.post(page_of(running, "end/"), {}).text
        pages = {verb: client.get(page_of(running, f"{verb}/")).status_code for verb in verbs}
        refused = [verb for verb, code in pages.items() if code == 409]
        assert refused == ["start", "resume", "agreement"]
        with pytest.raises(MoveRefused, match="It runs by the agreement that everybody signed"):
            draw_up(running)

    @pytest.mark.parametrize("rest", ["start/", "end/", "suspend/", "resume/", "agreement/"])
    def test_running_it_is_not_for_referrers(self, signed_in: Any, rest: str) -> None:
        placement_request = a_request(Stage.PLACED)

        assert signed_in(Role.REFERRER).get(page_of(placement_request, rest)).status_code == 403
