"""A change from a day in closed books is warned of early, and nobody consents to it in vain."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.pooledbudget import operations as fund
from panel.sample.people import EDUCATION
from tests import builders
from tests.builders import PLACED, a_fund, a_person, a_request
from tests.decisions.changed import asked_to_change, walk_to_agencies
from tests.pooledbudget.builders import YEAR_OVER, shut

pytestmark = pytest.mark.django_db
WHO = "Only a lead of Education, which hosts the fund for Northmere County Council, opens"


@pytest.fixture
def placed() -> PlacementRequest:
    """A placement of a year whose books are closed by now."""
    placed, manager = a_request(Stage.PLACED), a_person(Role.FUND_MANAGER)
    fund.release(about=placed.reference, key="all of it", by=manager, at=PLACED)
    shut(a_fund(), manager)
    return placed


def test_the_form_of_a_change_says_up_to_which_day_they_are(
    client: Client, placed: PlacementRequest
) -> None:
    client.force_login(a_person(Role.REFERRER))

    page = client.get(f"/placements/{placed.reference}/change/").text

    assert "They are up to 31 March 2027. Ask for the change from a later day." in page
    assert WHO in page


def test_nobody_is_asked_to_consent_to_a_change_that_can_t_be_paid_for(
    client: Client, placed: PlacementRequest
) -> None:
    asked = asked_to_change(placed)
    walk_to_agencies(asked)
    lead = a_person(Role.AGENCY_LEAD, EDUCATION)
    approval = asked.decisions.get().approvals.get(agency__code=EDUCATION)
    client.force_login(lead)

    page = client.get(f"/approvals/{approval.pk}/").text

    assert "to begin on 2 November 2026. The books for 2026 to 2027 are closed" in page
    assert "It needs a later first day, or open books." in page
    assert "overspend" not in page
    assert "short:" not in page
    assert "Approve</button>" not in page
    with pytest.raises(decisions.BooksClosed, match=f"no money of that year .* {WHO}"):
        builders.approve(asked, EDUCATION)
    assert "of what they need is not covered" not in client.get("/").text
    case = client.get(f"/cases/{asked}/").text
    assert "closed: no money of that year can be promised" in case
    assert " short. It needs" not in case
    fund.reopen_fund_year(fund_year_id=a_fund().pk, reason="A change.", by=lead, at=YEAR_OVER)
    assert "are closed" not in client.get(f"/approvals/{approval.pk}/").text
