"""The pages of what can't wait for a meeting, from taking it up to ratifying it."""

import re

import pytest
from django.test import Client

from panel.agencies.models import Person, Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines import operations as deadlines
from panel.deadlines.models import Clock, Notice
from panel.deadlines.wording import day
from panel.decisions.models import Decision, ShareApproval
from panel.meetings.models import AgendaItem, Ratification
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.builders import (
    CHOSEN,
    LOCAL,
    MEETING_DAY,
    MONDAY_9AM,
    a_meeting,
    a_person,
    a_request,
    approve,
    decide_urgently,
    fund_urgently,
    open_meeting,
)
from tests.decisions.urgently import (
    LEADS_DECIDE,
    ONE_FOR_ALL,
    appointed,
    item_of,
    open_with_support,
    under,
)

pytestmark = pytest.mark.django_db
NEEDED = {"needed_on_day": "10", "needed_on_month": "9", "needed_on_year": "2099"}
SAID = {"reason": "The placement breaks down on Thursday.", **NEEDED}
AGREED = {
    "outcome": "agreed",
    "option": "B",
    "reasons": "No other place is free.",
    "equality_note": "What disability asks for was weighed.",
    "return_plan": "A place at Northmere Park, once the new unit opens.",
}


def sent(
    client: Client, by: Person, address: str, data: dict[str, str] | None = None
) -> tuple[int, str]:
    """Sign in, send a form (or open its page) and return the answer's status and text."""
    client.force_login(by)
    answer = client.get(address) if data is None else client.post(address, data, follow=True)
    return answer.status_code, answer.content.decode()


class TestTakingItUp:
    def test_the_coordinator_says_why_and_by_when(self, client: Client):
        request = a_request(Stage.SUBMITTED)

        code, text = sent(client, a_person(Role.COORDINATOR), f"/cases/{request}/urgent/", SAID)

        request.refresh_from_db()
        assert code == 200
        assert "It is taken as urgent." in text
        assert request.stage == Stage.URGENT
        assert request.urgencies.get().reason == "The placement breaks down on Thursday."

    def test_everything_missing_is_said_at_once_and_what_was_typed_is_kept(self, client: Client):
        request = a_request(Stage.SUBMITTED)

        _, text = sent(
            client,
            a_person(Role.COORDINATOR),
            f"/cases/{request}/urgent/",
            {"needed_on_day": "10"},
        )

        assert "Say why it can’t wait for a meeting" in text
        assert 'value="10"' in text
        assert request.urgencies.count() == 0

    def test_a_day_that_has_passed_is_said_at_its_field(self, client: Client):
        request = a_request(Stage.SUBMITTED)

        _, text = sent(
            client,
            a_person(Role.COORDINATOR),
            f"/cases/{request}/urgent/",
            SAID | {"needed_on_year": "2020"},
        )

        assert "This day has passed. Give one that is still to come." in text
        assert request.urgencies.count() == 0

    def test_what_the_rules_refuse_is_said_on_the_page(self, client: Client):
        under("out_of_panel = false")
        request = a_request(Stage.SUBMITTED)

        code, text = sent(client, a_person(Role.COORDINATOR), f"/cases/{request}/urgent/", SAID)

        assert code == 409
        assert "nothing be decided between its meetings" in text
        assert "The placement breaks down on Thursday." in text

    @pytest.mark.parametrize(
        ("emergency", "decision", "offered"),
        [
            ("out_of_panel = true", "[decision]", True),
            ("out_of_panel = false", "[decision]", False),
            ("out_of_panel = true", '[decision]\noutcomes = ["agreed"]', False),
        ],
    )
    def test_the_case_offers_it_where_the_rules_do(
        self, client: Client, emergency: str, decision: str, *, offered: bool
    ):
        under(emergency, "[decision]", decision)
        request = a_request(Stage.READY)

        _, text = sent(client, a_person(Role.COORDINATOR), f"/cases/{request}/")

        assert ("It can’t wait for a meeting" in text) is offered


