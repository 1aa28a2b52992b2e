"""The requests that a figure of a report adds up, and what each has. No child is named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from panel.pooledbudget.accounts import AccountGroup
from panel.pooledbudget.models import FundYear
from panel.reports.span import Span
from panel.reports.tables import reconciliation, spending


@dataclass(frozen=True)
class Held:
    """What a request has on the fund's accounts, and with which others it is told of."""

    reference: str
    of: str
    unpaid_pence: int
    paid_pence: int

    def counted(self, count: AccountGroup) -> int:
        """Return what of it counts."""
        unpaid = self.unpaid_pence if count is not AccountGroup.PAID else 0
        return unpaid + (self.paid_pence if count is not AccountGroup.UNPAID else 0)


@dataclass(frozen=True)
class Way:
    """By what requests are told together, in words, and how each is found with what it has."""

    words: str
    found: Callable[[FundYear, Span], Iterable[Held]]


def held(fund_year: FundYear, span: Span, *, by: str) -> list[Held]:
    """Return what each request has by the end of a span, by its reference."""
    return sorted(WAYS[by].found(fund_year, span), key=lambda one: one.reference)


def _by_package(way: spending.Way, fund_year: FundYear, span: Span) -> Iterator[Held]:
    for package in spending.packages(fund_year, span):
        yield Held(package.reference, way.of(package), package.promised_pence, package.paid_pence)


def _by_agreement(fund_year: FundYear, span: Span) -> Iterator[Held]:
    for reference, (state, pence) in reconciliation.by_request(fund_year, span).items():
        unpaid, paid = (
            sum(pence[kind] for kind in group.kinds)
            for group in (AccountGroup.UNPAID, AccountGroup.PAID)
        )
        yield Held(reference, state, unpaid, paid)


#: By its name in an address.
WAYS: Mapping[str, Way] = {
    **{
        way.name: Way(way.heading.lower(), partial(_by_package, way))
        for way in spending.WAYS
        if way.is_followed
    },
    "agreement": Way("agreement", _by_agreement),
}
