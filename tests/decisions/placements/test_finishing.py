"""Once a placement's last invoice is in, nothing stays promised for what nobody will invoice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.document.placements import EndPart
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary.placements import EndReason
from panel.decisions import operations
from panel.decisions.proving import proof
from panel.money import Pence
from panel.pooledbudget import holdings
from panel.pooledbudget import operations as fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear, Invoice
from panel.sample.funds import agree
from panel.sample.people import EDUCATION
from tests.api import Caller
from tests.builders import FIRST_DAY, PLACED, a_fund, a_panel, a_person, a_request
from tests.decisions.placements.test_placing import ended
from tests.pooledbudget.invoiced import a_credit_note, an_invoice, another_manager
from tests.pooledbudget.invoices.test_views import typed

pytestmark = pytest.mark.django_db
LATER = PLACED + timedelta(days=60)
OVER = datetime(2027, 5, 4, 8, tzinfo=UTC)
WHY = {"reason": "Billed by whole weeks"}
SAID = "no_more_invoiced_for_year"
DAYS_PUT_IT = "The ledger holds what each placement's days cost"


@pytest.fixture
def over() -> PlacementRequest:
    """A placement that ended after four weeks, at £3,420.01 a week."""
    placed = a_request(Stage.PLACED)
    ended(placed, FIRST_DAY + timedelta(days=27))
    return placed


def manager() -> dict[str, object]:
    return {"by": a_person(Role.FUND_MANAGER), "at": LATER}


def invoiced(over: PlacementRequest, pence: int) -> Invoice:
    """Book, pass and pay so much for it."""
    asked = an_invoice(pence, about=over.reference)
    invoice = fund.book_invoice(fund_year=a_fund(), invoice=asked, **manager())
    fund.approve_invoice(invoice_id=invoice.pk, by=another_manager(a_fund()), at=LATER)
    return fund.pay_invoice(invoice_id=invoice.pk, **manager())


def promised(over: PlacementRequest) -> int:
    return holdings.promised(a_fund(), over.reference).total()


def last_invoice(over: PlacementRequest) -> None:
    operations.record_last_invoice(placement_request_id=over.pk, **manager())


def after() -> dict[str, object]:
    return manager() | {"at": OVER}


def no_more(request: PlacementRequest, **changes: Any) -> None:
    """Say that nothing more comes for the days of a request in 2026 to 2027."""
    asked = {"fund_year": a_fund()} | WHY | after() | changes
    operations.record_year_invoiced(placement_request_id=request.pk, **asked)


def the_year_before() -> FundYear:
    """Open the books of a fund of the panel for the year that is over today."""
    panel, by = a_panel(), a_person(Role.FUND_MANAGER)
    opened = fund.open_fund(
        panel_id=panel.pk,
        code="before",
        name="The fund before",
        kind=FundKind.POOLED,
        host_id=panel.agencies.get(code=EDUCATION).pk,
        by=by,
        at=LATER,
    )
    agree(opened, starts_on=date(2025, 4, 1), at=LATER)
    ids = list(panel.agencies.values_list("pk", flat=True))
    return fund.open_fund_year(fund_id=opened.pk, year=2025, agency_ids=ids, by=by, at=LATER)


def promise(fund_year: FundYear, about: str, pence: int) -> None:
    """Let a year have so much, and promise it to a request."""
    shares = {a_panel().agencies.get(code=EDUCATION).pk: Pence(pence)}
    asked = {"fund_year": fund_year, "amounts": shares} | manager()
    fund.receive_contribution(about="Paper", key="paper", **asked)
    fund.commit(about=about, key="promise", **asked)


def credit(invoice: Invoice, pence: int) -> None:
    fund.credit_invoice(invoice_id=invoice.pk, note=a_credit_note(pence), **manager())


def test_what_nobody_will_invoice_goes_back_to_the_pot(over: PlacementRequest) -> None:
    invoiced(over, promised(over) - 500_00)
    free = funds.headroom(a_fund())

    last_invoice(over)

    assert promised(over) == 0
    assert funds.headroom(a_fund()) == free + 500_00
    assert proof.prove(at=LATER)[DAYS_PUT_IT] == []


def test_so_does_what_was_delivered(over: PlacementRequest) -> None:
    operations.accrue(panel_id=over.panel_id, until=FIRST_DAY + timedelta(days=27), **manager())

    last_invoice(over)

    assert promised(over) == 0


def test_so_does_what_a_credit_note_takes_back_before_or_after(over: PlacementRequest) -> None:
    paid = invoiced(over, promised(over))
    credit(paid, 1_000_00)
    assert promised(over) == 1_000_00

    last_invoice(over)
    credit(paid, 2_000_00)

    assert promised(over) == 0
    assert holdings.counted(a_fund(), over.reference).total() == paid.amount_pence - 3_000_00


def test_is_an_event_once_and_pressing_again_gives_back_what_came_since(
    over: PlacementRequest,
) -> None:
    booked = fund.book_invoice(
        fund_year=a_fund(), invoice=an_invoice(100_00, about=over.reference), **manager()
    )
    last_invoice(over)
    fund.void_invoice(invoice_id=booked.pk, reason="Another child’s", **manager())
    assert promised(over) == 100_00

    last_invoice(over)

    assert promised(over) == 0
    assert audit.history(over.reference).filter(kind="last_invoice_in").count() == 1


def test_one_more_invoice_that_comes_after_all_can_be_booked(over: PlacementRequest) -> None:
    before = promised(over)
    last_invoice(over)
    with pytest.raises(fund.NothingPromised):
        invoiced(over, before)

    operations.expect_invoice(placement_request_id=over.pk, **manager())

    assert promised(over) == before
    invoiced(over, before)
    assert promised(over) == 0


def test_waits_for_the_end() -> None:
    placed = a_request(Stage.PLACED)

    with pytest.raises(operations.StillRuns, match="hasn’t ended"):
        last_invoice(placed)
    with pytest.raises(operations.NoLastInvoice):
        operations.expect_invoice(placement_request_id=placed.pk, **manager())


def test_is_for_those_who_post_to_the_fund(over: PlacementRequest) -> None:
    for verb in (operations.record_last_invoice, operations.expect_invoice):
        with pytest.raises(access.Refused):
            verb(placement_request_id=over.pk, by=a_person(Role.COORDINATOR), at=LATER)


class TestOfAYear:
    """Bills seldom come to what a year's days cost, to the penny, while the placement runs on."""

    @pytest.fixture
    def running(self) -> PlacementRequest:
        """A placement that runs on, delivered to 31 March, of which £12.85 was never invoiced."""
        placed = a_request(Stage.PLACED)
        invoiced(placed, promised(placed) - 12_85)
        operations.accrue(panel_id=placed.panel_id, until=a_fund().ends_on, **after())
        return placed

    def test_what_nobody_will_invoice_for_its_days_goes_back(
        self, running: PlacementRequest
    ) -> None:
        free = funds.headroom(a_fund())

        no_more(running)
        no_more(running)  # again

        assert promised(running) == 0
        assert funds.headroom(a_fund()) == free + 12_85
        entry = funds.entries_for(running.reference).last()
        assert entry is not None
        assert entry.memo.endswith("no more for 2026 to 2027: Billed by whole weeks")
        assert audit.history(running.reference).filter(kind=SAID).count() == 1
        assert proof.prove(at=OVER)[DAYS_PUT_IT] == []

    def test_stays_back_when_the_placement_moves_on(self, running: PlacementRequest) -> None:
        no_more(running)

        end = EndPart(ended_on=date(2027, 4, 30), reason=EndReason.BREAKDOWN)
        runner = a_person(Role.COORDINATOR)
        operations.end_placement(placement_request_id=running.pk, end=end, by=runner, at=OVER)

        assert promised(running) == 0

    def test_so_does_what_a_credit_note_takes_back(self, running: PlacementRequest) -> None:
        no_more(running)

        credit(Invoice.objects.get(about=running.reference), 100_00)

        assert promised(running) == 0

    def test_one_more_invoice_that_comes_after_all_can_be_booked(
        self, running: PlacementRequest
    ) -> None:
        no_more(running)
        with pytest.raises(fund.PromisedLess, match="press “One more invoice comes” for it first"):
            invoiced(running, 12_85)

        operations.expect_invoice(placement_request_id=running.pk, **after())

        assert promised(running) == 12_85
        invoiced(running, 12_85)

    def test_is_said_of_what_is_approved_and_never_began_too(self) -> None:
        approved = a_request(Stage.APPROVED)

        no_more(approved)

        assert promised(approved) == 0
        assert proof.prove(at=OVER)["The ledger holds what was approved"] == []

    def test_waits_until_the_year_is_over_and_something_is_left(self) -> None:
        placed = a_request(Stage.PLACED)

        with pytest.raises(operations.YearRuns, match="2026 to 2027 isn’t over"):
            no_more(placed, at=OVER - timedelta(days=60))
        invoiced(placed, promised(placed))
        with pytest.raises(operations.NothingLeft):
            no_more(placed)

    def test_is_for_those_who_post_to_the_fund(self, running: PlacementRequest) -> None:
        with pytest.raises(access.Refused):
            no_more(running, by=a_person(Role.COORDINATOR))

    def test_is_reached_from_settling_the_year(self, client: Client) -> None:
        placed, before = a_request(Stage.PLACED), the_year_before()
        promise(before, placed.reference, 12_85)
        client.force_login(a_person(Role.FUND_MANAGER))
        address = f"/placements/{placed.reference}/last-invoice/{before.pk}/"
        last = f"/placements/{placed.reference}/last-invoice/"
        for page in (f"/fund/years/{before.pk}/settle/", last):
            assert address in client.get(page).text

        assert "£12.85 is promised for its days" in client.get(address).text
        page = client.post(address, WHY, follow=True)

        assert f"Nothing more comes for {placed.reference} in 2025 to 2026." in page.text
        assert address not in page.text
        assert "One more invoice comes" in client.get(last).text
        refused = client.post(f"/fund/years/{before.pk}/invoice/", typed(about=placed.reference))
        assert f'href="{last}"' in refused.text

    def test_is_said_over_json(self) -> None:
        placed, before = a_request(Stage.PLACED), the_year_before()
        promise(before, placed.reference, 12_85)
        asked = {"fund": before.fund.code, "year": 2025} | WHY

        caller = Caller(a_person(Role.FUND_MANAGER))
        told = caller.done(f"placements/{placed.reference}/year-invoiced/", asked)

        assert (told["is_in"], told["years_in"]) == (False, [2025])
        assert holdings.promised(before, placed.reference).total() == 0


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(parts=st.lists(st.integers(1, 3_000_00), max_size=3), credited=st.lists(st.booleans()))
def test_whatever_was_invoiced_and_credited_nothing_is_left_promised(
    over: PlacementRequest, parts: list[int], credited: list[bool]
) -> None:
    paid = [invoiced(over, Pence(min(part, promised(over)))) for part in parts if promised(over)]
    last_invoice(over)
    for invoice, is_credited in zip(paid, credited, strict=False):
        if is_credited:
            credit(invoice, invoice.amount_pence // 2 or 1)

    assert promised(over) == 0
    operations.expect_invoice(placement_request_id=over.pk, **manager())


class TestPage:
    def test_is_reached_from_the_manager_s_work_while_money_is_held(
        self, client: Client, over: PlacementRequest
    ) -> None:
        client.force_login(a_person(Role.FUND_MANAGER))
        address = f"/placements/{over.reference}/last-invoice/"
        assert address in client.get("/").text

        page = client.post(address, follow=True)

        assert f"The last invoice for {over.reference} is in." in page.text
        assert "Nothing is promised for it" in page.text
        assert "give back what is left" not in page.text
        assert address not in client.get("/").text

    def test_takes_it_back_where_one_more_comes(
        self, client: Client, over: PlacementRequest
    ) -> None:
        last_invoice(over)
        client.force_login(a_person(Role.FUND_MANAGER))

        page = client.post(f"/placements/{over.reference}/invoice-expected/", follow=True)

        assert "is promised again" in page.text
        assert promised(over) > 0

    def test_says_why_it_is_refused(self, client: Client) -> None:
        placed = a_request(Stage.PLACED)
        client.force_login(a_person(Role.FUND_MANAGER))

        page = client.post(f"/placements/{placed.reference}/last-invoice/")

        assert page.status_code == 409
        assert "The placement hasn’t ended" in page.text


def test_both_are_said_over_json(over: PlacementRequest) -> None:
    caller = Caller(a_person(Role.FUND_MANAGER))

    told = caller.done(f"placements/{over.reference}/last-invoice/")
    assert told == {
        "reference": over.reference,
        "is_in": True,
        "years_in": [],
        "held_pence": 0,
    }

    told = caller.done(f"placements/{over.reference}/invoice-expected/")
    assert not told["is_in"]
    assert told["held_pence"] > 0