class TestDeciding:
    def test_the_page_says_why_by_when_and_what_comes_after(self, client: Client):
        request = a_request(Stage.URGENT)

        _, text = sent(client, a_person(Role.CHAIR), f"/cases/{request}/urgent/decide/")

        assert "Quill can’t stay at home." in text
        assert "10 September 2026" in text
        assert "Helen Okafor" in text
        assert "At the panel’s next meeting" in text

    def test_the_chair_agrees_it(self, client: Client):
        request = a_request(Stage.URGENT)

        _, text = sent(client, a_person(Role.CHAIR), f"/cases/{request}/urgent/decide/", AGREED)

        assert "Each paying agency is asked to approve." in text
        assert "Between meetings" in text
        assert "Once every agency has approved, the panel is asked to ratify it." in text
        assert Decision.objects.get().option is not None

    def test_everything_is_asked_for_at_once_each_at_its_field(self, client: Client):
        request = a_request(Stage.URGENT)
        address = f"/cases/{request}/urgent/decide/"

        code, empty = sent(client, a_person(Role.CHAIR), address, {})
        _, half = sent(
            client,
            a_person(Role.CHAIR),
            address,
            {
                "outcome": "agreed_with_conditions",
                "option": "B",
                "what_1": "A visit.",
                "due_on_1_day": "1",
                "due_on_1_month": "2",
                "due_on_1_year": "2020",
            },
        )

        assert code == 200
        for sentence in (
            "Choose what is agreed",
            "Choose the option that is agreed",
            "Give your reasons",
            "Write down how equality was considered.",
        ):
            assert empty.count(sentence) == 2  # at the head, and at its field
        for sentence in (
            "Give your reasons",
            "Write down how equality was considered.",
            "Say how the child comes back to the area",
            "Say who sees to it",
            "1 February 2020 is past",
        ):
            assert half.count(sentence) == 2
        assert 'value="A visit."' in half

    def test_agreeing_names_an_option(self, client: Client):
        request = a_request(Stage.URGENT)

        _, text = sent(
            client,
            a_person(Role.CHAIR),
            f"/cases/{request}/urgent/decide/",
            AGREED | {"option": ""},
        )

        assert "Choose the option that is agreed" in text
        assert not Decision.objects.exists()

    def test_whom_the_rules_don_t_name_is_told_so(self, client: Client):
        request = a_request(Stage.URGENT)

        code, text = sent(
            client, a_person(Role.AGENCY_LEAD), f"/cases/{request}/urgent/decide/", AGREED
        )

        assert code == 409
        assert "leave that to its chair" in text

    def test_it_can_be_left_to_a_meeting(self, client: Client):
        request = a_request(Stage.URGENT)

        _, text = sent(
            client,
            a_person(Role.CHAIR),
            f"/cases/{request}/urgent/leave/",
            {"reason": "An aunt can have Quill until then."},
        )

        request.refresh_from_db()
        assert "It is left to a meeting." in text
        assert request.stage == Stage.SUBMITTED

    def test_accepted_after_that_it_says_that_nobody_is_asked_again(self, client: Client):
        request = a_request(Stage.READY)
        coordinator, case = a_person(Role.COORDINATOR), f"/cases/{request}/"
        sent(client, coordinator, f"{case}urgent/", SAID)
        sent(client, a_person(Role.CHAIR), f"{case}urgent/leave/", {"reason": "An aunt can."})

        _, text = sent(client, coordinator, f"{case}check/", {})

        assert "Every agency has advised on it, so none is asked." in text
        assert "The advice is in." in text

    def test_what_was_never_urgent_is_not_decided_so(self, client: Client):
        request = a_request(Stage.READY)

        for what in ("decide", "leave"):
            address = f"/cases/{request}/urgent/{what}/"
            for typed in (AGREED, None):
                code, text = sent(client, a_person(Role.CHAIR), address, typed)
                assert code == 409
                assert "It is at the stage “Ready for panel”." in text

    @pytest.mark.parametrize(
        ("rules", "role", "agency"),
        [("", Role.CHAIR, ""), (LEADS_DECIDE, Role.AGENCY_LEAD, HEALTH)],
    )
    def test_the_case_offers_it_to_whom_the_rules_name(
        self, client: Client, rules: str, role: Role, agency: str
    ):
        under(rules)
        request = a_request(Stage.URGENT)

        named = sent(client, a_person(role, agency), f"/cases/{request}/")[1]
        other = sent(client, a_person(Role.COORDINATOR), f"/cases/{request}/")[1]

        assert "Decide it now" in named
        assert "Decide it now" not in other

    def test_the_case_says_what_of_their_own_keeps_the_chair_from_it(self, client: Client):
        request = a_request(Stage.URGENT)
        both = appointed(a_person(Role.COORDINATOR), Role.CHAIR)

        _, text = sent(client, both, f"/cases/{request}/")

        assert "You took this request as urgent, so somebody else has to decide it." in text
        assert "Decide it now" not in text

    @pytest.mark.parametrize("role", [Role.CHAIR, Role.COORDINATOR, Role.AGENCY_LEAD])
    def test_it_heads_the_work_of_whoever_may_see_to_it(self, client: Client, role: Role):
        request = a_request(Stage.URGENT)

        _, text = sent(client, a_person(role), "/")

        assert "Can’t wait for a meeting" in text
        assert str(request) in text


