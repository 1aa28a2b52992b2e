"""While it is disputed who pays the fund promises the money; then it is shared as is settled.

By hand, of the 86,965.97 that 178 days to 31 March 2027 cost, of which 10,000.00 is invoiced
meanwhile, at 50 : 20 : 30:

    whole           43,482.99    17,393.19    26,089.79
    invoiced         5,000.00     2,000.00     3,000.00
"""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.deadlines.models import Notice
from panel.decisions import operations
from panel.decisions.models import ShareApproval
from panel.decisions.overspending.headroom import headrooms_of
from panel.money import Pence
from panel.pooledbudget import holdings, restating
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.invoices import queries as invoices
from panel.pooledbudget.models import Invoice
from panel.pooledbudget.year_end import hindrances
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import AGENCIES, CHOSEN, LOCAL, MONDAY_9AM, a_fund, a_person
from tests.decisions.changed import CHANGED_ON, asked_to_change, walk_to_agencies
from tests.decisions.disputed import (
    HALVES,
    LATER,
    a_dispute,
    ruled,
    settled,
    the_dispute,
    the_request,
)
from tests.decisions.outcomes.test_lapsing import IN_PRINCIPLE, agreed, decide_anew, let_lapse
from tests.decisions.placements.test_replanning import DEARER, asks
from tests.decisions.placements.test_rolling import opened
from tests.decisions.proven import assert_proven
from tests.pooledbudget.builders import shut
from tests.pooledbudget.invoiced import an_invoice
from tests.pooledbudget.recharged import a_recharge

pytestmark = pytest.mark.django_db
WHOLE = 86_965_97
SETTLED = {EDUCATION: 5_000, HEALTH: 2_000, SOCIAL_CARE: 3_000}


def promised(placement_request: PlacementRequest) -> dict[str, int]:
    return by_code(holdings.promised(a_fund(), placement_request.reference))


def by_code(shares: dict[int, int]) -> dict[str, int]:
    codes = dict(a_fund().fund.panel.agencies.values_list("pk", "code"))
    return {codes[agency_id]: pence for agency_id, pence in shares.items() if pence}


def all_but(pence: int) -> None:
    """Set everything else in the year aside for another request."""
    fund.reserve(
        fund_year=a_fund(),
        about="JRAP-2026-99999",
        amounts={a_fund().fund.host_id: Pence(funds.headroom(a_fund()) - pence)},
        key="everything",
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )


def lapsed(is_invoiced: bool, **local: Any) -> PlacementRequest:
    """Return a request of which education approved and health refused, and that lapsed then.

    `local`: of the other option, which can be agreed too.
    """
    asked = agreed(
        f'[dispute]\ninterim_funder = "social_care"\n{IN_PRINCIPLE}',
        options=[LOCAL | {"suitability": "meets", **local}, CHOSEN],
    )
    builders.approve(asked, EDUCATION)
    builders.refuse(asked)
    if is_invoiced:
        invoiced(asked)
    let_lapse(asked)
    return asked


def invoiced(placement_request: PlacementRequest) -> Invoice:
    return fund.book_invoice(
        fund_year=a_fund(),
        invoice=an_invoice(
            10_000_00,
            about=placement_request.reference,
            first_day=date(2026, 10, 5),
            last_day=date(2026, 10, 31),
        ),
        by=a_person(Role.FUND_MANAGER),
        at=LATER,
    )


def test_one_agency_pays_meanwhile_and_the_settlement_counts_from_the_start() -> None:
    ruled('interim_funder = "social_care"')
    dispute = a_dispute(EDUCATION)
    asked, before = the_request(dispute), funds.headroom(a_fund())
    assert promised(asked) == {SOCIAL_CARE: WHOLE}
    invoice = invoiced(asked)
    settled(dispute, SETTLED)
    unsettled = f"It isn’t settled yet who pays for {asked.reference}."
    assert unsettled in hindrances.before_closing(a_fund(), on=LATER.date())

    builders.approve(asked, *AGENCIES, at=LATER)

    assert unsettled not in hindrances.before_closing(a_fund(), on=LATER.date())
    counted = holdings.counted(a_fund(), asked.reference)
    assert by_code(counted) == {EDUCATION: 43_482_99, HEALTH: 17_393_19, SOCIAL_CARE: 26_089_79}
    assert by_code(invoices.shares(invoice)) == {
        EDUCATION: 5_000_00,
        HEALTH: 2_000_00,
        SOCIAL_CARE: 3_000_00,
    }
    assert funds.headroom(a_fund()) == before
    assert_proven(at=LATER)


def test_the_rules_may_share_the_cost_meanwhile() -> None:
    ruled(HALVES)

    assert promised(the_request(a_dispute())) == {EDUCATION: 43_482_99, HEALTH: 43_482_98}


def test_another_agency_may_come_to_pay_meanwhile() -> None:
    dispute = a_dispute()
    asked = the_request(dispute)
    assert promised(asked) == {}

    for agency in (EDUCATION, EDUCATION, HEALTH):
        operations.name_interim_funder(
            dispute_id=dispute.pk, agency_code=agency, by=a_person(Role.COORDINATOR), at=LATER
        )

    assert promised(asked) == {HEALTH: WHOLE}
    kinds = [event.kind for event in audit.history(asked.reference)]
    assert kinds.count(restating.PROMISED) == 2


