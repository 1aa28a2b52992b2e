"""What PostgreSQL refuses of invoices and credit notes by itself, whatever Python does."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from panel.pooledbudget.models import Invoice
from tests.pooledbudget import invoiced
from tests.pooledbudget.builders import Books, some_books
from tests.pooledbudget.invoiced import (
    CHILD,
    EXTENSION,
    a_credit_note,
    a_lead,
    an_invoice,
    book,
    credit,
    pass_it,
    pay,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """A pool that promises a request £600.00."""
    pool = some_books()
    pool.receive(100_000)
    pool.commit(CHILD, 40_000, 20_000)
    return pool


def run(sql: str, *arguments: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, arguments)


@pytest.mark.parametrize(
    "change",
    [
        "amount_pence = 1",
        "accepted_because = ''",
        "about = 'JRAP-2026-00043'",
        "number = 'x'",
        "received_at = now()",
    ],
)
def test_what_was_booked_stays_as_it_was(books: Books, change: str) -> None:
    book(books)

    with pytest.raises(IntegrityError, match="is append-only"):
        run(f"UPDATE pooledbudget_invoice SET {change}")


def test_what_is_paid_stays_so(books: Books) -> None:
    pay(pass_it(book(books), a_lead(books.fund_year, books.health)), books.manager)

    with pytest.raises(IntegrityError, match="is append-only"):
        run("UPDATE pooledbudget_invoice SET stage = 'received'")


def test_who_passed_it_stays_so(books: Books) -> None:
    pass_it(book(books), a_lead(books.fund_year, books.health))

    with pytest.raises(IntegrityError, match="is append-only"):
        run("UPDATE pooledbudget_invoice SET approved_at = now()")


@pytest.mark.parametrize("table", ["invoice", "creditnote"])
def test_nothing_is_deleted(books: Books, table: str) -> None:
    credit(book(books), a_credit_note(1), books.manager)

    with pytest.raises(DatabaseError, match="permission denied"):
        run(f"DELETE FROM pooledbudget_{table}")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("stage = 'approved'", "invoice_stands_where_it_was_taken"),
        ("stage = 'paid'", "invoice_stands_where_it_was_taken"),
        ("stage = 'voided'", "invoice_void_says_why"),
        ("approved_at = now()", "invoice_approved_has_at_and_by"),
        ("paid_at = now()", "invoice_paid_has_at_and_by"),
        (
            "stage = 'approved', approved_at = now(), approved_by_id = received_by_id",
            "invoice_is_passed_by_another_than_booked_it",
        ),
    ],
)
def test_no_stage_is_reached_without_what_belongs_to_it(
    books: Books, change: str, constraint: str
) -> None:
    book(books)

    with pytest.raises(IntegrityError, match=constraint):
        run(f"UPDATE pooledbudget_invoice SET {change}")


def test_nobody_pays_what_they_passed(books: Books) -> None:
    pass_it(book(books), a_lead(books.fund_year, books.health))

    with pytest.raises(IntegrityError, match="invoice_is_paid_by_another_than_passed_it"):
        run(
            "UPDATE pooledbudget_invoice"
            " SET stage = 'paid', paid_at = now(), paid_by_id = approved_by_id"
        )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"number": "upper(number)"}, "invoice_is_booked_once"),
        ({"number": "'x'", "amount_pence": "0"}, "invoice_amount_is_positive"),
        ({"number": "'x'", "last_day": "first_day - 1"}, "invoice_days_follow_each_other"),
        ({"number": "'x'", "due_on": "dated_on - 1"}, "invoice_days_follow_each_other"),
        ({"number": "'x'", "accepted_because": "''"}, "asks for some of these days"),
        (
            {"number": "'x'", "accepted_because": "''", "about": f"'{EXTENSION}'"},
            "asks for some of these days",
        ),
    ],
)
def test_no_other_invoice_is_kept(books: Books, changes: dict[str, str], constraint: str) -> None:
    invoiced.changes()
    first, second = book(books, an_invoice(1)), book(books, an_invoice(1))
    columns = [field.column for field in Invoice._meta.fields if field.column != "id"]
    copied = [({"entry_id": "%s"} | changes).get(name, name) for name in columns]

    with pytest.raises(IntegrityError, match=constraint):
        run(
            f"INSERT INTO pooledbudget_invoice ({', '.join(columns)})"
            f" SELECT {', '.join(copied)} FROM pooledbudget_invoice WHERE id = %s",
            books.reverse(second.entry).pk,
            first.pk,
        )


def test_nothing_is_credited_before_it_was_invoiced(books: Books) -> None:
    book(books)

    with pytest.raises(IntegrityError, match="is dated before invoice"):
        run(
            "INSERT INTO pooledbudget_creditnote (invoice_id, number, dated_on, amount_pence,"
            " reason, entry_id, booked_at, booked_by_id)"
            " SELECT id, 'n', dated_on - 1, 1, 'r', entry_id, now(), received_by_id"
            " FROM pooledbudget_invoice"
        )


@pytest.mark.parametrize("invoice_stage", ["received", "voided"])
def test_no_more_is_credited_than_was_invoiced(books: Books, invoice_stage: str) -> None:
    booked = book(books, an_invoice(100))
    if invoice_stage == "voided":
        run(
            "UPDATE pooledbudget_invoice SET stage = 'voided', voided_at = now(),"
            " voided_by_id = received_by_id, void_reason = 'x'"
        )
    too_much = 101 if invoice_stage == "received" else 1

    with pytest.raises(IntegrityError, match="take back more than invoice"):
        run(
            "INSERT INTO pooledbudget_creditnote (invoice_id, number, dated_on, amount_pence,"
            " reason, entry_id, booked_at, booked_by_id)"
            " SELECT id, 'n', dated_on, %s, 'r', entry_id, now(), received_by_id"
            " FROM pooledbudget_invoice WHERE id = %s",
            too_much,
            booked.pk,
        )