@pytest.fixture
def listed(db: None) -> PlacementRequest:
    """A request that was decided between meetings and is on a planned agenda."""
    a_meeting()
    request = a_request(Stage.SUBMITTED)
    fund_urgently(request)
    return request


def page_of(item: AgendaItem) -> str:
    return f"/meetings/{item.meeting_id}/items/{item.position}/"


class TestRatifying:
    def test_the_agenda_and_the_case_say_that_it_is_to_be_ratified(
        self, client: Client, listed: PlacementRequest
    ):
        agenda = f"/meetings/{item_of(listed).meeting_id}/"

        assert "to be ratified" in sent(client, a_person(Role.MEMBER), agenda)[1]
        _, case = sent(client, a_person(Role.MEMBER), f"/cases/{listed}/")
        assert "The panel still has to ratify it by 21 September 2026." in case

    def test_the_item_shows_what_was_decided_and_why_without_the_panel(
        self, client: Client, listed: PlacementRequest
    ):
        _, text = sent(client, a_person(Role.MEMBER), page_of(item_of(listed)))

        assert "Decided between two meetings, without the panel" in text
        assert "No other place is free." in text
        assert "Positions are hidden until the meeting starts." in text
        assert "Nobody gave a position." not in text
        assert "Record what the panel says" not in text

    def test_the_panel_is_asked_about_what_was_agreed_whatever_was_recommended(
        self, client: Client
    ):
        meeting, days = a_meeting(), {key: CHOSEN[key] for key in ("starts_on", "ends_on")}
        request = a_request(Stage.URGENT, options=[LOCAL | days, CHOSEN])
        decide_urgently(request, option="A")
        approve(request, EDUCATION, at=MONDAY_9AM)
        page, member = page_of(item_of(request)), a_person(Role.MEMBER)

        for address in (f"/meetings/{meeting.pk}/", page, f"{page}position/"):
            text = sent(client, member, address)[1]
            asked = text[text.index("Agreed between two meetings: ") :]
            assert asked.startswith(
                "Agreed between two meetings: Local special school at Northmere Park School, £"
            )
            assert "a week. Education 100%." in asked
            assert "at Alder Vale" not in text
        assert "Should the panel ratify what was agreed?" in text
        assert "Others see your position when the meeting starts." in text

    def test_the_chair_records_that_the_panel_ratifies(
        self, client: Client, listed: PlacementRequest
    ):
        item = item_of(listed)
        open_with_support(item.meeting)
        chair, page = a_person(Role.CHAIR), page_of(item)
        assert "Record what the panel says" in sent(client, chair, page)[1]

        _, text = sent(
            client, chair, f"{page}ratify/", {"answer": "ratified", "reasons": "Rightly so."}
        )

        assert "Recorded: Ratified at Meeting 1" in text
        assert Ratification.objects.get().reasons == "Rightly so."

    def test_not_without_a_quorum(self, client: Client, listed: PlacementRequest):
        item = item_of(listed)
        open_meeting(item.meeting, HEALTH)

        text = sent(client, a_person(Role.CHAIR), page_of(item))[1]

        assert "Without a quorum nothing is ratified" in text
        assert "Record what the panel says" not in text

    def test_or_that_it_doesn_t_and_what_has_to_happen(
        self, client: Client, listed: PlacementRequest
    ):
        item = item_of(listed)
        open_with_support(item.meeting)

        sent(
            client,
            a_person(Role.CHAIR),
            f"{page_of(item)}ratify/",
            {"answer": "bring_back", "reasons": "A nearer place was free."},
        )

        _, case = sent(client, a_person(Role.REFERRER), f"/cases/{listed}/")
        assert "Not ratified by the panel" in case
        assert "Bring it back as an ordinary request." in case

    def test_everything_missing_is_said_at_once(self, client: Client, listed: PlacementRequest):
        item = item_of(listed)
        open_with_support(item.meeting)

        _, text = sent(client, a_person(Role.CHAIR), f"{page_of(item)}ratify/", {})

        assert "Choose what the panel says" in text
        assert "Give the panel’s reasons" in text

    def test_it_waits_among_the_chair_s_outcomes(self, client: Client, listed: PlacementRequest):
        _, text = sent(client, a_person(Role.CHAIR), "/")

        assert str(listed) in text
        assert "On an agenda to be ratified" in text


