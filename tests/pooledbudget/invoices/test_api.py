"""Invoices over JSON."""

import pytest

from panel.agencies.models import Role
from panel.pooledbudget.models import Invoice
from panel.sample.people import EDUCATION, HEALTH
from tests.api import Caller
from tests.builders import a_fund, a_person
from tests.pooledbudget.invoiced import booked_invoice
from tests.rules.bodies import BODIES

pytestmark = pytest.mark.django_db
ASKED = BODIES["invoices"]


@pytest.fixture
def manager() -> Caller:
    booked_invoice(a_fund())
    return Caller(a_person(Role.FUND_MANAGER))


def test_an_invoice_is_booked_passed_credited_and_paid(manager: Caller) -> None:
    booked = manager.done("invoices/", ASKED)
    assert (booked["stage"], booked["year"]) == ("received", "2026 to 2027")
    assert sum(booked["shares_pence"].values()) == 100
    assert manager.done("invoices/", ASKED)["id"] == booked["id"]
    address = f"invoices/{booked['id']}"

    lead = Caller(a_person(Role.AGENCY_LEAD, HEALTH))
    assert lead.done(f"{address}/approve/")["stage"] == "approved"
    credited = manager.done(f"{address}/credit/", BODIES["credit"])
    assert (credited["credited_pence"], credited["credit_notes"][0]["number"]) == (1, "C/1")
    paid = manager.done(f"{address}/pay/")

    assert (paid["stage"], sum(paid["shares_pence"].values())) == ("paid", 99)
    assert manager.get(f"{address}/").json() == paid
    listed = manager.get("invoices/", stage="paid").json()["results"]
    assert [row["id"] for row in listed] == [booked["id"]]


def test_one_booked_by_mistake_is_voided(manager: Caller) -> None:
    invoice = Invoice.objects.get()

    voided = manager.done(f"invoices/{invoice.pk}/void/", {"reason": "Another fund's."})

    assert (voided["stage"], voided["void_reason"]) == ("voided", "Another fund's.")


def test_shares_are_told_by_agency(manager: Caller) -> None:
    booked = manager.done("invoices/", {**ASKED, "shares_pence": {EDUCATION: 100}})

    assert booked["shares_pence"] == {EDUCATION: 100}


def test_everything_wrong_is_told_with_its_place(manager: Caller) -> None:
    answer = manager.post("invoices/", {**ASKED, "amount_pence": 0, "dated_on": "soon"})

    assert answer.status_code == 400
    pointers = {fault["pointer"] for fault in answer.json()["faults"]}
    assert pointers == {"/amount_pence", "/dated_on"}


def test_more_than_is_promised_is_refused_with_what_is_left(manager: Caller) -> None:
    answer = manager.post("invoices/", {**ASKED, "amount_pence": 288_001})

    assert answer.status_code == 409
    assert "has £2,880.00 left" in answer.json()["reasons"][0]


def test_who_reads_no_fund_lists_none() -> None:
    referrer = Caller(a_person(Role.REFERRER, HEALTH))

    assert referrer.get("invoices/").status_code == 403
    assert referrer.post("invoices/", ASKED).status_code == 403
