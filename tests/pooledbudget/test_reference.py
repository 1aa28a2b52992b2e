"""The worked year in docs/reference/ledger.md is what the ledger really does."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from panel.money import from_pounds
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.models import JournalEntry
from tests.pooledbudget.agreements.test_agreeing import by_rules, open_next_year
from tests.pooledbudget.builders import MONDAY_9AM, YEAR_OVER, Books, a_lead, some_books

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ledger.md"
VERBS = {
    "reserves": Verb.RESERVE,
    "commits": Verb.COMMIT,
    "accrues": Verb.ACCRUE,
    "invoices": Verb.INVOICE,
    "pays": Verb.PAY,
    "recharges": Verb.RECHARGE,
    "recovers": Verb.RECOVER,
    "gives": "release part",
}
DAYS = count(1)  # after the year, on each of which something is done at its end


@dataclass(frozen=True)
class Line:
    """One row: what happens, the year whose balances follow, and these in pence, by kind."""

    what: str
    year: int
    balances: dict[str, int]


def the_lines(heading: str) -> list[Line]:
    """Return the rows of the table under a heading."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return [_line(dict(zip(rows[0], row, strict=True))) for row in rows[2:]]


def _line(cells: dict[str, str]) -> Line:
    what, year = cells.pop("what happens"), int(cells.pop("year", "2026"))
    balances = {kind.replace(" ", "_"): from_pounds(sum_) for kind, sum_ in cells.items()}
    return Line(what, year, balances)


def do(books: Books, what: str) -> None:
    """Do what one row of a table says, read word by word."""
    amounts = {
        agency.lower(): from_pounds(pounds)
        for pounds, agency in re.findall(r"([\d,.]+\d) for (\w+)", what)
    }
    shares = (amounts.get("education", 0), amounts.get("health", 0))
    match what.split():
        case [agency, "pays", "in", pounds]:
            books.receive(from_pounds(pounds), agency=getattr(books, agency.lower()))
        case [about, "releases"]:
            books.release(about)
        case [about, "is", "credited", *_]:
            books.credit(about, *shares, is_paid=False)
        case [about, word, *_] if word in VERBS:
            books.do(VERBS[word], about, *shares)
        case ["The", "last", "entry", "is", "reversed"]:
            books.reverse(JournalEntry.objects.order_by("number").last())
        case _:
            end(books, what)


def end(books: Books, what: str) -> None:
    """Do what happens at the end of a year, each on a day of its own."""
    year, at = {"fund_year_id": books.fund_year.pk}, YEAR_OVER + timedelta(days=next(DAYS))
    match what:
        case "The fund sets money aside against risk":
            operations.set_aside(**year, by=books.manager, at=MONDAY_9AM)
        case "The next year is opened":
            open_next_year(books)
        case "The year is settled":
            operations.settle_fund_year(**year, by=books.manager, at=at)
        case "The year is closed":
            operations.close_fund_year(**year, by=books.manager, at=at)
        case "The host opens it again":
            lead = a_lead(books.fund_year.fund.panel, books.education)
            operations.reopen_fund_year(**year, reason="An invoice was lost.", by=lead, at=at)
        case _:
            assert what.startswith("…"), f"The test can't read “{what}”."


@pytest.mark.django_db
def test_the_worked_year_comes_out_as_printed() -> None:
    books = some_books()
    by_rules(books, 'underspend = "stay"\nrisk_pool_pence = 5_000_000')

    for line in the_lines("A worked year") + the_lines("How it ends"):
        do(books, line.what)

        position = queries.position(books.fund_year.fund.years.get(year=line.year))
        balances = {kind: getattr(position, f"{kind}_pence") for kind in line.balances}
        assert (line.what, balances) == (line.what, line.balances)


def test_every_operation_on_money_has_its_row() -> None:
    verbs = {verb.replace(" ", "_") for verb in Verb} - {"receive"} | {"receive_contribution"}

    rows = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert verbs <= rows
    assert verbs - {"reverse"} < {*vars(operations)}  # each operation undoes its own entries
