"""What the database itself refuses about people and their roles."""

from datetime import date

import pytest
from django.db import IntegrityError

from panel.agencies.models import Appointment, Role
from tests.builders import a_panel, a_person

pytestmark = pytest.mark.django_db


def appoint(**changes: object) -> Appointment:
    held = {
        "person": a_person(Role.ADMINISTRATOR),
        "panel": a_panel(),
        "role": Role.AUDITOR,
        "starts_on": date(2026, 1, 1),
    }
    return Appointment.objects.create(**held | changes)


def test_an_appointment_doesn_t_end_before_it_starts():
    with pytest.raises(IntegrityError, match="appointment_ends_after_it_starts"):
        appoint(ends_on=date(2026, 1, 1))


@pytest.mark.parametrize("role", [Role.REFERRER, Role.ADVISER, Role.MEMBER, Role.AGENCY_LEAD])
def test_a_role_for_an_agency_names_it(role: Role):
    with pytest.raises(IntegrityError, match="appointment_for_an_agency_names_it"):
        appoint(role=role)


def test_an_appointment_is_made_once():
    appoint()
    with pytest.raises(IntegrityError, match="appointment_is_made_once"):
        appoint()
