"""The pages on which invoices are found, booked, passed, paid, credited and voided."""

import html
from datetime import date

import pytest
from django.test import Client

from panel.agencies.models import Agency, Role
from panel.pooledbudget.invoices import presenters
from panel.pooledbudget.models import Invoice
from panel.pooledbudget.stages import InvoiceStage
from panel.presentation.tones import Tone
from panel.sample.people import EDUCATION, HEALTH
from tests.builders import a_fund, a_person
from tests.pooledbudget.invoiced import PROMISED, booked_invoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def invoice() -> Invoice:
    """£120.00 booked of £3,000.00 that three agencies promise."""
    return booked_invoice(a_fund())


@pytest.fixture
def manager(client: Client, invoice: Invoice) -> Client:
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


@pytest.fixture
def lead(invoice: Invoice) -> Client:
    client = Client()
    client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))
    return client


def typed(**changes: str) -> dict[str, str]:
    days = {"dated_on": "1 10 2026", "due_on": "31 10 2026"}
    days |= {"first_day": "1 9 2026", "last_day": "30 9 2026"}
    boxes = {
        f"{name}_{box}": part
        for name, day in days.items()
        for box, part in zip(("day", "month", "year"), day.split(), strict=True)
    }
    told = {"about": PROMISED, "provider": "Ash Lodge", "number": "AL/7", "amount_pence": "90"}
    return boxes | told | changes


def test_an_invoice_goes_from_the_fund_s_page_to_being_paid(
    manager: Client, lead: Client, invoice: Invoice
) -> None:
    address = f"/fund/years/{invoice.fund_year_id}/invoice/"
    assert address in manager.get("/fund/").text
    page = manager.post(address, typed(), follow=True)
    assert "Invoice AL/7 of Ash Lodge is booked." in page.text
    booked = Invoice.objects.get(number="AL/7")
    assert " for payment</button>" not in page.text

    assert "Pass £90.00 for payment" in lead.get(f"/fund/invoices/{booked.pk}/").text
    to_pass, to_pay = (
        f"/fund/invoices/?stage={at}&waits_for=you" for at in ("received", "approved")
    )
    assert html.escape(to_pass) in lead.get("/").text
    assert "AL/7" in lead.get(to_pass).text
    assert "AL/7" not in manager.get(to_pass).text  # who booked it
    page = lead.post(f"/fund/invoices/{booked.pk}/approve/", follow=True)
    assert "It is passed for payment." in page.text
    assert "AL/7" not in lead.get("/").text

    assert html.escape(to_pay) in manager.get("/").text
    assert "AL/7" in manager.get(to_pay).text
    assert "Book that £90.00 is paid" in manager.get(f"/fund/invoices/{booked.pk}/").text
    page = manager.post(f"/fund/invoices/{booked.pk}/pay/", follow=True)
    assert "Its payment is booked." in page.text
    assert "Nothing more is to be done." in page.text


def test_is_late_by_so_many_days_until_it_is_paid() -> None:
    invoice = Invoice(due_on=date(2026, 10, 31), stage=InvoiceStage.APPROVED)

    late = presenters.due(invoice, on=date(2026, 11, 6))
    assert (late.words, late.note, late.tone) == ("6 days late", "Was due 31 Oct 2026", Tone.BAD)
    assert presenters.due(invoice, on=date(2026, 10, 24)).tone == Tone.WARN
    assert presenters.due(invoice, on=date(2026, 10, 23)).tone == ""

    paid = Invoice(due_on=date(2026, 10, 31), stage=InvoiceStage.PAID)
    assert presenters.due(paid, on=date(2026, 11, 6)).words == "31 Oct 2026"


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_kept(
    manager: Client, invoice: Invoice
) -> None:
    address = f"/fund/years/{invoice.fund_year_id}/invoice/"

    page = manager.post(address, typed(amount_pence="0", provider=""))
    assert "The amount must be more than £0.00" in page.text
    assert "“Provider” needs an answer" in page.text
    assert "AL/7" in page.text

    page = manager.post(address, typed(amount_pence="2,880.01"))
    assert "has £2,880.00 left that is promised for 2026 to 2027" in page.text
    assert Invoice.objects.count() == 1


