"""Worker, queue and database are killed while a request is approved: it ends right, and once."""

from collections.abc import Callable
from typing import Any

import pytest

from panel.agencies.models import Role
from tests.journeys import by_api, crashes
from tests.journeys.endings import Ending
from tests.journeys.site import Site

pytestmark = [pytest.mark.slow, pytest.mark.pdf]

Kill = Callable[[Site, Callable[[], object]], None]

LINES = """
    SELECT entry.number FROM decisions_registerentry entry
    JOIN decisions_decisionrecord record ON record.id = entry.record_id WHERE record.number = %s
"""
COMMITMENTS = """
    SELECT number FROM pooledbudget_journalentry WHERE about = %s AND verb = 'commit'
"""
ALL_SENT = """
    SELECT WHERE NOT EXISTS (
        SELECT FROM deadlines_notice
        WHERE due_at <= now() AND sent_at IS NULL AND dropped_at IS NULL
    )
"""
SENT = "SELECT key, message_id FROM deadlines_notice WHERE sent_at IS NOT NULL"


def while_the_record_is_made(site: Site, approve: Callable[[], object]) -> None:
    """The PDF is signed and stored; the register doesn't know it yet."""
    crashes.kill_at_write(site, approve, table="decisions_registerentry")


def after_the_last_but_one_approval(site: Site, approve: Callable[[], object]) -> None:
    """Nobody is doing anything."""
    crashes.kill(site)
    approve()


def in_the_instant_of_the_last_approval(site: Site, approve: Callable[[], object]) -> None:
    """The money is committed, in a transaction that isn't."""
    crashes.kill_at_write(site, approve, table="decisions_decisionrecord")


# The first waits out the lease of a killed worker, so that the supervisor, which gives up on what
# keeps ending, takes the later ones for accidents of their own.
@pytest.mark.parametrize(
    "killed",
    [
        while_the_record_is_made,
        after_the_last_but_one_approval,
        in_the_instant_of_the_last_approval,
    ],
)
def test_it_ends_right_and_once(
    site: Site, told: dict[str, Any], walked: Ending, killed: Kill
) -> None:
    reference = by_api.prepare(told, site.person)
    decision = by_api.decide(told, reference, site.person)
    by_api.consent(decision, reference, site.person)
    *others, last = decision["approvals"]
    by_api.approve(others, site.person)

    killed(site, lambda: by_api.approve([last], site.person))
    by_api.approve([last], site.person)  # pressed again, as by somebody who saw an error

    assert Ending.of(site, reference) == walked
    assert len(site.rows(COMMITMENTS, reference)) == 1
    assert len(site.rows(LINES, f"{reference}/1")) == 1
    site.wait_for(ALL_SENT)
    sent, mailed = dict(site.rows(SENT)), site.mailed()
    assert f"record/{reference}/1" in sent
    assert {mailed[message_id] for message_id in sent.values()} <= {1, 2}
    proof = site.manage("prove")
    assert proof.returncode == 0, proof.stdout + proof.stderr
    assert site.person(Role.AUDITOR).get(f"placement-requests/{reference}/")["stage"] == "approved"
