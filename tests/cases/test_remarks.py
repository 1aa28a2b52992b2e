"""What is said with a move stands beside its event: the log holds no free text about a child."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations as cases
from panel.cases.document.urgency import CanWaitPart
from panel.cases.models import PlacementRequest, Remark
from panel.cases.stages import Stage
from panel.cases.vocabulary import ReopeningGround
from panel.decisions import operations as decisions
from tests.api import Caller
from tests.builders import MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db
WORDS = "Quill went to an aunt in the north."
EVIDENCE = ReopeningGround.EVIDENCE
SAYING = {
    "return_to_referrer": (
        cases.return_to_referrer,
        Stage.SUBMITTED,
        Role.COORDINATOR,
        {"question": WORDS},
    ),
    "withdraw": (decisions.withdraw, Stage.SUBMITTED, Role.REFERRER, {"reason": WORDS}),
    "reopen": (
        cases.reopen,
        Stage.DECLINED,
        Role.COORDINATOR,
        {"ground": EVIDENCE, "reason": WORDS},
    ),
    "leave_to_meeting": (
        decisions.leave_to_meeting,
        Stage.URGENT,
        Role.CHAIR,
        {"why": CanWaitPart(reason=WORDS)},
    ),
}


def moved(
    verb: Callable[..., object], stage: Stage, role: Role, said: Mapping[str, Any]
) -> PlacementRequest:
    """Return a new request that was moved from a stage with these words."""
    request = a_request(stage)
    verb(placement_request_id=request.pk, by=a_person(role), at=MONDAY_9AM, **said)
    return request


@pytest.mark.parametrize("kind", SAYING)
def test_the_event_points_to_the_words_and_page_and_api_show_them(kind: str, client: Client):
    request = moved(*SAYING[kind])

    event = audit.history(request.reference).get(kind=kind)
    client.force_login(a_person(Role.COORDINATOR))
    page = client.get(f"/cases/{request}/timeline/").text
    path = f"placement-requests/{request}/timeline/"
    told = Caller(a_person(Role.COORDINATOR)).get(path).json()

    assert WORDS not in str(event.payload)
    assert request.remarks.get(pk=event.payload["remark"]).words == WORDS
    assert WORDS in page
    assert [one["said"] for one in told if one["kind"] == kind] == [WORDS]


def test_no_word_of_a_share_that_is_refused_is_in_the_log():
    request = a_request(Stage.DISPUTED)

    (event,) = audit.history(request.reference).filter(kind="share_refused")

    assert "need of this agency" not in str(event.payload)


def test_they_stay_as_they_were_said():
    moved(*SAYING["withdraw"])

    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.update(words="Otherwise.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Remark.objects.all().delete()
