"""Who pays is part of a case: page and API tell it to whoever reads that, and to nobody else."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.decisions.models import Dispute
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.api import Caller
from tests.builders import a_person
from tests.decisions.disputed import a_dispute, the_request

pytestmark = pytest.mark.django_db
READERS = [(Role.REFERRER, SOCIAL_CARE), (Role.ADVISER, HEALTH), (Role.MEMBER, EDUCATION)]
SPLIT = {EDUCATION: 4_000, HEALTH: 3_000, SOCIAL_CARE: 3_000}


@pytest.fixture
def dispute() -> Dispute:
    return a_dispute(EDUCATION)


@pytest.mark.parametrize(("role", "agency"), READERS)
def test_the_page_says_what_each_agency_pays_and_disputes(
    client: Client, dispute: Dispute, role: Role, agency: str
) -> None:
    client.force_login(a_person(role, agency))
    page = client.get(f"/cases/{the_request(dispute)}/").text

    assert "40% of a full year" in page
    assert "1 of 3 approved" in page
    assert dispute.refused.refused_because in unescape(page)
    assert "Money before and after" not in page


@pytest.mark.parametrize(("role", "agency"), READERS)
def test_the_api_says_the_same(dispute: Dispute, role: Role, agency: str) -> None:
    caller = Caller(a_person(role, agency))
    reference = the_request(dispute).reference

    told = caller.get(f"placement-requests/{reference}/").json()
    shares = {share["agency"]: share["basis_points"] for share in _last_line(told)["shares"]}
    approvals = listed(caller, "approvals")

    assert shares == SPLIT
    assert {approval["agency"] for approval in approvals} == SPLIT.keys()
    assert listed(caller, "disputes") == [caller.get(f"disputes/{dispute.pk}/").json()]
    assert caller.get(f"placement-requests/{reference}/commitment/").status_code == 403


def test_those_who_do_not_read_the_case_are_told_nothing_of_it(dispute: Dispute) -> None:
    for role, agency in [(Role.REFERRER, EDUCATION), (Role.FUND_MANAGER, "")]:
        caller = Caller(a_person(role, agency))

        assert listed(caller, "approvals") == listed(caller, "disputes") == []
        assert caller.get(f"disputes/{dispute.pk}/").status_code == 404


def _last_line(told: Any) -> Any:
    return told["options"][-1]["cost_lines"][-1]


def listed(caller: Caller, what: str) -> Any:
    return caller.get(f"{what}/").json()["results"]
