"""Killed in the middle of approvals: each is whole or not there, and everything can be proved."""

from random import Random

import pytest

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations, proof
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request
from tests.killing import Victim, press_until_killed

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


def approve(approval_id: int) -> None:
    lead = a_person(Role.AGENCY_LEAD, SOCIAL_CARE)
    operations.approve_share(approval_id=approval_id, by=lead, at=MEETING_DAY)


def faults() -> list[str]:
    """Return what `manage.py prove` would name, but for mails and records: no worker runs here."""
    proven = proof.prove(at=MEETING_DAY)
    return [fault for what, found in proven.items() if "owed work" not in what for fault in found]


@pytest.mark.parametrize("victim", Victim)
def test_an_approval_commits_its_money_or_nothing_whatever_dies(victim: Victim) -> None:
    waiting = {}
    for _ in range(8):
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION, HEALTH)
        share = request.decisions.get().approvals.get(agency__code=SOCIAL_CARE)
        waiting[share.pk] = request.pk
    chance = Random(victim.value)

    answered: set[int] = set()
    while len(waiting) - len(answered) > 2:
        left = [pk for pk in waiting if pk not in answered]
        after = chance.randrange(3)
        answered |= {*press_until_killed(approve, left, answered=after, victim=victim)}
        assert faults() == []

    for share in waiting:
        approve(share)

    stages = PlacementRequest.objects.filter(pk__in=waiting.values()).values_list("stage")
    assert {*stages} == {(Stage.APPROVED,)}
    assert faults() == []
