"""A change that is funded takes over from its first day: what was planned gives way, to the penny.

By hand, at 3,420.01 a week of seven days, 40 : 30 : 30:

    28 days to 1 November 2026      13,680.04    5,472.02   4,104.01   4,104.01
    178 days to 31 March 2027       86,965.97   34,786.39  26,089.79  26,089.79
    366 days to 31 March 2028      178,817.67   71,527.07  53,645.30  53,645.30

At 3,556.81 a week, 50 : 30 : 20:

    150 days from 2 November 2026   76,217.36   38,108.68  22,865.21  15,243.47
    366 days to 31 March 2028      185,970.35   92,985.18  55,791.10  37,194.07
"""

from datetime import date

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.document.placements import EndPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import EndReason
from panel.deadlines.models import Notice
from panel.decisions import operations
from panel.decisions.placements import plans
from panel.money import Pence
from panel.pooledbudget import holdings
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear, Invoice
from panel.pooledbudget.refusals import FundsShort
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import PLACED, a_fund, a_person, a_request
from tests.decisions.changed import (
    CHANGED_ON,
    SHARED_OTHERWISE,
    asked_to_change,
    start_change,
    walk_to_agencies,
    walk_to_approval,
)
from tests.decisions.placements.test_rolling import opened, rolled
from tests.decisions.proven import assert_proven
from tests.pooledbudget.invoiced import a_credit_note, an_invoice, credit, void

pytestmark = pytest.mark.django_db

DEARER = {
    "kind": "care",
    "rate_pence": 3_556_81,
    "unit": "week",
    "shares": {EDUCATION: 5_000, HEALTH: 3_000, SOCIAL_CARE: 2_000},
}
OLD_2026 = {EDUCATION: 34_786_39, HEALTH: 26_089_79, SOCIAL_CARE: 26_089_79}
UNTIL_THEN = {EDUCATION: 5_472_02, HEALTH: 4_104_01, SOCIAL_CARE: 4_104_01}
NEW_2026 = {EDUCATION: 38_108_68, HEALTH: 22_865_21, SOCIAL_CARE: 15_243_47}
OLD_2027 = {EDUCATION: 71_527_07, HEALTH: 53_645_30, SOCIAL_CARE: 53_645_30}
NEW_2027 = {EDUCATION: 92_985_18, HEALTH: 55_791_10, SOCIAL_CARE: 37_194_07}
HIGHER = 2_931_43  # than what is given back in the first year: 76,217.36 − (86,965.97 − 13,680.04)

#: The same, as 38,108.68 − 29,314.37 to 22,865.21 − 21,985.78: social care pays less than before.
BEYOND = [2_664_94, 266_49]


@pytest.fixture
def placed() -> PlacementRequest:
    """A child at a provider from 5 October 2026, paid for by two years of the fund."""
    placement_request = a_request(Stage.PLACED)
    opened(2027, at=PLACED)
    rolled(PLACED)
    return placement_request


@pytest.fixture
def changed_after_an_invoice(placed: PlacementRequest) -> PlacementRequest:
    """The same, once a change took over from 2 November the days of 6,319.96 invoiced."""
    asks(placed, 20_000_00, date(2026, 10, 5), date(2026, 11, 15))
    change = asked_to_change(placed)
    walk_to_approval(change, cost_lines=[DEARER])
    start_change(change)
    return placed


def promised(placement_request: PlacementRequest, fund_year: FundYear) -> dict[str, int]:
    """Return what the fund has promised for a request in a year, by agency code."""
    codes = dict(fund_year.fund.panel.agencies.values_list("pk", "code"))
    held = holdings.promised(fund_year, placement_request.reference)
    return {codes[agency_id]: pence for agency_id, pence in held.items() if pence}


def after(year: int) -> FundYear:
    return a_fund().fund.years.get(year=year)


