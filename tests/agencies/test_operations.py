"""Appointments, seats, substitutes, deputies and schemes: who may give them, and what fits."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access, operations
from panel.agencies.access import Permission
from panel.agencies.limits import Limits
from panel.agencies.models import Appointment, Grade, Person, Role
from panel.audit import queries as audit
from panel.sample.people import EDUCATION, HEALTH
from tests.agencies.seats import FIRST, LATER, a_seat, agency_id, somebody
from tests.builders import MONDAY_9AM, a_panel, a_person

pytestmark = pytest.mark.django_db
LIMIT = Limits(weekly_pence=100_000)


def lead_of(code: str) -> Appointment:
    a_panel()
    return Appointment.objects.get(role=Role.AGENCY_LEAD, agency__code=code, deputises=None)


def depute(person: Person, lead: Appointment, limits: Limits = LIMIT) -> Appointment:
    return operations.name_deputy(
        appointment_id=lead.pk,
        person_id=person.pk,
        limits=limits,
        starts_on=FIRST,
        ends_on=LATER,
        by=a_person(Role.ADMINISTRATOR),
        at=MONDAY_9AM,
    )


class TestGradeLead:
    def test_keeps_the_grade_and_an_event_tells_of_it(self):
        made = operations.grade_lead(
            appointment_id=lead_of(HEALTH).pk,
            grade=Grade.CHIEF_OFFICER,
            by=a_person(Role.ADMINISTRATOR),
            at=MONDAY_9AM,
        )

        event = audit.history(f"person {made.person.username}").last()
        assert (event.kind, event.payload["grade"]) == ("lead_graded", "chief_officer")
        assert lead_of(HEALTH).grade == Grade.CHIEF_OFFICER

    def test_is_for_those_who_approve(self):
        held = Appointment.objects.get(role=Role.COORDINATOR, panel=a_panel())

        with pytest.raises(operations.NotALead):
            operations.grade_lead(
                appointment_id=held.pk, grade=Grade.DIRECTOR, by=None, at=MONDAY_9AM
            )


class TestAppoint:
    def appoint(self, by: Person, **changes: object) -> Appointment:
        asked = {
            "panel_id": a_panel().pk,
            "role": Role.ADVISER,
            "agency_id": agency_id(HEALTH),
            "starts_on": FIRST,
        }
        if "person_id" not in changes:
            asked["person_id"] = somebody().pk
        return operations.appoint(**asked | changes, by=by, at=MONDAY_9AM)

    def test_an_administrator_appoints_and_an_event_tells_of_it(self):
        made = self.appoint(a_person(Role.ADMINISTRATOR))

        event = audit.history(f"person {made.person.username}").last()
        assert (event.kind, event.by) == ("appointed", a_person(Role.ADMINISTRATOR).username)

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
    def test_nobody_else_does(self, role: Role):
        with pytest.raises(access.Refused):
            self.appoint(a_person(role))

    def test_an_agency_s_role_names_one_of_the_panel_s(self):
        with pytest.raises(operations.NoAgency, match="adviser is an agency’s role"):
            self.appoint(a_person(Role.ADMINISTRATOR), agency_id=None)

    def test_once_from_a_day(self):
        first = self.appoint(a_person(Role.ADMINISTRATOR))
        with pytest.raises(operations.AlreadyAppointed, match="from 1 September 2026 already"):
            self.appoint(a_person(Role.ADMINISTRATOR), person_id=first.person_id)

    def test_ended_it_gives_no_more_access_from_that_day(self):
        made = self.appoint(a_person(Role.ADMINISTRATOR))
        by = a_person(Role.ADMINISTRATOR)
        operations.end_appointment(appointment_id=made.pk, ends_on=LATER, by=by, at=MONDAY_9AM)

        assert access.of(made.person, on=date(2026, 9, 30)).holds(Permission.ADVICE_GIVE)
        assert not access.of(made.person, on=LATER).holds(Permission.ADVICE_GIVE)
        with pytest.raises(operations.Ended):
            operations.end_appointment(appointment_id=made.pk, ends_on=LATER, by=by, at=MONDAY_9AM)


class TestTheLastAdministrator:
    def test_stays_until_there_is_another(self):
        one = a_person(Role.ADMINISTRATOR)
        ends = {
            "appointment_id": one.appointments.get(role=Role.ADMINISTRATOR).pk,
            "ends_on": LATER,
            "by": one,
            "at": MONDAY_9AM,
        }
        with pytest.raises(operations.LastAdministrator, match="appoint another one first"):
            operations.end_appointment(**ends)

        operations.appoint(
            person_id=somebody().pk,
            panel_id=a_panel().pk,
            role=Role.ADMINISTRATOR,
            agency_id=None,
            starts_on=FIRST,
            by=one,
            at=MONDAY_9AM,
        )
        assert operations.end_appointment(**ends).ends_on == LATER


class TestOneself:
    def test_is_appointed_to_nothing(self):
        by = a_person(Role.ADMINISTRATOR)
        asked = {"person_id": by.pk, "by": by, "at": MONDAY_9AM, "starts_on": FIRST}

        with pytest.raises(operations.OwnAppointment, match="add a second administrator first"):
            operations.appoint(panel_id=a_panel().pk, role=Role.AUDITOR, agency_id=None, **asked)
        with pytest.raises(operations.OwnAppointment):
            operations.fill_seat(seat_id=a_seat().pk, **asked)

    def test_is_appointed_by_another_administrator(self):
        one, other = a_person(Role.ADMINISTRATOR), somebody()
        asked = {"panel_id": a_panel().pk, "agency_id": None, "starts_on": FIRST}
        operations.appoint(
            person_id=other.pk, role=Role.ADMINISTRATOR, by=one, at=MONDAY_9AM, **asked
        )

        made = operations.appoint(
            person_id=one.pk, role=Role.AUDITOR, by=other, at=MONDAY_9AM, **asked
        )

        assert made.person == one


class TestAddPerson:
    def test_once_a_mailbox_whatever_the_capitals(self):
        somebody()

        with pytest.raises(operations.AddressTaken):
            operations.add_person(
                username="ADA@Northmere.example",
                name="Ada Again",
                password=None,
                by=None,
                at=MONDAY_9AM,
            )

    def test_signs_in_with_any_capitals(self):
        ada = somebody()

        assert Person.objects.get_by_natural_key("Ada@NORTHMERE.example") == ada


class TestDeputies:
    def test_a_deputy_may_do_what_a_lead_may_while_both_hold(self):
        deputy, lead = somebody(), lead_of(HEALTH)
        depute(deputy, lead)

        assert access.of(deputy, on=FIRST).agencies(Permission.SHARE_APPROVE) == {lead.agency_id}
        assert not access.of(deputy, on=LATER).grants
        operations.end_appointment(
            appointment_id=lead.pk, ends_on=date(2026, 9, 15), by=None, at=MONDAY_9AM
        )
        assert access.of(deputy, on=date(2026, 9, 14)).grants
        assert not access.of(deputy, on=date(2026, 9, 15)).grants

    def test_nobody_deputises_for_themself(self):
        lead = lead_of(HEALTH)
        with pytest.raises(operations.NoDeputy, match="for themself"):
            depute(lead.person, lead)

    def test_a_deputy_has_no_deputy(self):
        made = depute(somebody(), lead_of(HEALTH))
        with pytest.raises(operations.NoDeputy, match="Only somebody who leads"):
            depute(somebody("Bo Other"), made)

    def test_a_deputy_has_an_amount(self):
        with pytest.raises(operations.NoDeputy, match="up to what amount"):
            depute(somebody(), lead_of(HEALTH), Limits())


class TestWhatTheDatabaseRefuses:
    def test_a_deputy_of_oneself(self):
        made = depute(somebody(), lead_of(HEALTH))
        with pytest.raises(IntegrityError, match="deputises_for_another"), transaction.atomic():
            Appointment.objects.filter(pk=made.pk).update(person=lead_of(HEALTH).person)

    def test_a_deputy_for_another_agency(self):
        made = depute(somebody(), lead_of(HEALTH))
        with pytest.raises(IntegrityError, match="deputises_for_another"), transaction.atomic():
            Appointment.objects.filter(pk=made.pk).update(deputises=lead_of(EDUCATION))

    def test_a_second_account_for_a_mailbox(self):
        somebody()
        with pytest.raises(IntegrityError, match="address_of_their_own"), transaction.atomic():
            Person.objects.create(username="ADA@northmere.example", name="Ada Again")
