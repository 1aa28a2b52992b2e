"""“Your work”, for each role."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from panel.agencies import operations as agencies
from panel.agencies.models import Grade, Person, Role
from panel.cases import operations as cases
from panel.cases.stages import Stage
from panel.deadlines.models import Clock
from panel.decisions import operations as decisions
from panel.meetings import operations as meetings
from panel.meetings import places
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.sample.people import HEALTH, SINCE, SOCIAL_CARE
from tests.builders import (
    CHOSEN,
    DOCUMENT,
    LOCAL,
    MONDAY_9AM,
    a_fund,
    a_panel,
    a_person,
    a_request,
    approve,
    open_meeting,
    the_item,
)
from tests.decisions.challenged import LATER, a_challenge, end
from tests.decisions.changed import asked_to_change, walk_to_agencies
from tests.decisions.placements.test_rolling import opened

pytestmark = pytest.mark.django_db

A_MONTH_LATER = {"starts_on": "2027-05-03", "ends_on": "2027-06-01"}


@pytest.fixture
def home(client: Client) -> Any:
    """Return a function that shows somebody's home."""

    def show(role: Role, agency: str = "") -> str:
        client.force_login(a_person(role, agency))
        page = client.get("/")
        assert page.status_code == 200
        return str(page.text)

    return show


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_a_home_even_when_nothing_waits(home: Any, role: Role) -> None:
    a_panel()

    assert "Your work" in home(role)


def test_a_stranger_signs_in_first(client: Client) -> None:
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_an_administrator_has_no_casework(home: Any) -> None:
    request = a_request(Stage.SUBMITTED)

    page = home(Role.ADMINISTRATOR)

    assert "Your role has no casework" in page
    assert request.reference not in page


def test_a_referrer_sees_what_was_sent_back_before_drafts(home: Any) -> None:
    draft, returned = a_request(), a_request(Stage.RETURNED)

    page = home(Role.REFERRER, SOCIAL_CARE)

    assert "Referrer for Social care" in page
    assert page.index(returned.reference) < page.index(draft.reference)
    assert "Start a request" in page


def test_a_coordinator_sees_a_challenge_until_what_the_tribunal_ordered_is_done(home: Any) -> None:
    challenge = a_challenge(kind="tribunal", notified_on=date(2026, 9, 24))
    address = f'href="/cases/{challenge.decision.placement_request}/"'
    assert address in home(Role.COORDINATOR)

    end(challenge, outcome="replaced", orders=["name_school"])
    page = home(Role.COORDINATOR)
    assert address in page
    assert Clock.objects.get(rule_id="TRI-05-NAME").title in page

    decisions.carry_out(
        challenge_id=challenge.pk,
        step="TRI-05-NAME",
        by=a_person(Role.COORDINATOR),
        at=LATER,
    )
    assert "None is." in home(Role.COORDINATOR)


def test_a_referrer_sees_nothing_of_another_agency(home: Any) -> None:
    draft = a_request()

    assert draft.reference not in home(Role.REFERRER, HEALTH)


HOMES = [
    (Role.REFERRER, SOCIAL_CARE, Stage.ADVICE),
    (Role.COORDINATOR, "", Stage.ADVICE),
    (Role.ADVISER, HEALTH, Stage.ADVICE),
    (Role.AGENCY_LEAD, HEALTH, Stage.ADVICE),
    (Role.AGENCY_LEAD, HEALTH, Stage.FUNDING),
    (Role.CHAIR, "", Stage.CONSIDERED),
]


@pytest.mark.parametrize(("role", "agency", "stage"), HOMES)
def test_nobody_s_home_shows_a_case_that_is_restricted(
    home: Any, role: Role, agency: str, stage: Stage
) -> None:
    request = a_request(stage)
    assert request.reference in home(role, agency)

    cases.restrict(
        placement_request_id=request.pk,
        named_ids=[a_person(Role.AUDITOR).pk],
        reason="A member of staff is the child's aunt.",
        by=a_person(Role.CHAIR if role == Role.COORDINATOR else Role.COORDINATOR),
        at=MONDAY_9AM,
    )

    assert request.reference not in home(role, agency)


def test_a_coordinator_sees_where_agencies_disagree_who_pays(home: Any) -> None:
    disputed = a_request(Stage.DISPUTED)

    page = home(Role.COORDINATOR)

    assert "Agencies disagree who pays" in page
    assert f"/cases/{disputed}/" in page
    assert "Tell the family and the referrer by telephone" in page  # due before the dispute is


