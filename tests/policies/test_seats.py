"""The seats that rules name, and whether anybody holds them."""

from datetime import date

import pytest
from django.test import Client

from panel.agencies import operations as agencies
from panel.agencies import queries
from panel.agencies.models import Grade, Role, Seat
from panel.policies import seats
from panel.policies.schema.membership import Membership
from panel.policies.schema.membership import Seat as AskedSeat
from panel.presentation.parts import Cell
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import MONDAY_9AM, a_panel, a_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 7)


def told(*asked: AskedSeat, **rules: int) -> dict[str, Cell]:
    """Return what is said of each seat that rules name."""
    membership = Membership(seats=asked, **rules)
    found = seats.rows(membership, queries.seats_of([a_panel().pk]), on=TODAY)
    return {row.heading: row.cells[-1] for row in found}


def a_seat(title: str, agency: str, **terms: object) -> Seat:
    return agencies.add_seat(
        panel_id=a_panel().pk,
        agency_id=a_panel().agencies.get(code=agency).pk,
        terms=agencies.SeatTerms(title, Grade.TEAM_MANAGER, **terms),
        by=None,
        at=MONDAY_9AM,
    )


class TestRows:
    def test_say_who_holds_a_seat(self):
        assert told(AskedSeat(title="SEND lead", agency=EDUCATION))["SEND lead"].words == (
            "Held by Ruth Ansah"
        )

    def test_say_that_a_seat_is_empty_or_not_set_up(self):
        a_seat("Psychologist", EDUCATION)
        said = told(
            AskedSeat(title="Psychologist", agency=EDUCATION),
            AskedSeat(title="Finance adviser", role="adviser", voting=False),
        )

        assert [cell.words for cell in said.values()][:2] == ["Empty", "Not set up"]

    def test_say_in_what_a_seat_is_set_up_otherwise(self):
        a_seat("Transition lead", HEALTH, is_voting=False)
        said = told(
            AskedSeat(
                title="Transition lead", agency=EDUCATION, grade="head_of_service", from_age=16
            )
        )

        assert said["Transition lead"].note == (
            "It is for Health, asks for team manager, only advises, is from age 0."
        )

    def test_take_an_adviser_of_any_agency_where_the_rules_name_none(self):
        a_seat("Finance adviser", EDUCATION, is_voting=False)
        asked = AskedSeat(title="Finance adviser", role="adviser", voting=False)

        assert told(asked)["Finance adviser"].words == "Empty"

    def test_need_no_seat_of_a_clerk(self):
        assert "Clerk" not in told(
            AskedSeat(title="Chair", role="chair"),
            AskedSeat(title="Clerk", role="clerk", voting=False),
        )

    def test_count_who_is_named_to_stand_in_for_the_chair(self):
        chair = AskedSeat(title="Chair", role="chair")
        assert told(chair)["Vice chairs"].words == "Otis Bramwell"

        agencies.name_substitute(
            seat_id=Seat.objects.get(panel=a_panel(), title="Chair").pk,
            person_id=a_person(Role.MEMBER, EDUCATION).pk,
            grade=Grade.HEAD_OF_SERVICE,
            starts_on=TODAY,
            ends_on=None,
            by=None,
            at=MONDAY_9AM,
        )
        assert told(chair)["Vice chairs"].words == "Otis Bramwell and Ruth Ansah"


def test_the_page_of_the_rules_shows_them(client: Client):
    client.force_login(a_person(Role.ADMINISTRATOR))

    page = client.get("/settings/policies/northmere/1/").text

    assert "Held by Margaret Osei" in page
    assert "Educational psychologist" in page
    assert "Not set up" in page
