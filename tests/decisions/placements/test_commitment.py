"""How far a case's money has come, on its page and over JSON, each figure with its entries."""

from datetime import timedelta

import pytest
from django.test import Client

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.case.commitment import case_commitment
from panel.decisions.placements import commitment, plans
from panel.pooledbudget import operations as fund
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.models import Invoice
from panel.sample.people import HEALTH, SOCIAL_CARE
from tests.api import Caller
from tests.builders import FIRST_DAY, PLACED, a_fund, a_panel, a_person, a_request
from tests.pooledbudget.invoiced import an_invoice

pytestmark = pytest.mark.django_db
LATER = PLACED + timedelta(days=60)


def steps(placement_request: PlacementRequest) -> dict[str, int]:
    """Return each step's pence in the one year that holds the request's money."""
    (found,) = commitment.of(placement_request)
    return {step.name: step.total_pence for step in found.steps}


def invoiced(placed: PlacementRequest, pence: int) -> Invoice:
    manager = a_person(Role.FUND_MANAGER)
    asked = an_invoice(pence, about=placed.reference)
    booked = fund.book_invoice(fund_year=a_fund(), invoice=asked, by=manager, at=LATER)
    lead = a_person(Role.AGENCY_LEAD, HEALTH)
    return fund.approve_invoice(invoice_id=booked.pk, by=lead, at=LATER)


def test_a_request_that_moved_no_money_has_none() -> None:
    assert commitment.of(a_request(Stage.DRAFT)) == []


def test_while_it_is_weighed_its_money_is_reserved() -> None:
    found = steps(a_request(Stage.CONSIDERED))

    assert found["Indicative"] == found["Reserved"] > 0
    assert found["Committed"] == found["Agreement signed"] == 0


def test_it_goes_from_the_panel_s_promise_to_what_an_agency_pays_back() -> None:
    placed = a_request(Stage.PLACED)
    whole = steps(placed)["Committed"]
    assert steps(placed)["Agreement signed"] == whole
    manager = a_person(Role.FUND_MANAGER)

    until = FIRST_DAY + timedelta(days=27)
    operations.accrue(panel_id=a_panel().pk, until=until, by=manager, at=LATER)
    delivered = steps(placed)["Accrued"]
    assert delivered > 0
    invoice = invoiced(placed, delivered + 5)
    assert steps(placed)["Invoiced"] == delivered + 5
    fund.pay_invoice(invoice_id=invoice.pk, by=manager, at=LATER)
    assert steps(placed)["Paid"] == delivered + 5

    shares = invoice_queries.shares(invoice)
    owed = {a_panel().agencies.get(code=HEALTH).pk: 1_000}
    moved = {"fund_year": a_fund(), "about": placed.reference, "amounts": owed, "by": manager}
    fund.recharge(**moved, key="recharge", at=LATER)
    assert steps(placed)["Recharged"] == 1_000
    fund.recover(**moved, key="recover", at=LATER)

    found = steps(placed)
    assert (found["Recharged"], found["Recovered"]) == (0, 1_000)
    assert found["Paid"] == shares.total() - 1_000
    assert found["Committed"] + found["Paid"] + found["Recovered"] == whole
    missing, _ = plans.difference(placed.placement, a_fund())
    assert not any(missing.values())  # what came back makes no placement cheaper


def test_the_page_leads_from_each_figure_to_its_entries(client: Client) -> None:
    placed = a_request(Stage.PLACED)
    client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))

    page = client.get(f"/cases/{placed}/").text
    assert "How far its money has come" in page
    (table,) = case_commitment(placed, access.of(a_person(Role.CHAIR), on=PLACED.date()))
    committed = next(line for line in table.lines if line.heading == "Committed")

    entries = client.get(committed.cells[-1].address).text
    assert f"{placed.reference}: money committed" in entries
    indicative = table.lines[0]
    assert [figure.address for figure in indicative.cells] == [""] * 4


def test_the_page_keeps_it_from_who_may_not_read_the_fund(client: Client) -> None:
    placed = a_request(Stage.PLACED)
    client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))

    assert "How far its money has come" not in client.get(f"/cases/{placed}/").text


def test_it_is_told_over_json() -> None:
    reserved = a_request(Stage.CONSIDERED)
    lead = Caller(a_person(Role.AGENCY_LEAD, HEALTH))

    (told,) = lead.get(f"placement-requests/{reserved}/commitment/").json()

    assert (told["fund"], told["year"]) == ("pool", "2026 to 2027")
    step = told["steps"][1]
    assert (step["step"], step["account"]) == ("Reserved", "reserved")
    assert step["total_pence"] == sum(step["shares_pence"].values()) > 0
    referrer = Caller(a_person(Role.REFERRER, SOCIAL_CARE))
    assert referrer.get(f"placement-requests/{reserved}/commitment/").status_code == 403