def test_each_day_that_is_wrong_is_told_at_its_own_field(
    manager: Client, invoice: Invoice
) -> None:
    address = f"/fund/years/{invoice.fund_year_id}/invoice/"

    form = manager.post(
        address, typed(due_on_day="1", due_on_month="9", last_day_month="8")
    ).context["form"]

    assert form.errors == {
        "due_on": ["It is due before it was written."],
        "last_day": ["The last day that it is for lies before the first."],
    }


def test_shares_may_be_typed(manager: Client, invoice: Invoice) -> None:
    education = Agency.objects.get(code=EDUCATION)

    page = manager.post(
        f"/fund/years/{invoice.fund_year_id}/invoice/",
        typed(**{f"share_{education.pk}": "90.00"}),
        follow=True,
    )

    assert "Education" in page.text.split("Who pays")[1]
    assert "Health" not in page.text.split("Who pays")[1]


def test_whoever_booked_it_cannot_pass_it_past_the_page(manager: Client, invoice: Invoice) -> None:
    page = manager.post(f"/fund/invoices/{invoice.pk}/approve/")

    assert page.status_code == 409
    assert "Whoever booked an invoice doesn’t pass it" in page.text


def test_a_credit_note_is_booked_and_shown(manager: Client, invoice: Invoice) -> None:
    note = {
        "number": "C/1",
        "dated_on_day": "2",
        "dated_on_month": "10",
        "dated_on_year": "2026",
        "amount_pence": "20.00",
        "reason": "Away for a week",
    }
    address = f"/fund/invoices/{invoice.pk}/credit/"

    page = manager.post(address, note | {"amount_pence": "120.01"})
    assert "£120.00 is left of the invoice; this would take back £120.01." in page.text

    page = manager.post(address, note, follow=True)
    assert "Away for a week" in page.text
    assert "Left after credit notes" in page.text
    assert "<span>£100.00</span>" in manager.get(address).text
    assert "Void it" not in page.text
    assert "£20.00 of it credited" in manager.get("/fund/invoices/").text


def test_one_booked_by_mistake_is_voided(manager: Client, invoice: Invoice) -> None:
    address = f"/fund/invoices/{invoice.pk}/void/"
    assert "Void it" in manager.get(address).text

    page = manager.post(address, {"reason": "Another fund’s"}, follow=True)

    assert "The invoice is void." in page.text
    assert "Another fund’s" in page.text
    invoice.refresh_from_db()
    assert invoice.stage == InvoiceStage.VOIDED
    assert manager.post(address, {"reason": "Again"}).status_code == 409


def test_the_list_is_narrowed(manager: Client, invoice: Invoice) -> None:
    assert "Alder Vale" in manager.get("/fund/invoices/?stage=received").text
    assert "No invoice matches." in manager.get("/fund/invoices/?stage=paid").text
    assert "Alder Vale" in manager.get("/fund/invoices/?stage=nonsense").text


def test_it_leads_to_the_entries_of_its_request(manager: Client, invoice: Invoice) -> None:
    page = manager.get(f"/fund/invoices/{invoice.pk}/").text
    address = f"/fund/ledger/?year={invoice.fund_year_id}&amp;about={PROMISED}"

    assert address in page
    assert "invoice received" in manager.get(address.replace("&amp;", "&")).text


def test_another_panel_s_people_find_none(invoice: Invoice) -> None:
    stranger = Client()
    stranger.force_login(a_person(Role.REFERRER, HEALTH))

    assert stranger.get(f"/fund/invoices/{invoice.pk}/").status_code == 403
