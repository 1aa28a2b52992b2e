"""A case kept to a few: who still sees it, who opens it all the same, and what is left behind."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access
from panel.agencies.access import Access
from panel.agencies.models import Person, Role
from panel.audit import queries as audit
from panel.cases import operations, visibility
from panel.cases.models import EmergencyAccess, PlacementRequest, Restriction
from panel.cases.stages import Stage
from panel.deadlines.models import Notice
from panel.decisions import queries as decided
from panel.meetings import operations as meetings
from panel.meetings import queries as agendas
from panel.sample.people import EDUCATION, HEALTH, VICE_CHAIR
from tests.builders import AGENCIES, MONDAY_9AM, a_person, a_request, the_item

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def restrict(request: PlacementRequest, *named: Person) -> Restriction:
    return operations.restrict(
        placement_request_id=request.pk,
        named_ids=[person.pk for person in named],
        reason="A member of staff is the child's aunt.",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


def lift(request: PlacementRequest) -> Restriction:
    return operations.lift_restriction(
        placement_request_id=request.pk,
        reason="She has left.",
        by=a_person(Role.CHAIR),
        at=MONDAY_9AM,
    )


def break_in(request: PlacementRequest, by: Person) -> EmergencyAccess:
    return operations.open_in_emergency(
        reference=request.reference, reason="The child is in A&E.", by=by, at=MONDAY_9AM
    )


def held(person: Person, *, at=MONDAY_9AM) -> Access:
    return access.of(person, on=at.date(), at=at)


def sees(person: Person, request: PlacementRequest, *, at=MONDAY_9AM) -> bool:
    return visibility.visible_to(held(person, at=at)).filter(pk=request.pk).exists()


class TestRestrict:
    def test_only_those_named_and_whoever_restricts_see_the_case(self):
        request = a_request(Stage.ADVICE)
        named = a_person(Role.MEMBER, HEALTH)
        restrict(request, named)

        assert sees(named, request)
        assert sees(a_person(Role.COORDINATOR), request)
        others = [
            (Role.MEMBER, EDUCATION),
            (Role.CHAIR, ""),
            (Role.AUDITOR, ""),
            (Role.REFERRER, ""),
            (Role.ADVISER, HEALTH),
        ]
        assert not [one for one in others if sees(a_person(*one), request)]

    def test_other_cases_stay_as_they_were(self):
        other = a_request(Stage.ADVICE)
        restrict(a_request(Stage.ADVICE))

        assert sees(a_person(Role.CHAIR), other)

    def test_its_item_approvals_and_records_are_kept_too(self):
        request = a_request(Stage.APPROVED)
        lead = held(a_person(Role.AGENCY_LEAD, HEALTH))
        asked = [agendas.items_visible_to, decided.approvals_visible_to]
        asked += [decided.approvals_for, decided.records_visible_to]
        assert all(question(lead).exists() for question in asked)

        restrict(request)
        assert not any(question(lead).exists() for question in asked)

    def test_naming_a_role_opens_no_more_than_the_role_does(self):
        request = a_request(Stage.ADVICE)
        manager = a_person(Role.FUND_MANAGER)
        restrict(request, manager)

        assert not sees(manager, request)

    def test_the_event_says_who_is_named_and_not_why(self):
        request = a_request(Stage.SUBMITTED)
        restrict(request)

        event = audit.history(request.reference).last()
        assert (event.kind, event.payload) == (
            "restricted",
            {"named": [a_person(Role.COORDINATOR).username]},
        )

    def test_is_for_the_panel_team_and_the_chair(self):
        with pytest.raises(access.Refused):
            operations.restrict(
                placement_request_id=a_request(Stage.SUBMITTED).pk,
                named_ids=[],
                reason="I know them.",
                by=a_person(Role.MEMBER, HEALTH),
                at=MONDAY_9AM,
            )

    def test_names_nobody_from_elsewhere(self):
        stranger = Person.objects.create_user("stranger@elsewhere.example", name="A Stranger")

        with pytest.raises(operations.NotOnPanel, match="has no part in this panel"):
            restrict(a_request(Stage.SUBMITTED), stranger)

    def test_a_restricted_case_isn_t_restricted_again(self):
        request = a_request(Stage.SUBMITTED)
        restrict(request)

        with pytest.raises(operations.AlreadyRestricted):
            restrict(request)


class TestLift:
    def test_opens_the_case_to_everybody_s_role_again(self):
        request = a_request(Stage.SUBMITTED)
        restrict(request)
        lift(request)

        assert sees(a_person(Role.AUDITOR), request)
        assert audit.history(request.reference).last().kind == "restriction_lifted"

    def test_there_must_be_a_restriction(self):
        with pytest.raises(operations.NotRestricted):
            lift(a_request(Stage.SUBMITTED))


class TestOpenInEmergency:
    def test_opens_the_case_to_that_person_for_sixty_minutes(self):
        request, member = a_request(Stage.SUBMITTED), a_person(Role.MEMBER, HEALTH)
        restrict(request)
        break_in(request, member)

        assert sees(member, request)
        assert sees(member, request, at=MONDAY_9AM + HOUR - timedelta(microseconds=1))
        assert not sees(member, request, at=MONDAY_9AM + HOUR)
        assert not sees(a_person(Role.MEMBER, EDUCATION), request)

    def test_the_chairs_and_the_administrator_are_told_at_once(self):
        request = a_request(Stage.SUBMITTED)
        restrict(request)
        opened = break_in(request, a_person(Role.MEMBER, HEALTH))

        told = Notice.objects.filter(key__startswith=f"emergency/{opened.pk}/")
        assert {notice.recipient for notice in told} == {
            a_person(Role.CHAIR).username,
            VICE_CHAIR.username,
            a_person(Role.ADMINISTRATOR).username,
        }
        assert not any("A&E" in notice.body for notice in told)

    def test_it_is_an_event_of_the_case(self):
        request = a_request(Stage.SUBMITTED)
        restrict(request)
        break_in(request, a_person(Role.AUDITOR))

        event = audit.history(request.reference).last()
        assert (event.kind, event.by) == ("emergency_access", a_person(Role.AUDITOR).username)

    @pytest.mark.parametrize("role", [Role.FUND_MANAGER, Role.ADMINISTRATOR])
    def test_a_role_without_cases_opens_none(self, role: Role):
        request = a_request(Stage.SUBMITTED)
        restrict(request)

        with pytest.raises(operations.NotRestricted):
            break_in(request, a_person(role))

    def test_an_open_case_and_none_at_all_answer_alike(self):
        request = a_request(Stage.SUBMITTED)

        with pytest.raises(operations.NotRestricted) as is_open:
            break_in(request, a_person(Role.CHAIR))
        request.reference = "JRAP-2026-99999"
        with pytest.raises(operations.NotRestricted) as is_absent:
            break_in(request, a_person(Role.CHAIR))
        assert str(is_open.value) != str(is_absent.value)
        assert "keeps JRAP-2026-99999 from you" in str(is_absent.value)

    def test_an_interest_stays_in_the_way(self):
        request, member = a_request(Stage.LISTED), a_person(Role.MEMBER, HEALTH)
        meetings.declare_interest(
            item_id=the_item(request).pk, reason="My neighbour.", by=member, at=MONDAY_9AM
        )
        restrict(request)

        with pytest.raises(operations.NotRestricted):
            break_in(request, member)


class TestWhatTheDatabaseKeeps:
    @pytest.mark.parametrize("changes", [{"reason": "None"}, {"restricted_by_id": 1}])
    def test_a_restriction_isn_t_reworded(self, changes: dict[str, object]):
        made = restrict(a_request(Stage.SUBMITTED))
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Restriction.objects.filter(pk=made.pk).update(**changes)

    def test_nobody_is_taken_from_its_names_and_none_is_deleted(self):
        made = restrict(a_request(Stage.SUBMITTED))
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            made.named.clear()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Restriction.objects.filter(pk=made.pk)._raw_delete("default")

    def test_a_lifted_one_isn_t_lifted_again(self):
        request = a_request(Stage.SUBMITTED)
        restrict(request)
        lifted = lift(request)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Restriction.objects.filter(pk=lifted.pk).update(lifted_because="Never mind.")

    def test_an_emergency_isn_t_prolonged(self):
        request = a_request(Stage.SUBMITTED)
        restrict(request)
        opened = break_in(request, a_person(Role.CHAIR))
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            EmergencyAccess.objects.filter(pk=opened.pk).update(open_until=MONDAY_9AM + 9 * HOUR)


def test_an_interest_leaves_the_reference_and_nothing_else():
    request, member = a_request(Stage.LISTED), a_person(Role.MEMBER, AGENCIES[1])
    meetings.declare_interest(
        item_id=the_item(request).pk, reason="My neighbour.", by=member, at=MONDAY_9AM
    )

    assert not sees(member, request)
    assert list(visibility.shown_by_reference(held(member))) == [request]
    assert agendas.items_visible_to(held(member)).filter(placement_request=request).exists()
