"""What the fund isn't there for: committed only once every partner has consented in writing."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from panel.agencies import access
from panel.agencies import operations as agencies
from panel.agencies.models import AgencyKind, Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary import CostKind
from panel.decisions import operations
from panel.decisions.consents import permitted
from panel.decisions.models import ExpenditureConsent, ShareApproval
from panel.decisions.records import canonical
from panel.pooledbudget import queries as funds
from panel.pooledbudget import restating
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.api import Caller
from tests.builders import (
    AGENCIES,
    CHOSEN,
    LOCAL,
    MEETING_DAY,
    a_fund,
    a_person,
    a_request,
    approve,
    live_by,
    refuse,
)
from tests.cases.test_operations_restricting import restrict
from tests.decisions.disputed import ruled

pytestmark = pytest.mark.django_db
DAY = MEETING_DAY.date()
CHAIR = {
    "kind": "set_up",
    "description": "Wheelchair",
    "rate_pence": 4_000_00,
    "unit": "once",
    "shares": {EDUCATION: 10_000},
}


def with_a_chair() -> PlacementRequest:
    """Return a request that waits for the last share, with a line that isn't permitted."""
    option: dict[str, Any] = CHOSEN | {"cost_lines": [*CHOSEN["cost_lines"], CHAIR]}
    request = a_request(Stage.FUNDING, options=[LOCAL, option])
    approve(request, EDUCATION, HEALTH)
    return request


def consent(request: PlacementRequest, *agencies: str) -> None:
    for agency in agencies:
        operations.consent_to_expenditure(
            placement_request_id=request.pk,
            agency_id=request.panel.agencies.get(code=agency).pk,
            reason="He can’t sit in another.",
            by=a_person(Role.AGENCY_LEAD, agency),
            at=MEETING_DAY,
        )


def test_every_kind_of_cost_line_has_its_category() -> None:
    assert set(permitted.CATEGORIES) == set(CostKind)


class TestApproving:
    def test_waits_for_the_consent_of_every_partner_and_names_the_line(self) -> None:
        request = with_a_chair()
        consent(request, EDUCATION)

        with pytest.raises(
            operations.NotPermitted,
            match=r"Set-up \(Wheelchair\) is not among .* consent of Health and Social care\.$",
        ):
            approve(request, SOCIAL_CARE)
        assert funds.position(a_fund()).committed_pence == 0

    def test_passes_once_every_partner_has_consented(self) -> None:
        request = with_a_chair()
        consent(request, *AGENCIES)

        approve(request, SOCIAL_CARE)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED
        kept = canonical.from_json(request.decisions.get().records.get().content.encode())
        assert [one.agency.name for one in kept.consents] == ["Education", "Health", "Social care"]
        assert kept.consents[0].to_what == "Spending on what the rules of the fund don’t permit"

    def test_passes_what_the_rules_permit(self) -> None:
        live_by(
            "[funding]", '[fund]\npermitted_categories = ["placement", "equipment"]\n\n[funding]'
        )
        request = with_a_chair()

        approve(request, SOCIAL_CARE)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED

    def test_is_not_gone_round_by_promising_the_money_in_a_dispute(self) -> None:
        ruled('interim_funder = "social_care"')
        request = with_a_chair()
        consent(request, EDUCATION, HEALTH)

        refuse(request, SOCIAL_CARE)

        assert funds.position(a_fund()).committed_pence == 0
        told = audit.history(request.reference).get(kind="money_not_promised_meanwhile")
        assert "missing is the written consent of Social care" in told.payload["reason"]


def test_with_the_last_consent_in_a_dispute_the_money_is_promised_meanwhile() -> None:
    ruled('interim_funder = "social_care"')
    request, lead = with_a_chair(), Client()
    refuse(request, SOCIAL_CARE)
    lead.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
    address = f"/cases/{request.reference}/expenditure/"
    assert address in lead.get("/").text
    assert "Nothing yet. Set-up (Wheelchair) is not among" in lead.get(f"/cases/{request}/").text
    asked = {"agency": request.panel.agencies.get(code=HEALTH).pk, "reason": "He needs it."}
    assert "The consent of Health is kept." in lead.post(address, asked, follow=True).text
    consent(request, EDUCATION)
    assert funds.position(a_fund()).committed_pence == 0

    told = {"agency": SOCIAL_CARE, "reason": "It is needed."}
    Caller(a_person(Role.AGENCY_LEAD, SOCIAL_CARE)).done(
        f"placement-requests/{request}/expenditure/", told
    )

    assert funds.position(a_fund()).committed_pence == 90_965_97
    assert "Nothing yet." not in lead.get(f"/cases/{request}/").text
    assert audit.history(request.reference).last().kind == restating.PROMISED


