"""Asking somebody without an account for an agency's advice, by a link that works once."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.advice import invitations
from panel.cases.document import AdvicePart, InvitationPart
from panel.cases.models import Invitation, PlacementRequest
from panel.cases.stages import AdviceStage, Stage
from panel.cases.vocabulary import AdviceOpinion
from panel.deadlines.models import Notice
from panel.sample.people import EDUCATION, HEALTH
from tests import builders
from tests.builders import MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db
WHO = InvitationPart(
    name="Dr Ada Penn", organisation="Quarry Lane Hospital", email="a.penn@quarry.example"
)
YES = AdvicePart(opinion=AdviceOpinion.SUPPORTS, summary="It would meet the need.")


def invite(request: PlacementRequest, *, agency: str = HEALTH, by=None, at=MONDAY_9AM):
    return operations.invite_adviser(
        placement_request_id=request.pk,
        agency_code=agency,
        invited=WHO,
        by=by or a_person(Role.COORDINATOR),
        at=at,
    )


def mail_of(invitation: Invitation) -> Notice:
    return Notice.objects.get(key__endswith=f"/{invitation.pk}", recipient=WHO.email)


def token_of(invitation: Invitation) -> str:
    found = re.search(r"/advise/([\w-]+)/", mail_of(invitation).body)
    assert found is not None
    return found[1]


def answer(token: str, at=MONDAY_9AM):
    return operations.answer_invitation(token=token, advice=YES, at=at)


class TestInvite:
    def test_sends_a_link_that_names_no_child_and_keeps_only_its_hash(self):
        invitation = invite(a_request(Stage.ADVICE))
        mail, token = mail_of(invitation), token_of(invitation)

        assert len(token) == 43  # 256 bits
        assert invitation.token_sha256 == invitations.hash_of(token)
        assert not any(
            name in mail.body + mail.subject_line for name in ("Quill", "Zander", "Q.Z")
        )

    def test_is_for_the_panel_team(self):
        with pytest.raises(access.Refused):
            invite(a_request(Stage.ADVICE), by=a_person(Role.ADVISER, HEALTH))

    def test_is_refused_for_an_agency_that_owes_none(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, HEALTH)

        with pytest.raises(operations.NotAsked):
            invite(request)
        with pytest.raises(operations.NotAsked):
            invite(a_request(Stage.SUBMITTED))

    def test_a_second_invitation_ends_the_first(self):
        request = a_request(Stage.ADVICE)
        first = token_of(invite(request))
        second = token_of(invite(request))

        with pytest.raises(invitations.NoInvitation, match="taken back"):
            answer(first)
        assert answer(second).stage == AdviceStage.GIVEN

    def test_the_database_holds_one_live_invitation_for_an_advice(self):
        invitation = invite(a_request(Stage.ADVICE))
        invitation.pk, invitation.token_sha256 = None, "0" * 64

        with pytest.raises(IntegrityError), transaction.atomic():
            invitation.save(force_insert=True)


class TestAnswer:
    def test_is_the_agency_s_advice_and_says_from_whom_it_comes(self):
        request = a_request(Stage.ADVICE)
        invitation = invite(request)

        advice = answer(token_of(invitation))

        assert advice.agency.code == HEALTH
        assert advice.adviser == "Dr Ada Penn, Quarry Lane Hospital (from outside)"
        assert advice.given_by == a_person(Role.COORDINATOR)
        assert advice.versions.get().from_outside == "Dr Ada Penn, Quarry Lane Hospital"
        kinds = [event.kind for event in audit.history(request.reference)]
        assert kinds[-3:] == ["adviser_invited", "advice_given", "invitation_answered"]

    def test_works_once(self):
        token = token_of(invite(a_request(Stage.ADVICE)))
        answer(token)

        with pytest.raises(invitations.NoInvitation, match="was used"):
            answer(token)

    def test_opening_uses_nothing_up_and_is_noted_once(self):
        request = a_request(Stage.ADVICE)
        token = token_of(invite(request))
        for _ in range(3):
            operations.open_invitation(token=token, at=MONDAY_9AM)

        assert audit.history(request.reference).filter(kind="invitation_opened").count() == 1
        assert answer(token).stage == AdviceStage.GIVEN

    def test_works_until_it_expires_to_the_moment(self):
        invitation = invite(a_request(Stage.ADVICE))
        token, end = token_of(invitation), invitation.expires_at

        assert end.date() == invitation.advice.due_on == date(2026, 9, 28)
        with pytest.raises(invitations.NoInvitation, match="expired"):
            answer(token, at=end)
        assert answer(token, at=end - timedelta(microseconds=1)).stage == AdviceStage.GIVEN

    def test_is_refused_once_taken_back(self):
        invitation = invite(a_request(Stage.ADVICE))
        operations.revoke_invitation(
            invitation_id=invitation.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
        )

        with pytest.raises(invitations.NoInvitation, match="taken back"):
            answer(token_of(invitation))

    def test_is_refused_once_the_agency_advised_or_the_request_moved_on(self):
        advised, moved_on = a_request(Stage.ADVICE), a_request(Stage.ADVICE)
        tokens = [token_of(invite(advised)), token_of(invite(moved_on, agency=EDUCATION))]
        builders.give_advice(advised, HEALTH)
        builders.withdraw(moved_on)

        for token in tokens:
            with pytest.raises(invitations.NoInvitation, match="isn’t waited for"):
                answer(token)

    @pytest.mark.parametrize("token", ["", "x", "x" * 43, "é" * 43])
    def test_a_guess_leads_nowhere(self, token: str):
        invite(a_request(Stage.ADVICE))

        with pytest.raises(invitations.NoInvitation, match="leads nowhere"):
            answer(token)


def test_an_invitation_is_taken_back_once_and_not_after_its_answer():
    taken_back, answered = invite(a_request(Stage.ADVICE)), invite(a_request(Stage.ADVICE))
    by = a_person(Role.COORDINATOR)
    operations.revoke_invitation(invitation_id=taken_back.pk, by=by, at=MONDAY_9AM)
    answer(token_of(answered))

    for invitation in (taken_back, answered):
        with pytest.raises(operations.AlreadyEnded):
            operations.revoke_invitation(invitation_id=invitation.pk, by=by, at=MONDAY_9AM)