def test_a_coordinator_checks_the_oldest_request_next(home: Any) -> None:
    first = a_request(Stage.SUBMITTED)
    a_request(Stage.SUBMITTED)

    page = home(Role.COORDINATOR)

    assert "2 cases" in page
    assert f'href="/cases/{first.reference}/check/">Check next request' in page


def test_advice_that_is_late_says_by_how_much(home: Any) -> None:
    a_request(Stage.ADVICE)  # in September 2026

    assert "days late" in home(Role.COORDINATOR)
    assert "days late" in home(Role.ADVISER, HEALTH)
    assert "days late" in home(Role.AGENCY_LEAD, HEALTH)


def test_a_member_is_asked_for_a_position_and_a_chair_for_an_outcome(home: Any) -> None:
    item = the_item(a_request(Stage.LISTED))
    address = f"/meetings/{item.meeting_id}/items/{item.position}/"

    assert "Waiting for your position" in home(Role.MEMBER, HEALTH)
    page = home(Role.CHAIR)

    assert "Waiting for an outcome" in page
    assert address in page


def test_the_next_panel_is_one_of_today_or_to_come_and_else_the_one_that_is_open(
    home: Any,
) -> None:
    meeting = the_item(a_request(Stage.LISTED)).meeting

    with time_machine.travel(meeting.starts_at + timedelta(hours=1)):
        assert str(meeting) in home(Role.COORDINATOR)
    with time_machine.travel(meeting.starts_at + timedelta(days=1)):
        assert "None planned" in home(Role.COORDINATOR)
        open_meeting(meeting)
        assert "Panel that is open" in home(Role.COORDINATOR)


def seated(**terms: Any) -> Person:
    """Return somebody new whom health sends, in a seat of these terms."""
    panel = a_panel()
    seat = agencies.add_seat(
        panel_id=panel.pk,
        agency_id=panel.agencies.get(code=HEALTH).pk,
        terms=agencies.SeatTerms("Transition lead", Grade.SERVICE_MANAGER, **terms),
        by=None,
        at=MONDAY_9AM,
    )
    person = agencies.add_person(
        username="ada.new@northmere.example", name="Ada New", password=None, by=None, at=MONDAY_9AM
    )
    agencies.fill_seat(
        seat_id=seat.pk, person_id=person.pk, starts_on=SINCE, by=None, at=MONDAY_9AM
    )
    return person


@pytest.mark.parametrize(
    ("terms", "is_asked"),
    [
        ({"is_voting": False}, False),
        ({"applies_from_age": 14}, False),
        ({"applies_from_age": 13}, True),
        ({}, True),
    ],
)
def test_a_position_is_asked_from_a_seat_that_gives_one_on_a_child_of_that_age(
    client: Client, terms: dict[str, Any], is_asked: bool
) -> None:
    listed = a_request(Stage.LISTED)  # of a child of thirteen
    client.force_login(seated(**terms))

    page = client.get("/").text

    assert (listed.reference in page) == is_asked
    assert ("No item waits for your position." in page) != is_asked


@pytest.mark.parametrize("born_on", ["2012-09-21", "2012-09-22"])
def test_a_child_is_as_old_as_on_the_meeting_s_day(client: Client, born_on: str) -> None:
    listed = a_request(Stage.LISTED, child=DOCUMENT["child"] | {"born_on": born_on})
    client.force_login(seated(applies_from_age=14))

    is_asked = places.age_at(the_item(listed)) >= 14

    assert (listed.reference in client.get("/").text) == is_asked == (born_on == "2012-09-21")


def test_a_member_is_not_asked_twice(home: Any) -> None:
    listed = a_request(Stage.CONSIDERED)

    assert listed.reference not in home(Role.MEMBER, HEALTH)
    assert listed.reference in home(Role.CHAIR)


def test_an_open_meeting_is_still_the_next_one(home: Any) -> None:
    item = the_item(a_request(Stage.LISTED))
    open_meeting(item.meeting)

    assert f'href="/meetings/{item.meeting_id}/">Open meeting' in home(Role.CHAIR)


def test_a_member_is_led_to_the_meeting_that_waits_and_not_to_the_next(home: Any) -> None:
    item = the_item(a_request(Stage.LISTED))
    sooner = meetings.plan(
        panel_id=item.meeting.panel_id,
        starts_at=item.meeting.starts_at - timedelta(days=1),
        place="County Hall",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )

    page = home(Role.MEMBER, HEALTH)

    assert f'href="/meetings/{item.meeting_id}/">Open meeting' in page
    assert f'href="/meetings/{sooner.pk}/">Open meeting' not in page