def test_nothing_is_promised_where_the_settlement_counts_only_from_then_on() -> None:
    ruled('interim_funder = "social_care"\nbackdate = false')

    assert promised(the_request(a_dispute())) == {}


def test_a_fund_that_is_short_is_an_event_and_no_refusal() -> None:
    ruled('interim_funder = "social_care"')
    asked = builders.a_request(Stage.FUNDING)
    fund.release(about=asked.reference, key="taken", by=a_person(Role.FUND_MANAGER), at=MONDAY_9AM)
    all_but(0)

    builders.refuse(asked)

    assert promised(asked) == {}
    assert audit.history(asked.reference).filter(kind="money_not_promised_meanwhile").exists()


def test_nobody_is_recharged_until_it_is_settled_who_pays() -> None:
    ruled('interim_funder = "social_care"')
    asked = the_request(a_dispute())

    with pytest.raises(fund.StillDisputed, match="Recharge it once it is"):
        fund.issue_recharge(
            fund_year=a_fund(),
            recharge=a_recharge(
                1_00,
                agency=SOCIAL_CARE,
                about=asked.reference,
                issued_on=LATER.date(),
                due_on=LATER.date(),
            ),
            by=a_person(Role.FUND_MANAGER),
            at=LATER,
        )


def test_a_request_that_is_withdrawn_holds_nothing_more() -> None:
    ruled('interim_funder = "social_care"')
    asked = the_request(a_dispute())

    builders.withdraw(asked)

    assert promised(asked) == {}
    assert not restating.is_interim(asked.reference)


def test_what_was_given_back_as_it_lapsed_needs_no_room_when_it_is_decided_anew() -> None:
    asked = lapsed(is_invoiced=False, starts_on="2026-10-05", ends_on="2028-07-31")
    all_but(30_000_00)

    decide_anew(asked, "A")
    builders.approve(asked, EDUCATION)

    assert promised(asked) == {EDUCATION: 9_753_42}
    assert_proven(at=LATER)


def test_what_was_invoiced_before_it_lapsed_leaves_only_the_rest_to_be_found() -> None:
    """Of 178 days at 60,000.00 a year, which is 29,260.27, 10,000.00 is invoiced already."""
    line = LOCAL["cost_lines"][0] | {"rate_pence": 60_000_00}
    asked = lapsed(True, starts_on="2026-10-05", ends_on="2028-07-31", cost_lines=[line])
    all_but(19_260_27)

    decide_anew(asked, "A")
    (headroom,) = headrooms_of([ShareApproval.objects.latest("pk")]).values()
    assert (headroom.over_pence, headroom.after_pence) == (0, 0)
    builders.approve(asked, EDUCATION)

    assert promised(asked) == {EDUCATION: 19_260_27}
    assert funds.headroom(a_fund()) == 0
    assert_proven(at=LATER)


def test_what_is_disputed_anew_of_another_year_is_promised_in_that_one() -> None:
    asked = lapsed(is_invoiced=True, starts_on="2027-04-05", ends_on="2028-07-31")
    next_year = opened(2027)

    decide_anew(asked, "A")
    builders.refuse(asked, EDUCATION)

    assert promised(asked) == {}
    assert holdings.promised(next_year, asked.reference).total() == 19_781_42
    assert by_code(holdings.counted(a_fund(), asked.reference)) == {SOCIAL_CARE: 10_000_00}


def test_a_year_closes_though_a_later_one_promises_meanwhile_what_lapsed_in_it() -> None:
    asked = lapsed(is_invoiced=False, starts_on="2027-04-05", ends_on="2028-07-31")
    next_year, manager = opened(2027), a_person(Role.FUND_MANAGER)
    decide_anew(asked, "A")
    fund.release(about=asked.reference, key="set aside for B", by=manager, at=LATER)
    builders.refuse(asked, EDUCATION)
    assert restating.interim_in(next_year) == [asked.reference]

    shut(a_fund(), manager)

    assert a_fund().closed_at is not None


def test_nothing_more_is_promised_for_a_change_which_cannot_begin_yet(client: Client) -> None:
    ruled('interim_funder = "social_care"')
    change = asked_to_change(builders.a_request(Stage.PLACED))
    walk_to_agencies(change, cost_lines=[DEARER])
    before = holdings.held(a_fund(), change.reference)

    builders.refuse(change)

    assert holdings.held(a_fund(), change.reference) == before
    client.force_login(a_person(Role.COORDINATOR))
    assert "What it changes goes on meanwhile" in client.get(f"/cases/{change}/").text
    told = Notice.objects.get(key__startswith=f"interim-funder/{the_dispute(change).pk}/")
    assert "the change doesn’t begin before that" in told.body
    with pytest.raises(fund.PromisedLess):
        asks(change, 100, CHANGED_ON, CHANGED_ON)
