"""What a fund is forecast to have left, on the pages where its money is asked for."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations as decisions
from panel.decisions.forecasting.outlook import outlook
from panel.pooledbudget import operations as fund
from panel.sample.people import HEALTH
from tests.builders import MEETING_DAY, a_fund, a_person, a_request

pytestmark = pytest.mark.django_db

SAID = (
    "By the forecast of 21 September 2026, the year ends with £2,917,382.33 of its budget left. "
    "That counts 95% of what this request costs, as likely as it is; "
)
AGREED = (
    "once it is agreed all of it counts, and the year ends with £2,913,034.03 of its budget left."
)


@pytest.fixture
def request_to_pay() -> PlacementRequest:
    """Return a request that the panel agreed and the agencies have still to approve."""
    request = a_request(Stage.FUNDING)
    owed = fund.owe_forecast(fund_year_id=a_fund().pk, at=MEETING_DAY)
    decisions.make_forecast(forecast_id=owed.pk, at=MEETING_DAY)
    return request


def test_counts_what_agreeing_it_takes_beyond_how_likely_it_was(request_to_pay: PlacementRequest):
    found = outlook(a_fund(), request_to_pay.reference)

    assert found is not None
    assert found.sentence == SAID + AGREED
    assert outlook(a_fund(), "JRAP-2026-99999") is None  # sent in since it was made


def test_is_silent_before_the_first_forecast():
    assert outlook(a_fund(), "JRAP-2026-00001") is None


def test_stands_below_the_money_of_case_and_approval(
    client: Client, request_to_pay: PlacementRequest
):
    client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
    approval = request_to_pay.decisions.get().approvals.get(agency__code=HEALTH)

    for address in (f"/cases/{request_to_pay}/", f"/approvals/{approval.pk}/"):
        assert SAID in client.get(address).text
