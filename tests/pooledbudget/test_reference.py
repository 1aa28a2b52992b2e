"""The worked year in docs/reference/ledger.md is what the ledger really does."""

import re
from pathlib import Path

import pytest

from panel.money import from_pounds
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.models import JournalEntry
from tests.pooledbudget.builders import Books, some_books

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ledger.md"
PRINTED = ("uncommitted", "reserved", "committed", "accrued", "invoiced", "spent", "recoverable")
VERBS = {
    "reserves": Verb.RESERVE,
    "commits": Verb.COMMIT,
    "accrues": Verb.ACCRUE,
    "invoices": Verb.INVOICE,
    "pays": Verb.PAY,
    "recharges": Verb.RECHARGE,
    "recovers": Verb.RECOVER,
}


def the_worked_year() -> list[tuple[str, list[int]]]:
    """Return each row of the table: what happens, and the balances after it in pence."""
    section = PAGE.read_text(encoding="utf-8").split("## A worked year")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [(what.strip(), [from_pounds(sum_) for sum_ in sums]) for what, *sums in rows[2:]]


def do(books: Books, what: str) -> None:
    """Do what one row of the table says, read word by word."""
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
            pytest.fail(f"The test can't read “{what}”.")


@pytest.mark.django_db
def test_the_worked_year_comes_out_as_printed() -> None:
    books = some_books()

    for what, printed in the_worked_year():
        do(books, what)

        position = queries.position(books.fund_year)
        balances = [getattr(position, f"{kind}_pence") for kind in PRINTED]
        assert (what, balances) == (what, printed)


def test_every_operation_on_money_has_its_row() -> None:
    verbs = {verb.replace(" ", "_") for verb in Verb} - {"receive"} | {"receive_contribution"}

    rows = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert verbs <= rows
    assert verbs - {"reverse"} < {*vars(operations)}  # each operation undoes its own entries
