"""What is paid for a child already, on the page where more is asked for them."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit.models import ReadEvent
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary import RequestKind
from tests.builders import DOCUMENT, a_person, a_request, the_item
from tests.decisions.outcomes.test_judging import KENT, under

pytestmark = pytest.mark.django_db
CHILD = DOCUMENT["child"] | {"nhs_number": "9990000042"}
ALREADY = "Alder Vale, until 31 July 2028"


def asked_again() -> tuple[PlacementRequest, PlacementRequest]:
    """Return a child's placement, and a request on an agenda that asks for more."""
    placed = a_request(Stage.APPROVED, child=CHILD)
    more = a_request(Stage.LISTED, child=CHILD, kind=RequestKind.EXTENSION)
    assert more.child == placed.child
    return placed, more


def page_of(request: PlacementRequest, client: Client) -> str:
    client.force_login(a_person(Role.CHAIR))
    item = the_item(request)
    return client.get(f"/meetings/{item.meeting_id}/items/{item.position}/").text


def test_shows_what_is_paid_for_the_child_already_and_all_of_it_together(client: Client):
    placed, more = asked_again()

    page = page_of(more, client)
    assert f"{placed}: {ALREADY}" in page
    assert "£6,840.02 a week" in page
    assert "there may be others" in page


def test_reading_what_another_case_costs_is_logged_as_a_read_of_that_case(client: Client):
    placed, more = asked_again()
    page_of(more, client)

    assert ReadEvent.objects.filter(subject=placed.reference, what="whole package").exists()


def test_is_left_out_where_the_rules_do_not_ask_for_it(client: Client):
    under(KENT, f"{KENT}\n[reporting]\nchild_total_package = false\n")
    _, more = asked_again()

    assert "The whole package" not in page_of(more, client)


def test_is_left_out_where_nothing_else_is_paid_for(client: Client):
    assert "The whole package" not in page_of(a_request(Stage.LISTED), client)