def beyond_in_pots_of_their_own(change: PlacementRequest) -> list[int]:
    """Return what agencies would need beyond what each is given back, by their ids."""
    fund_year, ids = a_fund(), dict(change.panel.agencies.values_list("code", "pk"))
    fund_year.fund.kind = FundKind.ALIGNED
    asked = {ids[code]: Pence(pence) for code, pence in NEW_2026.items()}
    option = change.options.get(is_recommended=True)
    beyond = plans.beyond_given_back(asked, change, option, fund_year)
    return [beyond[pk] for pk in sorted(beyond)]


def asks(
    placement_request: PlacementRequest,
    pence: int,
    first: date,
    last: date,
    because: str = "In advance",
) -> Invoice:
    """Book what a provider asks for some days."""
    invoice = an_invoice(
        pence,
        about=placement_request.reference,
        first_day=first,
        last_day=last,
        accepted_because=because,
    )
    by = a_person(Role.FUND_MANAGER)
    return fund.book_invoice(fund_year=a_fund(), invoice=invoice, by=by, at=PLACED)


def leave(fund_year: FundYear, pence: int) -> None:
    """Promise everything else in a year to another request."""
    agency = fund_year.fund.panel.agencies.get(code=EDUCATION)
    fund.commit(
        fund_year=fund_year,
        about="JRAP-2026-99999",
        amounts={agency.pk: Pence(funds.headroom(fund_year) - pence)},
        key=f"everything but {pence} of {fund_year.year}",
        by=a_person(Role.FUND_MANAGER),
        at=PLACED,
    )


def pay_in(pence: int) -> None:
    agency = a_fund().fund.panel.agencies.get(code=EDUCATION)
    fund.receive_contribution(
        fund_year=a_fund(),
        about="A little more",
        amounts={agency.pk: Pence(pence)},
        key="a little more",
        by=a_person(Role.FUND_MANAGER),
        at=PLACED,
    )


def test_takes_over_in_each_year_and_needs_no_more_room_than_it_is_dearer(
    placed: PlacementRequest,
) -> None:
    assert promised(placed, a_fund()) == OLD_2026
    assert promised(placed, after(2027)) == OLD_2027
    change = asked_to_change(placed)
    leave(a_fund(), HIGHER - 1)
    walk_to_agencies(change, cost_lines=[DEARER])
    *others, last = builders.AGENCIES
    builders.approve(change, *others)

    with pytest.raises(FundsShort):
        builders.approve(change, last)

    assert promised(placed, a_fund()) == OLD_2026
    pay_in(1)
    builders.approve(change, last)
    assert promised(placed, a_fund()) == UNTIL_THEN
    assert promised(change, a_fund()) == NEW_2026
    assert promised(placed, after(2027)) == {}
    assert promised(change, after(2027)) == NEW_2027
    assert funds.headroom(a_fund()) == 0
    memos = set(funds.entries_for(placed.reference).values_list("memo", flat=True))
    assert f"{placed}: money released, for the change {change}" in memos
    assert_proven(at=PLACED)


def test_a_change_of_nothing_but_shares_moves_no_penny_of_the_year(
    placed: PlacementRequest,
) -> None:
    """33 days come to 16,122.90 and 3/7 of a penny, and 145 to 70,843.06 and 3/7."""
    change = asked_to_change(placed)
    leave(a_fund(), 0)

    walk_to_approval(change, cost_lines=SHARED_OTHERWISE, starts_on="2026-11-07")

    assert sum(promised(placed, a_fund()).values()) == 16_122_91
    assert sum(promised(change, a_fund()).values()) == 70_843_06
    assert funds.headroom(a_fund()) == 0
    assert_proven(at=PLACED)


def test_what_is_invoiced_of_its_days_already_stays_and_they_are_not_asked_for_again(
    placed: PlacementRequest,
) -> None:
    invoice = asks(placed, 20_000_00, date(2026, 10, 5), date(2026, 11, 15))
    change = asked_to_change(placed)

    walk_to_approval(change, cost_lines=[DEARER])

    assert promised(placed, a_fund()) == {}
    assert promised(change, a_fund()) == NEW_2026
    assert_proven(at=PLACED)
    start_change(change)
    days = (CHANGED_ON, date(2026, 11, 30))
    with pytest.raises(fund.DaysInDoubt, match=f"15 November 2026 of {placed.reference} already"):
        asks(change, 16_000_00, *days, because="")
    credit(invoice, a_credit_note(20_000_00), a_person(Role.FUND_MANAGER))
    asks(change, 16_000_00, *days)
    with pytest.raises(fund.OtherRequestsDays, match=f"Book it for {change.reference}"):
        asks(placed, 100, *days, because="")


