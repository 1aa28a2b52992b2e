"""Following a figure of a page to what it is made of, and adding that up again."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from django.http import QueryDict
from django.test import Client

from panel.money import Pence, from_pounds
from panel.pooledbudget.accounts import CHART, Side

FIGURE = re.compile(
    r'<a class="govuk-link app-figure" href="([^"]+)">([^<]+)'
    r'<span class="govuk-visually-hidden">: ([^<]+)</span></a>'
)
COMES_TO = re.compile(r'<h2 class="app-h2" id="comes-to">([^<]+)</h2>')
POSTING = re.compile(
    r'<tr( class="is-chosen")?><th scope="row">([^<]+)(?:<span[^>]*>[^<]*</span>)?</th>'
    r'<td class="app-number">([^<]*)</td><td class="app-number">([^<]*)</td>'
)
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


def pages(client: Client, address: str) -> Iterator[str]:
    """Yield a list page by page."""
    path, at = address.partition("?")[0], address
    while True:
        page = client.get(at)
        assert page.status_code == 200, (at, page.status_code)
        yield page.text
        following = NEXT.search(page.text)
        if following is None:
            return
        at = path + unescape(following[1])


def of_ledger(found: list[str], query: QueryDict) -> Pence:
    """Add up the postings on the pages of the ledger: those marked where some accounts count."""
    is_of_some = bool({"kind", "agency"} & query.keys())
    debit = credit = grew = 0
    for page in found:
        for mark, account, debited, credited in POSTING.findall(page):
            if is_of_some and not mark:
                continue
            name = unescape(account).partition(", ")[0]
            size = from_pounds(debited or credited)
            is_debit = bool(debited)
            debit, credit = debit + size * is_debit, credit + size * (not is_debit)
            grew += size if is_debit is (NORMAL[name] is Side.DEBIT) else -size
    sums = {"debits": debit, "credits": credit, "left": -grew, "": grew}
    return Pence(sums[query.get("measure", "")])


ADDED: Mapping[str, Callable[[list[str], QueryDict], Pence]] = {"/fund/ledger/": of_ledger}


def follow(client: Client, figure: Figure) -> tuple[Pence, Pence]:
    """Return what the page that a figure leads to lists, added up here; and what it says."""
    path, _, query = figure.address.partition("?")
    found = list(pages(client, figure.address))
    return ADDED[path](found, QueryDict(query)), from_pounds(told(found[0]))
