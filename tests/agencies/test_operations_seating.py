"""The verbs of seats: who holds one, who takes it in their place."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import operations
from panel.agencies.models import Appointment, Grade, Role
from panel.audit import queries as audit
from panel.sample.people import EDUCATION
from tests.agencies.seats import FIRST, LATER, a_seat, agency_id, fill, somebody, substitute
from tests.builders import MONDAY_9AM, a_panel, a_person

pytestmark = pytest.mark.django_db


class TestSeats:
    def test_its_holder_is_a_member_with_its_grade(self):
        held = fill(a_seat(), somebody())

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


class TestWhoHoldsASeat:
    def test_is_followed_from_the_day_on_which_another_begins(self):
        seat = a_seat()
        before, after = fill(seat, somebody()), fill(seat, somebody("Bo Other"), LATER)

        before.refresh_from_db()
        ended = audit.history(f"person {before.person.username}").last()
        assert (before.ends_on, after.ends_on) == (LATER, None)
        assert ended.kind == "appointment_ended"

    @pytest.mark.parametrize("day", [FIRST, date(2026, 8, 1)])
    def test_is_not_followed_from_their_first_day_or_before(self, day: date):
        seat = a_seat()
        fill(seat, somebody())

        with pytest.raises(operations.SeatTaken, match="Ada New holds this seat from 1 September"):
            fill(seat, somebody("Bo Other"), day)

    def test_does_not_hold_it_twice(self):
        seat, ada = a_seat(), somebody()
        fill(seat, ada)

        with pytest.raises(operations.AlreadySeated, match="Ada New holds this seat from 1 Sep"):
            fill(seat, ada, LATER)

    def test_is_not_their_own_substitute(self):
        seat, ada = a_seat(), somebody()
        fill(seat, ada)

        with pytest.raises(operations.OwnSubstitute, match="Ada New holds this seat"):
            substitute(seat, person=ada, starts_on=LATER)

    def test_was_not_named_their_substitute_before(self):
        seat, ada = a_seat(), somebody()
        substitute(seat, person=ada)

        with pytest.raises(operations.OwnSubstitute, match="Ada New is a substitute for"):
            fill(seat, ada, LATER)

    def test_may_have_been_a_substitute_until_then(self):
        seat, ada = a_seat(), somebody()
        substitute(seat, person=ada, ends_on=LATER)

        assert fill(seat, ada, LATER).seat == seat

    def test_has_each_substitute_once_at_a_time(self):
        seat, ada = a_seat(), somebody()
        substitute(seat, person=ada)

        with pytest.raises(operations.AlreadySeated, match="is a substitute for this seat"):
            substitute(seat, person=ada, starts_on=LATER)


class TestWhatTheDatabaseRefuses:
    def test_two_holders_of_a_seat_at_once(self):
        seat = a_seat()
        before, after = fill(seat, somebody()), fill(seat, somebody("Bo Other"), LATER)
        with (
            pytest.raises(IntegrityError, match="one_person_s_at_a_time"),
            transaction.atomic(),
        ):
            Appointment.objects.filter(pk=before.pk).update(ends_on=None)
        assert after.ends_on is None

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
