"""The pages of people and seats."""

import pytest
from django.test import Client

from panel.agencies.models import Appointment, Delegation, Person, Role, Seat
from panel.sample.people import HEALTH
from tests.builders import a_panel, a_person

pytestmark = pytest.mark.django_db
PEOPLE = "/settings/people/"
ADA = "ada@northmere.example"


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(a_person(Role.ADMINISTRATOR))
    client.post(f"{PEOPLE}add/", {"name": "Ada New", "username": ADA})
    return client


def day(name: str, day: int, month: int, year: int) -> dict[str, int]:
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def send(client: Client, address: str, **asked: object) -> str:
    return client.post(PEOPLE + address, asked, follow=True).text


def health() -> int:
    return a_panel().agencies.get(code=HEALTH).pk


def test_a_person_is_added_and_appointed(administrator: Client):
    page = send(
        administrator,
        "appoint/",
        panel=a_panel().pk,
        person=ADA,
        role=Role.AGENCY_LEAD,
        agency=health(),
        yearly_pence="100,000",
        **day("starts_on", 1, 9, 2026),
    )

    assert "They are appointed." in page
    assert "Ada New" in page
    assert "£100,000.00 a year" in page
    assert Appointment.objects.get(person__username=ADA).yearly_limit_pence == 100_000_00


def test_somebody_unknown_is_said_to_be(administrator: Client):
    page = send(administrator, "appoint/", panel=a_panel().pk, person="who@northmere.example")

    assert "Nobody signs in with that address: add the person first" in page
    assert "who@northmere.example" in page


def test_the_same_address_isn_t_added_twice(administrator: Client):
    page = send(administrator, "add/", name="Ada Again", username=ADA)

    assert "Somebody signs in with that address already" in page


def test_nor_in_other_capitals(administrator: Client):
    page = send(administrator, "add/", name="Ada Again", username=ADA.title())

    assert "Somebody signs in with that address already" in page
    assert Person.objects.filter(username__iexact=ADA).count() == 1


def test_somebody_without_an_appointment_is_listed_until_they_have_one(administrator: Client):
    assert "Not appointed yet" in administrator.get(PEOPLE).text
    assert ADA in administrator.get(PEOPLE).text

    first = day("starts_on", 1, 9, 2026)
    send(
        administrator,
        "appoint/",
        panel=a_panel().pk,
        person=ADA.upper(),
        role=Role.AUDITOR,
        **first,
    )

    assert "Not appointed yet" not in administrator.get(PEOPLE).text


def test_an_administrator_does_not_appoint_themself(administrator: Client):
    page = send(
        administrator,
        "appoint/",
        panel=a_panel().pk,
        person=a_person(Role.ADMINISTRATOR).username,
        role=Role.COORDINATOR,
        **day("starts_on", 1, 9, 2026),
    )

    assert "You can’t appoint yourself: another administrator of the panel has to." in page


def test_a_lead_is_given_a_deputy(administrator: Client):
    lead = Appointment.objects.get(role=Role.AGENCY_LEAD, agency=health())
    page = send(
        administrator,
        f"appointments/{lead.pk}/deputy/",
        person=ADA,
        grade="6",
        weekly_pence="1,500",
        **day("starts_on", 1, 11, 2026),
        **day("last_day", 30, 11, 2026),
    )

    assert "Deputy of Priya Raman" in page
    assert "1 November 2026 to 30 November 2026" in page


def test_a_deputy_without_an_amount_is_refused_in_place(administrator: Client):
    lead = Appointment.objects.get(role=Role.AGENCY_LEAD, agency=health())
    page = send(
        administrator,
        f"appointments/{lead.pk}/deputy/",
        person=ADA,
        grade="6",
        **day("starts_on", 1, 11, 2026),
        **day("last_day", 30, 11, 2026),
    )

    assert "Say up to what amount the deputy may approve." in page
    assert ADA in page


def test_it_is_said_how_senior_a_lead_is(administrator: Client):
    lead = Appointment.objects.get(role=Role.AGENCY_LEAD, agency=health())
    page = send(administrator, f"appointments/{lead.pk}/grade/", grade="7")

    assert "Chief officer" in page


def test_the_form_of_a_grade_begins_at_the_one_they_have(administrator: Client):
    lead = Appointment.objects.get(role=Role.AGENCY_LEAD, agency=health())
    address = f"{PEOPLE}appointments/{lead.pk}/grade/"
    assert '<option value="6" selected>Director</option>' in administrator.get(address).text

    Appointment.objects.filter(pk=lead.pk).update(grade=None)
    assert '<option value="" selected>Choose a grade</option>' in administrator.get(address).text


def test_the_form_of_a_seat_says_who_holds_it_and_what_becomes_of_them(administrator: Client):
    seat = Seat.objects.get(title="ICB clinician")
    assert "Callum Reid holds it now." in administrator.get(f"{PEOPLE}seats/{seat.pk}/").text

    page = send(administrator, f"seats/{seat.pk}/", person=ADA, **day("starts_on", 1, 11, 2026))

    assert "The seat is filled." in page
    assert str(seat.appointments.get(person__name="Callum Reid").ends_on) == "2026-11-01"


def test_an_appointment_ends(administrator: Client):
    held = Appointment.objects.get(role=Role.AUDITOR)
    send(administrator, f"appointments/{held.pk}/", **day("last_day", 30, 11, 2026))

    held.refresh_from_db()
    assert str(held.ends_on) == "2026-12-01"


def test_a_seat_is_added_filled_and_has_a_substitute(administrator: Client):
    terms = {"panel": a_panel().pk, "agency": health(), "title": "Head of children's health"}
    send(administrator, "seats/add/", **terms, grade=4, substitute_grade=4, is_voting="on")
    seat = Seat.objects.get(title="Head of children's health")
    first = day("starts_on", 1, 9, 2026)

    page = send(administrator, f"seats/{seat.pk}/substitute/", person=ADA, grade=2, **first)
    assert "has to be head of service or above; this is team manager" in page
    send(administrator, f"seats/{seat.pk}/substitute/", person=ADA, grade=4, **first)
    page = send(
        administrator, f"seats/{seat.pk}/", person=a_person(Role.MEMBER, HEALTH).username, **first
    )
    assert "Substitute for Head of children" in page
    assert seat.appointments.count() == 2


def test_a_scheme_is_written_down_and_ended(administrator: Client):
    terms = {"panel": a_panel().pk, "agency": health(), "source": "Scheme, 4.2"}
    first = day("starts_on", 1, 9, 2026)
    page = send(administrator, "delegations/add/", **terms, **first)
    assert "Enter at least one amount" in page

    page = send(administrator, "delegations/add/", **terms, **first, weekly_pence="3000")
    assert "£3,000.00 a week" in page
    written = Delegation.objects.get()
    send(administrator, f"delegations/{written.pk}/end/", **day("last_day", 30, 11, 2026))
    written.refresh_from_db()
    assert str(written.ends_on) == "2026-12-01"

    page = send(administrator, "delegations/add/", **terms, **first, weekly_pence="300")
    assert "Never: replaced from 1 September 2026" in page
    written.refresh_from_db()
    assert written.is_replaced
    assert not written.holds_on(written.starts_on)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.COORDINATOR, Role.AUDITOR])
def test_nobody_else_has_these_pages(role: Role):
    client = Client()
    client.force_login(a_person(role))

    assert client.get(PEOPLE).status_code == 403
    assert (
        client.post(f"{PEOPLE}add/", {"name": "A", "username": "a@b.example"}).status_code == 403
    )
    assert not Person.objects.filter(username="a@b.example").exists()
