"""Appointments, seats, substitutes, deputies and schemes: who may give them, and what fits."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access, operations
from panel.agencies.access import Permission
from panel.agencies.limits import Limits
from panel.agencies.models import Appointment, Grade, Person, Role, Seat
from panel.audit import queries as audit
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import MONDAY_9AM, a_panel, a_person

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2026, 9, 1), date(2026, 10, 1)
LIMIT = Limits(weekly_pence=100_000)


def agency_id(code: str) -> int:
    return a_panel().agencies.get(code=code).pk


def somebody(name: str = "Ada New") -> Person:
    username = f"{name.split()[0].lower()}@northmere.example"
    return operations.add_person(
        username=username, name=name, password=None, by=None, at=MONDAY_9AM
    )


def a_seat(code: str = HEALTH, **changes: object) -> Seat:
    terms = {"title": "Head of children's health", "grade": Grade.HEAD_OF_SERVICE} | changes
    return operations.add_seat(
        panel_id=a_panel().pk,
        agency_id=agency_id(code),
        terms=operations.SeatTerms(**terms),
        by=a_person(Role.ADMINISTRATOR),
        at=MONDAY_9AM,
    )


def substitute(seat: Seat, grade: Grade) -> Appointment:
    return operations.name_substitute(
        seat_id=seat.pk,
        person_id=somebody().pk,
        grade=grade,
        starts_on=FIRST,
        ends_on=None,
        by=a_person(Role.ADMINISTRATOR),
        at=MONDAY_9AM,
    )


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


class TestSeats:
    def test_its_holder_is_a_member_with_its_grade(self):
        seat = a_seat()
        held = operations.fill_seat(
            seat_id=seat.pk,
            person_id=somebody().pk,
            starts_on=FIRST,
            by=a_person(Role.ADMINISTRATOR),
            at=MONDAY_9AM,
        )

        assert (held.role, held.grade) == (Role.MEMBER, Grade.HEAD_OF_SERVICE)

    def test_a_substitute_of_the_same_grade_or_above_passes(self):
        seat = a_seat(substitute_grade=Grade.HEAD_OF_SERVICE)

        assert substitute(seat, Grade.HEAD_OF_SERVICE).is_substitute

    def test_a_substitute_of_a_lower_grade_is_refused_in_words(self):
        seat = a_seat(substitute_grade=Grade.HEAD_OF_SERVICE)

        with pytest.raises(operations.LowerGrade, match="has to be head of service or above"):
            substitute(seat, Grade.SERVICE_MANAGER)

    def test_where_the_seat_asks_for_no_grade_anybody_passes(self):
        assert substitute(a_seat(), Grade.OFFICER)

    def test_one_that_only_advises_is_an_agency_s(self):
        with pytest.raises(operations.NoAgency, match="for none is the chair’s"):
            operations.add_seat(
                panel_id=a_panel().pk,
                agency_id=None,
                terms=operations.SeatTerms("Finance adviser", Grade.OFFICER, is_voting=False),
                by=a_person(Role.ADMINISTRATOR),
                at=MONDAY_9AM,
            )

    def test_a_title_is_there_once(self):
        a_seat()
        with pytest.raises(operations.SeatExists):
            a_seat()


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

    def test_a_substitute_below_the_seat_s_grade(self):
        made = substitute(a_seat(substitute_grade=Grade.TEAM_MANAGER), Grade.TEAM_MANAGER)
        with (
            pytest.raises(IntegrityError, match="appointment_fits_its_seat"),
            transaction.atomic(),
        ):
            Appointment.objects.filter(pk=made.pk).update(grade=Grade.OFFICER)

    def test_a_seat_of_another_agency(self):
        made = substitute(a_seat(), Grade.TEAM_MANAGER)
        with (
            pytest.raises(IntegrityError, match="appointment_fits_its_seat"),
            transaction.atomic(),
        ):
            Appointment.objects.filter(pk=made.pk).update(agency=agency_id(EDUCATION))
