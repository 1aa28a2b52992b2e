"""Carrying a dispute up its levels, naming who pays meanwhile, and dropping it."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused
from panel.deadlines.models import Clock, Notice
from panel.decisions import operations
from panel.decisions.models import Dispute, ShareApproval
from panel.decisions.operations import CannotPayMeanwhile
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request
from tests.decisions.disputed import (
    HALVES,
    LATER,
    a_dispute,
    ruled,
    settled,
    the_dispute,
    the_request,
)

pytestmark = pytest.mark.django_db

EVERYBODY_ELSE = [role for role in Role if role is not Role.COORDINATOR]


def running(placement_request: PlacementRequest) -> dict[str, date]:
    """Return the clocks about who pays that run: title → due date."""
    clocks = Clock.objects.filter(
        subject=placement_request.reference,
        stopped_at=None,
        rule_id__in=("SHARE-APPROVAL", "DISPUTE-LEVEL"),
    )
    return dict(clocks.values_list("title", "due_on"))


def raised(dispute: Dispute, role: Role = Role.COORDINATOR) -> Dispute:
    return operations.raise_dispute(dispute_id=dispute.pk, by=a_person(role), at=LATER)


def named(dispute: Dispute, agency: str, role: Role = Role.COORDINATOR) -> Dispute:
    return operations.name_interim_funder(
        dispute_id=dispute.pk, agency_code=agency, by=a_person(role), at=LATER
    )


class TestOpening:
    def test_starts_at_the_first_level_of_the_rules_with_its_clock_and_no_other(self):
        dispute = a_dispute(EDUCATION)

        assert (dispute.number, dispute.level, dispute.stage) == (1, 1, "open")
        assert dispute.who_settles == "heads of service"
        assert dispute.refused.agency.code == HEALTH
        assert dispute.opened_by == a_person(Role.AGENCY_LEAD, HEALTH)
        assert dispute.due_on == date(2026, 9, 28)  # five working days after 21 September
        assert running(the_request(dispute)) == {"Dispute, with heads of service": dispute.due_on}

    def test_tells_the_coordinators_without_the_reason_or_a_name(self):
        dispute = a_dispute()
        told = Notice.objects.get(key__startswith=f"dispute/{dispute.pk}/")

        assert told.recipient == a_person(Role.COORDINATOR).username
        assert "heads of service, by 28 September 2026" in told.body
        assert dispute.refused.refused_because not in told.body

    def test_leaves_who_pays_meanwhile_to_people_where_the_last_payer_does(self):
        assert a_dispute().interim_funder is None

    def test_names_who_pays_meanwhile_where_the_rules_do_and_tells_their_lead(self):
        ruled('interim_funder = "social_care"')
        dispute = a_dispute()

        assert dispute.interim_funder is not None
        assert dispute.interim_funder.code == SOCIAL_CARE
        assert dispute.interim_named_at == dispute.opened_at
        assert Notice.objects.filter(key__startswith=f"interim-funder/{dispute.pk}/").exists()


class TestRaiseDispute:
    def test_goes_to_the_next_level_and_starts_its_clock(self):
        dispute = raised(a_dispute())

        assert (dispute.level, dispute.who_settles) == (2, "directors")
        assert (dispute.raised_at, dispute.raised_by) == (LATER, a_person(Role.COORDINATOR))
        assert running(the_request(dispute)) == {"Dispute, with directors": date(2026, 10, 8)}
        event = audit.history(the_request(dispute).reference).latest("sequence")
        assert (event.kind, event.payload["role"]) == ("dispute_raised", "directors")

    def test_ends_with_somebody_independent_who_has_no_clock(self):
        dispute = a_dispute()
        for _ in range(3):
            dispute = raised(dispute)

        assert (dispute.who_settles, dispute.due_on) == ("somebody independent", None)
        assert running(the_request(dispute)) == {}
        with pytest.raises(MoveRefused, match="no level above this"):
            raised(dispute)

    @pytest.mark.parametrize("role", EVERYBODY_ELSE)
    def test_is_the_coordinator_s(self, role: Role):
        with pytest.raises(access.Refused):
            raised(a_dispute(), role)

    def test_is_refused_once_settled(self):
        dispute = settled(a_dispute())

        with pytest.raises(MoveRefused, match="Settled"):
            raised(dispute)


class TestNameInterimFunder:
    def test_keeps_who_answers_for_the_cost_and_tells_their_lead(self):
        dispute = named(a_dispute(), SOCIAL_CARE)

        assert dispute.interim_funder is not None
        assert dispute.interim_funder.code == SOCIAL_CARE
        assert dispute.interim_named_by == a_person(Role.COORDINATOR)
        told = Notice.objects.get(key__startswith=f"interim-funder/{dispute.pk}/")
        assert told.recipient == a_person(Role.AGENCY_LEAD, SOCIAL_CARE).username
        assert "without prejudice" in told.body

    def test_may_be_said_again_and_the_events_keep_both(self):
        dispute = named(named(a_dispute(), SOCIAL_CARE), EDUCATION)

        events = audit.history(the_request(dispute).reference)
        agencies = [e.payload["agency"] for e in events if e.kind == "interim_funder_named"]
        assert sorted(agencies) == [EDUCATION, SOCIAL_CARE]

    def test_refuses_an_agency_that_doesn_t_sit_on_the_panel(self):
        with pytest.raises(CannotPayMeanwhile, match="pays meanwhile"):
            named(a_dispute(), "elsewhere")

    def test_refuses_an_agency_of_another_kind_than_the_rules_name(self):
        ruled('interim_funder = "education"')

        with pytest.raises(CannotPayMeanwhile, match="By the panel’s rules Education pays"):
            named(a_dispute(), SOCIAL_CARE)

    def test_refuses_any_one_where_the_rules_share_the_cost_meanwhile(self):
        ruled(HALVES)

        with pytest.raises(CannotPayMeanwhile, match="no one agency pays it"):
            named(a_dispute(), SOCIAL_CARE)

    @pytest.mark.parametrize("role", EVERYBODY_ELSE)
    def test_is_the_coordinator_s(self, role: Role):
        with pytest.raises(access.Refused):
            named(a_dispute(), SOCIAL_CARE, role)

    def test_is_refused_once_settled(self):
        dispute = settled(a_dispute())

        with pytest.raises(MoveRefused, match="Settled"):
            named(dispute, SOCIAL_CARE)


class TestDropping:
    def test_ends_with_the_request_that_is_taken_back(self):
        request = a_request(Stage.DISPUTED)
        builders.withdraw(request)

        dispute = the_dispute(request)
        assert (dispute.stage, dispute.ended_at) == ("dropped", MEETING_DAY)
        assert running(request) == {}


def refused_by_the_database(dispute: Dispute, **changes: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(pk=dispute.pk).update(**changes)


class TestKept:
    def test_how_it_began_never_changes(self):
        dispute = a_dispute()

        refused_by_the_database(dispute, opened_at=LATER)
        refused_by_the_database(dispute, number=2)

    def test_it_never_goes_down_a_level(self):
        dispute = raised(a_dispute())

        refused_by_the_database(dispute, level=1, raised_at=None, raised_by=None)

    def test_how_it_ended_never_changes(self):
        refused_by_the_database(settled(a_dispute()), settled_because="Otherwise.")

    def test_it_is_never_deleted(self):
        dispute = a_dispute()

        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Dispute.objects.filter(pk=dispute.pk).delete()

    @pytest.mark.parametrize(
        "half",
        [
            {"raised_at": LATER},
            {"level": 2},
            {"interim_named_at": LATER},
            {"ended_at": LATER},
            {"settled_because": "Settled."},
        ],
    )
    def test_nothing_is_half_said(self, half: dict[str, object]):
        refused_by_the_database(a_dispute(), **half)

    def test_it_begins_with_a_share_refused_on_its_own_decision(self):
        dispute = a_dispute()
        waiting = ShareApproval.objects.exclude(pk=dispute.refused_id).first()

        with pytest.raises(IntegrityError), transaction.atomic():
            Dispute.objects.create(
                decision=dispute.decision,
                number=2,
                refused=waiting,
                opened_at=LATER,
                opened_by=dispute.opened_by,
                who_settles="directors",
            )

    def test_what_an_agency_answered_is_kept(self):
        dispute = a_dispute()

        with pytest.raises(IntegrityError), transaction.atomic():
            ShareApproval.objects.filter(pk=dispute.refused_id).update(refused_because="Because.")
