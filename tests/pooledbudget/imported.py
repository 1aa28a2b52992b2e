"""Files of invoices and receipts, as people would save them."""

from panel.agencies.models import Role
from panel.pooledbudget import operations
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.models.imports import Import, ImportKind
from tests.builders import a_person
from tests.pooledbudget.builders import MONDAY_9AM, Books
from tests.pooledbudget.invoiced import PROMISED

INVOICES = "Request,Provider,Number,Dated,Due,From,To,Amount,Why accepted"
RECEIPTS = "Agency,Paper,Amount"


def an_invoice_row(number: int, *, about: str, amount: str = "1.00", **changes: str) -> str:
    """Return a row of a file of invoices."""
    cells = {
        "Request": about,
        "Provider": "Alder Vale",
        "Number": f"LH/{number}",
        "Dated": "01/05/2026",
        "Due": "2026-05-31",
        "From": "01/04/2026",
        "To": "30/04/2026",
        "Amount": amount,
        "Why accepted": "Another part of the same month",
    } | changes
    return ",".join(f'"{cell}"' for cell in cells.values())


def a_file(*rows: str, headings: str = INVOICES) -> bytes:
    """Return a file of these rows."""
    return "\r\n".join((headings, *rows, "")).encode("utf-8-sig")


def check(books: Books, file: bytes, kind: ImportKind = ImportKind.INVOICES) -> Import:
    """Have a file checked."""
    return operations.check_import(
        fund_year=books.fund_year,
        kind=kind,
        name="april.csv",
        file=file,
        by=books.manager,
        at=MONDAY_9AM,
    )


def checked_import(fund_year: FundYear) -> Import:
    """Return a file of one invoice that waits to be posted to the sample's fund."""
    return operations.check_import(
        fund_year=fund_year,
        kind=ImportKind.INVOICES,
        name="april.csv",
        file=a_file(an_invoice_row(900, about=PROMISED)),
        by=a_person(Role.FUND_MANAGER),
        at=MONDAY_9AM,
    )


def post(books: Books, source: Import) -> Import:
    """Ask for an import to be posted, and have a worker do it."""
    operations.post_import(import_id=source.pk, by=books.manager, at=MONDAY_9AM)
    operations.post_rows(import_id=source.pk, at=MONDAY_9AM)
    source.refresh_from_db()
    return source