def test_asks_nobody_without_a_part_in_the_year_that_pays() -> None:
    request = with_a_chair()
    joined = agencies.add_agency(
        code="joined",
        name="Joined later",
        kind=AgencyKind.HEALTH,
        legal_entity="Joined later",
        by=None,
        at=MEETING_DAY,
    )
    request.panel.agencies.add(joined)
    consent(request, *AGENCIES)

    approve(request, SOCIAL_CARE)

    request.refresh_from_db()
    assert request.stage == Stage.APPROVED


class TestConsenting:
    def test_keeps_who_why_and_when_and_the_first_word(self) -> None:
        request = with_a_chair()
        consent(request, HEALTH, HEALTH)

        given = ExpenditureConsent.objects.get()
        assert given.given_by == a_person(Role.AGENCY_LEAD, HEALTH).username
        assert given.reason == "He can’t sit in another."

    def test_is_for_the_partner_s_own_lead(self) -> None:
        request = with_a_chair()
        with pytest.raises(access.Refused):
            operations.consent_to_expenditure(
                placement_request_id=request.pk,
                agency_id=request.panel.agencies.get(code=HEALTH).pk,
                reason="Why not.",
                by=a_person(Role.AGENCY_LEAD, EDUCATION),
                at=MEETING_DAY,
            )

    def test_is_asked_of_nobody_where_the_rules_permit_every_line(self) -> None:
        with pytest.raises(operations.NothingOutside):
            consent(a_request(Stage.FUNDING), HEALTH)


def test_is_asked_of_nobody_who_may_not_read_the_case() -> None:
    held = access.of(a_person(Role.AGENCY_LEAD, HEALTH), on=DAY)
    restrict(with_a_chair())

    assert permitted.asked_of(held, on=DAY) == []


def test_what_waits_for_a_lead_is_found_by_as_many_queries_however_much_it_is() -> None:
    first, held = with_a_chair(), access.of(a_person(Role.AGENCY_LEAD, HEALTH), on=DAY)
    with CaptureQueriesContext(connection) as of_one:
        one = permitted.asked_of(held, on=DAY)
    second = with_a_chair()
    with CaptureQueriesContext(connection) as of_two:
        two = permitted.asked_of(held, on=DAY)

    assert [decision.placement_request for decision in one] == [first]
    assert [decision.placement_request for decision in two] == [first, second]
    assert len(of_two) == len(of_one)
    consent(first, HEALTH)
    assert len(permitted.asked_of(held, on=DAY)) == 1


def test_a_lead_reads_which_line_it_is_and_consents_on_a_page_and_over_the_api() -> None:
    request, lead = with_a_chair(), Client()
    lead.force_login(a_person(Role.AGENCY_LEAD, SOCIAL_CARE))
    share = ShareApproval.objects.get(
        decision__placement_request=request, agency__code=SOCIAL_CARE
    )
    address = f"/cases/{request.reference}/expenditure/"
    page = lead.get(f"/approvals/{share.pk}/").text
    assert "Set-up (Wheelchair) is not among what the fund pays for" in page
    assert address in page
    assert "Approve and commit" not in page
    assert "It can be approved once every partner has consented." in page
    assert address in lead.get("/").text
    asks = lead.get(address).text
    assert "Set-up (Wheelchair), £" in asks
    assert "Why does Social care consent?" in asks

    asked = {"agency": share.agency_id, "reason": "He can’t sit in another."}
    kept = lead.post(address, asked, follow=True).text
    assert "The consent of Social care is kept." in kept
    assert "Every partner for which you speak has consented." in kept
    assert "Why does" not in kept
    told = Caller(a_person(Role.AGENCY_LEAD, HEALTH)).done(
        f"placement-requests/{request.reference}/expenditure/",
        {"agency": HEALTH, "reason": "It is needed."},
    )

    assert told["agency"] == HEALTH
    assert (
        "missing is the written consent of Education." in lead.get(f"/approvals/{share.pk}/").text
    )
    assert address not in lead.get("/").text
    consent(request, EDUCATION)
    assert "Approve and commit" in lead.get(f"/approvals/{share.pk}/").text
    approve(request, SOCIAL_CARE)
    assert "The request is now: approved" in lead.get(address).text


def test_the_page_says_so_where_every_line_is_permitted() -> None:
    request, lead = a_request(Stage.FUNDING), Client()
    lead.force_login(a_person(Role.AGENCY_LEAD, HEALTH))

    page = lead.get(f"/cases/{request.reference}/expenditure/").text

    assert "so nobody has to consent" in page
