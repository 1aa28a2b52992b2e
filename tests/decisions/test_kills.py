"""Killed in the middle of an approval: it is whole or not there, and everything can be proved."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panel.agencies.models import Role
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.models import ShareApproval
from panel.decisions.proving import proof
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import MEETING_DAY, a_person, a_request
from tests.killing import Victim, press_and_kill
from tests.rows import rows

DEATHS = 6

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("committed_db")]


def a_last_share() -> ShareApproval:
    """Return the one share that is missing of a request."""
    request = a_request(Stage.FUNDING)
    builders.approve(request, EDUCATION, HEALTH)
    return request.decisions.get().approvals.get(agency__code=SOCIAL_CARE)


def approve(share: ShareApproval) -> None:
    lead = a_person(Role.AGENCY_LEAD, SOCIAL_CARE)
    operations.approve_share(approval_id=share.pk, by=lead, at=MEETING_DAY)


def faults() -> list[str]:
    """Return what `manage.py prove` would name, but for mails and records: no worker runs here."""
    proven = proof.prove(at=MEETING_DAY)
    return [fault for what, found in proven.items() if "owed work" not in what for fault in found]


@pytest.mark.parametrize("victim", Victim)
def test_an_approval_commits_its_money_or_nothing_whatever_dies(victim: Victim) -> None:
    first = a_last_share()
    with CaptureQueriesContext(connection) as asked:
        approve(first)
    statements = [query["sql"] for query in asked if query["sql"] not in ("BEGIN", "COMMIT")]
    first_write = next(number for number, sql in enumerate(statements, 1) if "UPDATE" in sql[:6])
    share, chance = a_last_share(), Random(victim.value)
    before = rows()

    for _death in range(DEATHS):
        number = chance.randrange(first_write + 1, len(statements))
        assert press_and_kill(lambda: approve(share), before=number, victim=victim)
        assert rows() == before
        assert faults() == []

    approve(share)  # as by somebody who saw no answer

    share.refresh_from_db()
    assert share.stage == "approved"
    assert share.decision.placement_request.stage == Stage.APPROVED
    assert faults() == []
