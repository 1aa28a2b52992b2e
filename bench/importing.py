"""A file of invoices beside the same invoices booked one by one."""

import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date

from bench.ledger import a_fund
from bench.table import Row
from panel import clock
from panel.agencies.models import Agency, Person
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.imports.columns import COLUMNS
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.models import FundYear, Import, Invoice
from panel.pooledbudget.models.imports import ImportKind

ROWS, BAD, REQUESTS, BY_HAND = 10_000, 100, 100, 300
AGAIN = "An hour more"  # all invoices of a request are for the same days


def importing(options: Namespace) -> Iterator[Row]:
    """Measure what a row of a file takes, checked and posted, a hundred bad among them."""
    fund_year, manager = a_fund("import")
    _commit(fund_year, manager)
    by_hand = _book(fund_year, manager, range(BY_HAND // 2))
    started = time.perf_counter()
    source = _import(fund_year, manager, _file(fund_year, range(ROWS)))
    imported = ROWS / (time.perf_counter() - started)
    by_hand += _book(fund_year, manager, range(BY_HAND // 2, BY_HAND))
    _import(fund_year, manager, _file(fund_year, reversed(range(ROWS))))

    one_by_one = BY_HAND / by_hand
    yield Row("invoices booked one by one", one_by_one, "a sec")
    yield Row(f"rows of a file of {ROWS:,}, checked and posted", imported, "a sec")
    yield Row("file v. one by one", imported / one_by_one, "×", 10)
    bad = source.rows.filter(outcome="bad").count()
    yield Row(f"rows left out, of {BAD} bad ones", bad, "")
    posted = Invoice.objects.filter(fund_year=fund_year, provider="Bench").count()
    yield Row(f"invoices of {ROWS - BAD:,} good rows, imported twice", posted, "")


def _commit(fund_year: FundYear, manager: Person) -> None:
    agency = Agency.objects.get(code="bench")
    for number in range(REQUESTS):
        about = _about(number)
        operations.commit(
            fund_year=fund_year,
            about=about,
            amounts={agency.pk: Pence(1_000_000)},
            key=f"commit/{about}",
            by=manager,
            at=clock.now(),
        )


def _about(number: int) -> str:
    return f"BENCH-{number % REQUESTS:05d}"


def _days(fund_year: FundYear) -> tuple[date, date]:
    return fund_year.starts_on, fund_year.starts_on.replace(day=30)


def _book(fund_year: FundYear, manager: Person, numbers: Iterable[int]) -> float:
    """Return the seconds that it takes."""
    first, last = _days(fund_year)
    started = time.perf_counter()
    for number in numbers:
        asked = InvoicePart(
            about=_about(number),
            provider="By hand",
            number=str(number),
            dated_on=first,
            due_on=last,
            first_day=first,
            last_day=last,
            amount_pence=100,
            accepted_because=AGAIN,
        )
        operations.book_invoice(fund_year=fund_year, invoice=asked, by=manager, at=clock.now())
    return time.perf_counter() - started


def _file(fund_year: FundYear, numbers: Iterable[int]) -> bytes:
    first, last = _days(fund_year)
    lines = [",".join((*COLUMNS[ImportKind.INVOICES], "Why accepted"))]
    for number in numbers:
        amount = "none" if number < BAD else "1.00"
        days = f"{first},{last},{first},{last}"
        lines.append(f"{_about(number)},Bench,{number},{days},{amount},{AGAIN}")
    return "\n".join(lines).encode()


def _import(fund_year: FundYear, manager: Person, file: bytes) -> Import:
    source = operations.check_import(
        fund_year=fund_year,
        kind=ImportKind.INVOICES,
        name="bench.csv",
        file=file,
        by=manager,
        at=clock.now(),
    )
    operations.post_import(import_id=source.pk, by=manager, at=clock.now())
    operations.post_rows(import_id=source.pk, at=clock.now())
    return source
