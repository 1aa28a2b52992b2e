"""Who may do what: the whole table, and how far each grant reaches."""

from datetime import date, timedelta

import pytest

from panel.agencies import access, operations
from panel.agencies.grants import GRANTS, Permission, Scope
from panel.agencies.models import Role
from panel.sample.people import HEALTH, SOCIAL_CARE
from tests.builders import MONDAY_9AM, a_panel, a_person

TODAY = MONDAY_9AM.date()
P, A = Scope.PANEL, Scope.AGENCY

#: Role → what it may do, and whether for the whole panel (P) or its own agency only (A).
TABLE = {
    Role.REFERRER: {
        "CASE_READ": A,
        "REQUEST_WRITE": A,
        "ADVICE_READ": A,
        "PLACEMENT_REVIEW": A,
        "RECORD_READ": A,
    },
    Role.COORDINATOR: {
        "CASE_READ": P,
        "ADVICE_READ": P,
        "MEETING_READ": P,
        "REQUEST_CHECK": P,
        "PLACEMENT_RUN": P,
        "PLACEMENT_REVIEW": P,
        "MEETING_RUN": P,
        "RECORD_READ": P,
        "CASE_RESTRICT": P,
        "DISPUTE_SETTLE": P,
        "DIRECTORY_KEEP": P,
        "REPORT_READ": P,
        "MEETING_CALL": P,
        "URGENT_DECIDE": P,
        "CHALLENGE_RECORD": P,
        "OUTCOME_TELL": P,
    },
    Role.ADVISER: {"CASE_READ": A, "ADVICE_GIVE": A, "ADVICE_READ": P},
    Role.MEMBER: {
        "CASE_READ": P,
        "ADVICE_READ": P,
        "MEETING_READ": P,
        "POSITION_GIVE": A,
        "RECORD_READ": P,
    },
    Role.CHAIR: {
        "CASE_READ": P,
        "ADVICE_READ": P,
        "MEETING_READ": P,
        "CASE_RESTRICT": P,
        "MEETING_RUN": P,
        "OUTCOME_RECORD": P,
        "MEETING_CALL": P,
        "URGENT_DECIDE": P,
        "RECORD_READ": P,
        "FUND_READ": P,
        "FUND_BOARD": P,
        "REPORT_READ": P,
    },
    Role.AGENCY_LEAD: {
        "CASE_READ": P,
        "ADVICE_READ": P,
        "MEETING_READ": P,
        "SHARE_APPROVE": A,
        "MEETING_CALL": P,
        "URGENT_DECIDE": A,
        "FUND_READ": P,
        "FUND_AGREE": A,
        "INVOICE_PASS": A,
        "RECORD_READ": P,
        "REPORT_READ": P,
    },
    Role.FUND_MANAGER: {
        "FUND_READ": P,
        "FUND_POST": P,
        "INVOICE_PASS": P,
        "REPORT_READ": P,
    },
    Role.AUDITOR: {
        "CASE_READ": P,
        "ADVICE_READ": P,
        "MEETING_READ": P,
        "FUND_READ": P,
        "RECORD_READ": P,
        "AUDIT_READ": P,
        "READS_READ": P,
        "REPORT_READ": P,
    },
    Role.ADMINISTRATOR: {"READS_READ": P, "PEOPLE_APPOINT": P},
}


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_exactly_what_the_table_says(role: Role):
    assert GRANTS[role] == {Permission[name]: scope for name, scope in TABLE[role].items()}


def test_every_permission_is_somebody_s():
    assert {permission for held in GRANTS.values() for permission in held} == set(Permission)


def test_nobody_both_asks_for_money_and_approves_it():
    for held in GRANTS.values():
        assert not {Permission.REQUEST_WRITE, Permission.SHARE_APPROVE} <= held.keys()


@pytest.mark.django_db
class TestMay:
    def test_an_agency_s_grant_holds_for_that_agency_alone(self):
        panel = a_panel()
        ids = dict(panel.agencies.values_list("code", "pk"))
        held = access.of(a_person(Role.ADVISER, HEALTH), on=TODAY)
        may = {
            code: held.may(Permission.ADVICE_GIVE, panel_id=panel.pk, agency_ids=[pk])
            for code, pk in ids.items()
        }

        assert may == {"education": False, "health": True, "social-care": False}

    def test_a_panel_s_grant_holds_on_that_panel_alone(self):
        panel = a_panel()
        other = operations.open_panel(
            code="elsewhere", name="Elsewhere", prefix="ELSE", agencies=[], by=None, at=MONDAY_9AM
        )
        held = access.of(a_person(Role.CHAIR), on=TODAY)

        assert held.may(Permission.OUTCOME_RECORD, panel_id=panel.pk)
        assert not held.may(Permission.OUTCOME_RECORD, panel_id=other.pk)

    def test_somebody_inactive_may_do_nothing(self):
        chair = a_person(Role.CHAIR)
        chair.is_active = False

        assert access.of(chair, on=TODAY).grants == frozenset()

    @pytest.mark.parametrize(("days", "holds"), [(-1, False), (0, True), (9, True), (10, False)])
    def test_an_appointment_holds_from_its_first_day_until_the_day_it_ends(self, days, holds):
        person = a_person(Role.ADMINISTRATOR)
        seat = operations.appoint(
            person_id=person.pk,
            panel_id=a_panel().pk,
            role=Role.AUDITOR,
            agency_id=None,
            starts_on=date(2026, 6, 1),
            by=None,
            at=MONDAY_9AM,
        )
        type(seat).objects.filter(pk=seat.pk).update(ends_on=date(2026, 6, 11))

        held = access.of(person, on=date(2026, 6, 1) + timedelta(days=days))
        assert held.holds(Permission.AUDIT_READ) is holds

    def test_a_refusal_says_what_and_to_whom(self):
        with pytest.raises(access.Refused) as refused:
            access.of(a_person(Role.REFERRER, SOCIAL_CARE), on=TODAY).require(
                Permission.OUTCOME_RECORD, panel_id=a_panel().pk
            )
        assert str(refused.value) == "Sam Whitcombe may not record the panel's outcome here."
