"""With 415 placements or 10,375 behind it, a page asks the database the same number of times."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from panel.agencies.models import Role
from panel.cases.document.placements import ChangePart
from panel.cases.models import Placement, PlacementRequest
from panel.cases.operations import ask_for_change
from panel.cases.vocabulary.placements import ChangeKind
from panel.pooledbudget.models import FundYear
from panel.sample import county, funds, people
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.sample.conftest import PASSWORD, WEDNESDAY

REFERRER = (Role.REFERRER, SOCIAL_CARE)
WRITER = (Role.REFERRER, EDUCATION)
COORDINATOR = (Role.COORDINATOR, "")
LEAD = (Role.AGENCY_LEAD, HEALTH)
AUDITOR = (Role.AUDITOR, "")

#: Who asks for which page → how many questions it puts to the database.
ASKS: dict[tuple[tuple[Role, str], str], int] = {
    (REFERRER, "/"): 14,
    (COORDINATOR, "/"): 22,
    ((Role.ADVISER, HEALTH), "/"): 5,
    ((Role.MEMBER, EDUCATION), "/"): 6,
    ((Role.CHAIR, ""), "/"): 12,
    (LEAD, "/"): 28,
    ((Role.FUND_MANAGER, ""), "/"): 19,
    (AUDITOR, "/"): 6,
    ((Role.ADMINISTRATOR, ""), "/"): 3,
    (REFERRER, "/cases/"): 6,
    (COORDINATOR, "/cases/"): 6,
    (COORDINATOR, "/cases/?page=3"): 6,
    (COORDINATOR, "/cases/?q=JRAP"): 6,
    (COORDINATOR, "/cases/{old}/"): 29,
    (COORDINATOR, "/cases/{new}/"): 34,
    (COORDINATOR, "/cases/{new}/timeline/"): 21,
    (WRITER, "/cases/{change}/"): 37,
    (COORDINATOR, "/placements/"): 12,
    (WRITER, "/placements/{placed}/"): 36,
    (COORDINATOR, "/meetings/"): 6,
    (COORDINATOR, "/meetings/{meeting}/"): 31,
    (COORDINATOR, "/meetings/{meeting}/items/{place}/"): 36,
    (COORDINATOR, "/providers/"): 5,
    (COORDINATOR, "/reports/gaps/"): 5,
    (AUDITOR, "/decisions/"): 6,
    (AUDITOR, "/audit/access/"): 7,
    (LEAD, "/approvals/"): 8,
    (LEAD, "/fund/"): 19,
    (LEAD, "/fund/years/{year}/forecast/"): 12,
    (LEAD, "/fund/years/{year}/what-if/"): 5,
    (LEAD, "/fund/years/{year}/contributions/"): 11,
    (LEAD, "/fund/years/{year}/virements/"): 9,
    (LEAD, "/fund/ledger/"): 12,
    (LEAD, "/fund/ledger/?year={year}&kind=paid&gross=on"): 13,
    (LEAD, "/fund/reports/{year}/0/requests/"): 9,
    (LEAD, "/fund/invoices/"): 5,
    (LEAD, "/fund/recharges/"): 6,
    (LEAD, "/api/v1/invoices/"): 5,
    ((Role.ADMINISTRATOR, ""), "/settings/people/"): 10,
    (COORDINATOR, "/api/v1/placement-requests/"): 5,
    (COORDINATOR, "/api/v1/placement-requests/{new}/"): 20,
    (COORDINATOR, "/api/v1/placements/"): 6,
    (COORDINATOR, "/api/v1/meetings/"): 5,
    (COORDINATOR, "/api/v1/decision-records/"): 5,
    (LEAD, "/api/v1/approvals/"): 5,
}


@pytest.mark.slow
@pytest.mark.pdf
class TestAPageAsksAsOften:
    @pytest.mark.usefixtures("northmere")
    def test_with_415_placements_behind_it(self) -> None:
        assert asked() == ASKS

    @pytest.mark.usefixtures("no_panel")
    def test_as_with_10_375(self) -> None:
        county.load(scale=25, seed=415, password=PASSWORD, at=WEDNESDAY)

        assert asked() == ASKS


def asked() -> dict[tuple[tuple[Role, str], str], int]:
    """Return how often each of the pages asks, of what the county holds."""
    listed = PlacementRequest.objects.filter(agenda_items__isnull=False).latest("pk")
    item, placed = listed.agenda_items.latest("pk"), Placement.objects.earliest("pk")
    there = {
        "old": PlacementRequest.objects.earliest("pk"),
        "new": listed,
        "placed": placed,
        "change": a_change(placed),
        "meeting": item.meeting_id,
        "place": item.position,
        "year": FundYear.objects.get(year=2026, fund__code=funds.CODE).pk,
    }
    return {(who, page): questions(who, page.format(**there)) for who, page in ASKS}


def a_change(placement: Placement) -> PlacementRequest:
    """Ask for another rate of a placement, in the name of its agency's referrer."""
    return ask_for_change(
        placement_request_id=placement.placement_request_id,
        change=ChangePart(
            kind=ChangeKind.RATE, reason="More hours.", applies_from=WEDNESDAY.date()
        ),
        by=people.one(*WRITER),
        at=WEDNESDAY,
    )


def questions(who: tuple[Role, str], address: str) -> int:
    """Return how often somebody's page asks the database, signing in left out."""
    client = Client()
    client.force_login(people.one(*who))
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return len(asked)
