"""The requests that a figure of a report adds up, and what each has. No child is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from panel.pooledbudget.accounts import AccountGroup
from panel.pooledbudget.models import FundYear
from panel.reports import reconciliation, spending
from panel.reports.span import Span

#: By what requests are told together: its name in an address → how it is asked for in words.
WAYS = {
    **{way.name: way.heading.lower() for way in spending.WAYS if way.is_followed},
    "agreement": "agreement",
}


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


def held(fund_year: FundYear, span: Span, *, by: str) -> Iterable[Held]:
    """Yield what each request has by the end of a span, by its reference."""
    if by == "agreement":
        found = reconciliation.by_request(fund_year, span)
        for reference in sorted(found):
            state, pence = found[reference]
            unpaid, paid = (
                sum(pence[kind] for kind in group.kinds)
                for group in (AccountGroup.UNPAID, AccountGroup.PAID)
            )
            yield Held(reference, state, unpaid, paid)
        return
    way = next(way for way in spending.WAYS if way.name == by)
    packages = spending.packages(fund_year, span)
    for package in sorted(packages, key=lambda package: package.reference):
        yield Held(package.reference, way.of(package), package.promised_pence, package.paid_pence)
