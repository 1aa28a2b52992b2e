"""What came in on another day than it is booked counts from that day, if it can have been."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.invoices import presenters
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.models.imports import ImportKind
from panel.presentation.formatting import day
from panel.reports.span import span_of
from panel.reports.tables import ledger
from tests.pooledbudget.builders import (
    MONDAY_9AM,
    YEAR_OVER,
    Books,
    a_key,
    shut,
    some_books,
)
from tests.pooledbudget.imported import INVOICES, RECEIPTS, a_file, an_invoice_row, check, post
from tests.pooledbudget.invoiced import CHILD, an_invoice, book

pytestmark = pytest.mark.django_db
FOURTH_OF_MAY = MONDAY_9AM.date()
EARLIER = date(2026, 4, 20)


@pytest.fixture
def books() -> Books:
    """A fund of which the fourth of May is today."""
    pool = some_books()
    pool.receive(100_000)
    pool.commit(CHILD, 60_000)
    return pool


def receive(books: Books, received_on: date | None, **changes: Any) -> JournalEntry:
    asked = {
        "fund_year_id": books.fund_year.pk,
        "agency_id": books.education.pk,
        "paid": operations.Remittance(a_key(), Pence(1), received_on=received_on),
        "by": books.manager,
        "at": MONDAY_9AM,
    }
    return operations.book_contribution(**asked | changes)


@pytest.mark.parametrize(
    ("received_on", "counts_on"),
    [(EARLIER, EARLIER), (FOURTH_OF_MAY, FOURTH_OF_MAY), (None, FOURTH_OF_MAY)],
)
def test_a_receipt_counts_from_the_day_it_came_in(
    books: Books, received_on: date | None, counts_on: date
) -> None:
    entry = receive(books, received_on)

    kept = JournalEntry.objects.get(pk=entry.pk)
    assert (kept.effective_on, kept.posted_at) == (counts_on, MONDAY_9AM)


def test_an_invoice_counts_from_the_day_it_came_in(books: Books) -> None:
    asked = an_invoice(dated_on=EARLIER, received_on=EARLIER)

    assert book(books, asked).entry.effective_on == EARLIER
    assert book(books, asked) == book(books, asked.model_copy(update={"received_on": None}))
    with pytest.raises(operations.AlreadyBooked):
        book(books, asked.model_copy(update={"received_on": FOURTH_OF_MAY}))


def test_no_invoice_came_in_before_it_was_written(books: Books) -> None:
    with pytest.raises(operations.WrongDays, match="before it was written") as no:
        book(books, an_invoice(dated_on=FOURTH_OF_MAY, received_on=EARLIER))

    assert [fault.pointer for fault in no.value.faults] == ["/received_on"]


@pytest.mark.parametrize(
    ("received_on", "sentence"),
    [
        (date(2026, 5, 5), "5 May 2026 lies ahead: book it once it has come in."),
        (date(2026, 3, 31), "31 March 2026 is before 2026 to 2027."),
    ],
)
def test_it_came_in_on_no_day_to_come_or_before_the_year(
    books: Books, received_on: date, sentence: str
) -> None:
    for ask in (
        lambda: receive(books, received_on),
        lambda: book(books, an_invoice(dated_on=date(2026, 3, 31), received_on=received_on)),
    ):
        with pytest.raises(operations.NotThatDay) as no:
            ask()

        assert (str(no.value), no.value.field) == (sentence, "received_on")


class TestAfterTheYear:
    """What comes in for an open year that is over counts on its last day, and says the true."""

    MARCH, APRIL = date(2027, 3, 31), date(2027, 4, 20)

    def test_a_receipt_says_when_it_came_in(self, books: Books) -> None:
        entry = receive(books, self.APRIL, at=YEAR_OVER)

        kept = JournalEntry.objects.get(pk=entry.pk)
        assert kept.effective_on == self.MARCH
        assert kept.memo.endswith("contribution received, came in 20 Apr 2027")
        (table,) = ledger.transactions(books.fund_year, span_of(books.fund_year, 0))
        assert "3 May 2027, 10am" in table.rows[-1]  # posted

    @pytest.mark.parametrize(("said", "came_in"), [(APRIL, APRIL), (None, YEAR_OVER.date())])
    def test_an_invoice_keeps_its_day(
        self, books: Books, said: date | None, came_in: date
    ) -> None:
        asked = an_invoice(received_on=said)

        booked = operations.book_invoice(
            fund_year=books.fund_year, invoice=asked, by=books.manager, at=YEAR_OVER
        )

        assert (booked.came_in_on, booked.entry.effective_on) == (came_in, self.MARCH)
        facts = {(fact.name, fact.value) for fact in presenters.facts(booked, left="")}
        assert ("Came in", day(came_in)) in facts
        assert ("Counts in its year as on", "31 March 2027") in facts


def test_nothing_comes_into_a_year_that_is_closed(books: Books) -> None:
    books.release(CHILD)
    shut(books.fund_year, books.manager)

    with pytest.raises(operations.PeriodClosed):
        receive(books, EARLIER)


def test_a_file_says_so_row_by_row(books: Books) -> None:
    receipts = a_file(
        "education,early,1.00,20/04/2026",
        "education,today,1.00,",
        "education,tomorrow,1.00,05/05/2026",
        headings=f"{RECEIPTS},Received",
    )
    came_in = {"Dated": "2026-04-20", "Received": "2026-04-20"}
    invoices = a_file(an_invoice_row(1, about=CHILD, **came_in), headings=f"{INVOICES},Received")

    receipts_done = post(books, check(books, receipts, ImportKind.CONTRIBUTIONS))
    invoices_done = post(books, check(books, invoices))

    rows = [*receipts_done.rows.order_by("line"), *invoices_done.rows.all()]
    assert [row.entry and row.entry.effective_on for row in rows] == [
        EARLIER,
        FOURTH_OF_MAY,
        None,
        EARLIER,
    ]
    assert rows[2].reason == "5 May 2026 lies ahead: book it once it has come in."


def test_a_page_says_so_of_a_day_to_come(books: Books, client: Client) -> None:
    client.force_login(books.manager)
    told = {"agency": books.education.pk, "amount_pence": "1.00", "about": "late"}
    tomorrow = {"received_on_day": "1", "received_on_month": "1", "received_on_year": "2099"}

    shown = client.post(f"/fund/years/{books.fund_year.pk}/contribution/", told | tomorrow)

    assert shown.status_code == 200
    assert "1 January 2099 lies ahead" in shown.text