def test_a_lead_reads_at_the_share_how_it_was_decided(client: Client):
    request = a_request(Stage.URGENT)
    decision = decide_urgently(request)
    share = decision.approvals.get(agency__code=HEALTH)

    _, text = sent(client, a_person(Role.AGENCY_LEAD, HEALTH), f"/approvals/{share.pk}/")

    assert "It couldn’t wait for a meeting." in text


class TestOneForAll:
    """Rules that leave every share to one approver, whose agency pays nothing here."""

    @pytest.fixture
    def share(self) -> ShareApproval:
        under(ONE_FOR_ALL)
        line = CHOSEN["cost_lines"][0] | {"shares": {EDUCATION: 6_000, HEALTH: 4_000}}
        request = a_request(Stage.URGENT, options=[LOCAL, CHOSEN | {"cost_lines": [line]}])
        return decide_urgently(request).approvals.get(agency__code=HEALTH)

    def test_the_approver_comes_to_it_from_home_or_the_case_and_approves(
        self, client: Client, share: ShareApproval
    ):
        approver, page = a_person(Role.AGENCY_LEAD, SOCIAL_CARE), f"/approvals/{share.pk}/"
        request = share.decision.placement_request

        for doorway in ("/", "/approvals/", f"/cases/{request}/"):
            assert page in sent(client, approver, doorway)[1]
        code, text = sent(client, approver, f"{page}approve/", {})

        request.refresh_from_db()
        assert (code, request.stage) == (200, Stage.APPROVED)
        assert "is committed" in text
        assert "Approved: the shares of Education and Health" in text

    def test_the_page_and_the_mail_name_all_that_one_press_approves_and_its_sum(
        self, client: Client, share: ShareApproval
    ):
        approver = a_person(Role.AGENCY_LEAD, SOCIAL_CARE)

        page = sent(client, approver, f"/approvals/{share.pk}/")[1]

        mail = Notice.objects.get(recipient=approver.username, key__startswith="approval/")
        together = "the shares of Education and Health"
        assert f"Approve {together} of the funding" in page
        assert re.search(rf">\s*Approve {together}\s*</button>", page)
        assert "You are the last approver." in page
        assert "still have to approve" not in page
        assert mail.subject_line.endswith(f": approve {together}")
        assert "£3,420.01 a week in all" in mail.body
        assert "Approve £3,420.01 a week for" in page

    def test_the_leads_of_every_agency_that_may_approve_for_all_are_told_and_reminded(self):
        under(ONE_FOR_ALL.replace("[{", "[{ agency = 'health', post = 'Lead' }, {"))
        decision = decide_urgently(a_request(Stage.URGENT))
        able = {a_person(Role.AGENCY_LEAD, code).username for code in (HEALTH, SOCIAL_CARE)}
        unable = a_person(Role.AGENCY_LEAD, EDUCATION).username

        deadlines.sweep(at=MEETING_DAY)

        about = Notice.objects.filter(subject_line__startswith=str(decision.placement_request))
        told = about.filter(key__startswith="approval/")
        assert set(told.values_list("recipient", flat=True)) == able
        reminders = about.filter(clock__rule_id="SHARE-APPROVAL")
        reminded = set(reminders.values_list("recipient", flat=True))
        assert able <= reminded
        assert unable not in reminded

    def test_each_rung_reminds_once_of_all_that_one_press_approves(self, share: ShareApproval):
        request = share.decision.placement_request
        clock = Clock.objects.get(subject=request.reference, rule_id="SHARE-APPROVAL")

        deadlines.sweep(at=MEETING_DAY)

        approver = a_person(Role.AGENCY_LEAD, SOCIAL_CARE)
        mails = Notice.objects.filter(recipient=approver.username, key__startswith="reminder/")
        rungs = clock.reminders.filter(to="owner", outcome="owed")
        due = f"Approval for every agency that pays was due on {day(share.due_on)}"
        assert list(mails.values_list("subject_line", flat=True)) == [
            f"{request}: {due}" for _ in rungs
        ]
        assert rungs

    def test_the_leads_of_those_who_pay_are_neither_offered_it_nor_reminded(
        self, client: Client, share: ShareApproval
    ):
        payer, page = a_person(Role.AGENCY_LEAD, HEALTH), f"/approvals/{share.pk}/"
        request = share.decision.placement_request

        for doorway in ("/", "/approvals/", f"/cases/{request}/"):
            assert page not in sent(client, payer, doorway)[1]
        assert sent(client, payer, page)[0] == 404
        asked = Clock.objects.filter(subject=request.reference, rule_id="SHARE-APPROVAL")
        assert {clock.owner_agency.code for clock in asked} == {SOCIAL_CARE}