def test_a_lead_sees_what_waits_beside_money_and_authority(home: Any) -> None:
    request = a_request(Stage.FUNDING)
    share = request.decisions.get().approvals.get(agency__code=HEALTH)

    page = home(Role.AGENCY_LEAD, HEALTH)

    assert "Agency lead for Health" in page
    assert f'href="/approvals/{share.pk}/">Review next approval' in page
    assert "Your authority" in page
    assert "£5,000.00" in page
    assert "Uncommitted" in page
    assert "fit in the money left" not in page


def test_a_lead_who_has_approved_is_not_asked_again(home: Any) -> None:
    request = a_request(Stage.FUNDING)
    approve(request, HEALTH)

    page = home(Role.AGENCY_LEAD, HEALTH)

    assert request.reference not in page
    assert "Nothing is waiting for you" in page


def test_a_lead_is_warned_when_not_all_fits_beside_what_is_set_aside_for_others(home: Any) -> None:
    fund_year = a_fund()
    fund.reserve(
        fund_year=fund_year,
        about="JRAP-2026-99999",
        amounts={fund_year.fund.host_id: funds.headroom(fund_year)},
        key="everything",
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )
    a_request(Stage.FUNDING)

    page = home(Role.AGENCY_LEAD, HEALTH)

    assert "Not all of your approvals fit in the money left" in page
    assert "The need stands." in page


def test_a_lead_is_not_warned_while_the_pot_may_go_below_nothing(home: Any) -> None:
    fund_year = a_fund(pence_each=Pence(1_000_00))
    a_request(Stage.FUNDING)
    fund.authorise_floor(
        fund_year=fund_year,
        agency_id=fund_year.fund.host_id,
        pence=Pence(1_000_000_00),
        about="JRAP-2026-99999",
        key="consent",
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )

    assert "fit in the money left" not in home(Role.AGENCY_LEAD, HEALTH)


def test_a_fund_manager_sees_money_and_no_child(home: Any) -> None:
    fund_year = a_fund()
    request = a_request(Stage.APPROVED)

    page = home(Role.FUND_MANAGER)

    assert "Uncommitted" in page
    assert "£3,000,000.00" in page
    assert f'href="/fund/years/{fund_year.pk}/accrue/"' in page
    assert request.reference not in page
    assert request.child.initials not in page


def test_an_auditor_sees_the_latest_records(home: Any) -> None:
    request = a_request(Stage.APPROVED)

    page = home(Role.AUDITOR)

    assert "Latest decision records" in page
    assert request.decisions.get().records.get().number in page


@pytest.mark.parametrize(
    ("role", "agency", "stage", "asked"),
    [
        (Role.REFERRER, SOCIAL_CARE, Stage.DRAFT, 11),
        (Role.COORDINATOR, "", Stage.SUBMITTED, 18),
        (Role.ADVISER, HEALTH, Stage.ADVICE, 5),
        (Role.MEMBER, HEALTH, Stage.LISTED, 6),
        (Role.AGENCY_LEAD, HEALTH, Stage.FUNDING, 22),
    ],
)
def test_asks_as_much_for_two_rows_as_for_one(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    role: Role,
    agency: str,
    stage: Stage,
    asked: int,
) -> None:
    client.force_login(a_person(role, agency))
    for _ in range(2):
        a_request(stage)
        with django_assert_num_queries(asked):
            client.get("/")


def test_a_share_of_another_year_is_not_held_against_the_money_of_this_one(home: Any) -> None:
    a_fund(pence_each=Pence(1_000_00))
    later = {**CHOSEN, "starts_on": "2027-05-03"}
    a_request(Stage.FUNDING, options=[LOCAL, later])

    page = home(Role.AGENCY_LEAD, HEALTH)

    assert "fit in the money left" not in page


def test_what_a_change_gives_back_to_one_year_covers_nothing_of_another(home: Any) -> None:
    walk_to_agencies(asked_to_change(a_request(Stage.PLACED)))
    assert "fit in the money left" not in home(Role.AGENCY_LEAD, HEALTH)

    opened(2027, pence_each=0)
    a_request(Stage.FUNDING, options=[LOCAL, {**CHOSEN, **A_MONTH_LATER}])

    assert "£14,657.19 of what they need is not covered" in home(Role.AGENCY_LEAD, HEALTH)