def test_what_is_credited_of_its_days_goes_to_the_pot_and_the_rest_stays_promised(
    changed_after_an_invoice: PlacementRequest,
) -> None:
    placed, free = changed_after_an_invoice, funds.headroom(a_fund())
    invoice = Invoice.objects.get(about=placed.reference)

    credit(invoice, a_credit_note(6_000_00), a_person(Role.FUND_MANAGER))

    assert promised(placed, a_fund()) == {}
    assert funds.headroom(a_fund()) == free + 6_000_00
    assert_proven(at=PLACED)
    credit(invoice, a_credit_note(14_000_00), a_person(Role.FUND_MANAGER))
    assert promised(placed, a_fund()) == UNTIL_THEN
    assert funds.headroom(a_fund()) == free + 20_000_00 - 13_680_04
    assert_proven(at=PLACED)


def test_who_keeps_the_fund_learns_of_what_is_invoiced_for_days_of_a_change(
    changed_after_an_invoice: PlacementRequest, client: Client
) -> None:
    invoice = Invoice.objects.get(about=changed_after_an_invoice.reference)
    change = PlacementRequest.objects.exclude(pk=changed_after_an_invoice.pk).get()
    client.force_login(a_person(Role.FUND_MANAGER))
    page = f"/fund/invoices/{invoice.pk}/"
    told = f"{change.reference} pays for 2 November to 15 November 2026 now"

    assert told in client.get(page).text
    (notice,) = Notice.objects.filter(subject_line__contains="are invoiced already")
    assert "1 invoice of" in notice.body
    credit(invoice, a_credit_note(6_319_96), a_person(Role.FUND_MANAGER))
    assert told not in client.get(page).text


def test_an_invoice_that_is_void_is_promised_again_only_for_the_days_before_it(
    changed_after_an_invoice: PlacementRequest,
) -> None:
    placed, free = changed_after_an_invoice, funds.headroom(a_fund())

    void(Invoice.objects.get(about=placed.reference), a_person(Role.FUND_MANAGER))

    assert promised(placed, a_fund()) == UNTIL_THEN
    assert funds.headroom(a_fund()) == free + 20_000_00 - 13_680_04
    assert_proven(at=PLACED)
    asks(placed, 13_680_04, date(2026, 10, 5), date(2026, 11, 1))
    assert promised(placed, a_fund()) == {}
    assert_proven(at=PLACED)


def test_sets_aside_what_it_is_dearer_leaves_a_short_year_alone_and_may_never_start(
    placed: PlacementRequest, client: Client
) -> None:
    change = asked_to_change(placed)
    leave(after(2027), 0)
    leave(a_fund(), HIGHER)
    walk_to_agencies(change, cost_lines=[DEARER])
    reserved = holdings.held(a_fund(), change.reference)
    assert [*reserved.values()] == BEYOND
    assert beyond_in_pots_of_their_own(change) == [8_794_31, 879_43]
    assert funds.headroom(a_fund()) == 0
    client.force_login(a_person(Role.AGENCY_LEAD, EDUCATION))
    assert "Not all of your approvals fit" not in client.get("/").text

    builders.approve(change, *builders.AGENCIES)

    assert promised(placed, a_fund()) == UNTIL_THEN
    assert promised(placed, after(2027)) == OLD_2027
    assert promised(change, after(2027)) == {}
    assert "settle_refused" in [event.kind for event in audit.history(placed.reference)]
    operations.end_placement(
        placement_request_id=change.pk,
        end=EndPart(ended_on=None, reason=EndReason.NOT_STARTED),
        by=a_person(Role.COORDINATOR),
        at=PLACED,
    )
    assert promised(placed, a_fund()) == OLD_2026
    assert promised(change, a_fund()) == {}
    assert_proven(at=PLACED)
