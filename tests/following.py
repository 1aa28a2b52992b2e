"""Following a figure of a page to what it is made of, and adding that up again."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from django.http import QueryDict
from django.test import Client

from panel.money import Pence, from_pounds
from panel.pooledbudget.accounts import CHART, Side
from tests.tables import Row, Tables

FIGURE = re.compile(
    r'<a class="govuk-link app-figure" href="([^"]+)">([^<]+)'
    r'<span class="govuk-visually-hidden">: ([^<]+)</span></a>'
)
COMES_TO = re.compile(r'<h2 class="app-h2" id="comes-to">([^<]+)</h2>')
NEXT = re.compile(r'<a [^>]*href="(\?[^"]+)"[^>]*rel="next"')
NORMAL = {of.name: of.normal_side for of in CHART.values()}


@dataclass(frozen=True)
class Figure:
    """A figure of a page, where it leads, and what is heard of it."""

    amount: str
    address: str
    of: str


def figures(page: str) -> list[Figure]:
    """Return the figures of a page that can be followed."""
    found = FIGURE.findall(page)
    return [Figure(unescape(amount), unescape(to), unescape(of)) for to, amount, of in found]


def told(page: str) -> str:
    """Return what a page says that its rows come to."""
    found = COMES_TO.search(page)
    assert found, "The page doesn't say what its rows come to."
    return unescape(found[1])


def follow(client: Client, figure: Figure) -> tuple[Pence, Pence]:
    """Return what the page that a figure leads to lists, added up here; and what it says."""
    parts = urlsplit(figure.address)
    added = next(added for path, added in ADDED if re.search(path, parts.path))
    found = list(pages(client, parts.path, f"?{parts.query}"))
    return added(found, QueryDict(parts.query)), from_pounds(told(found[0]))


def pages(client: Client, path: str, query: str) -> Iterator[str]:
    """Yield a list page by page."""
    while True:
        page = client.get(path + query)
        assert page.status_code == 200, (path, query, page.status_code)
        yield page.text
        following = NEXT.search(page.text)
        if following is None:
            return
        query = unescape(following[1])


def of_entries(found: list[str], query: QueryDict) -> Pence:
    """Add up postings: those that are marked, where only some accounts count."""
    is_of_some = bool({"kind", "agency"} & query.keys())
    sums = {"": 0, "left": 0, "debits": 0, "credits": 0}
    for row in rows(found, "Both sides of entry"):
        if is_of_some and not row.is_marked:
            continue
        account, debit, credit, _ = row.cells
        size = from_pounds(debit or credit)
        sums["debits" if debit else "credits"] += size
        grew = size if bool(debit) is (NORMAL[account.partition(", ")[0]] is Side.DEBIT) else -size
        sums[""] += grew
        sums["left"] -= grew
    return Pence(sums[query.get("measure", "")])


def of_instalments(found: list[str], query: QueryDict) -> Pence:
    """Add up instalments; of those that are late, what is missing."""
    is_late = query["figure"] == "late"
    amounts = [
        [from_pounds(cell) for cell in row.cells[1:3]] for row in rows(found, "instalments")
    ]
    return Pence(sum(amount - received * is_late for amount, received in amounts))


def of_invoices(found: list[str], query: QueryDict) -> Pence:
    """Add up invoices, less what is credited of them."""
    credited = re.findall(r"<small>(\S+) of it credited</small>", "".join(found))
    return Pence(of_column(3)(found, query) - sum(map(from_pounds, credited)))


def of_requests(found: list[str], query: QueryDict) -> Pence:
    """Add up what requests have not paid yet, or have paid, or both."""
    places = {"unpaid": (1,), "paid": (2,), "cost": (1, 2)}[query.get("count", "")]
    return Pence(sum(of_column(place)(found, query) for place in places))


def of_column(place: int) -> Callable[[list[str], QueryDict], Pence]:
    """Add up a column of the list on a page, the first column at 0."""

    def added(found: list[str], query: QueryDict) -> Pence:
        return Pence(sum(from_pounds(row.cells[place]) for row in rows(found, LISTS)))

    return added


LISTS = r"^(Requests|Invoices|Recharges|What each request adds to the forecast)$"
ADDED = (
    ("^/fund/ledger/$", of_entries),
    ("/contributions/$", of_instalments),
    ("/forecast/$", of_column(4)),
    ("^/fund/recharges/$", of_column(3)),
    ("^/fund/invoices/$", of_invoices),
    ("/requests/$", of_requests),
)


def rows(found: list[str], caption: str) -> Iterator[Row]:
    """Yield the rows of tables whose caption matches, page by page."""
    for page in found:
        for name, of_table in Tables(page).rows.items():
            if re.search(caption, name):
                yield from of_table
