"""
What an invoice must fit: money that is promised, the placement's provider, and days not yet asked.

A placement may be invoiced in parts, for more than was agreed, and by others, as for a taxi: so
days that stand in an invoice already are taken again, and another provider is, but with a reason.
Those of what a request changes, or of what changes it, are days of the same placement, and so on.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from panel.pooledbudget import payees
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.models import FundYear, Invoice
from panel.presentation import formatting
from panel.refusals import Refusal


class NothingPromised(Refusal):
    """Raised when an invoice is for a request to which the year promises nothing."""

    field = "about"

    def __init__(self, fund_year: FundYear, about: str) -> None:
        super().__init__(f"Nothing is promised to {about} in {fund_year}. Check the reference.")


class OtherProvider(Refusal):
    """Raised when another provider asks than the child is placed with, and nobody says why."""

    field = "provider"


class DaysRepeated(Refusal):
    """Raised when an invoice asks for days that another asks for, and doesn't say why."""

    field = "accepted_because"


class Requests:
    """What is known of the requests of some invoices before these: asked once for all of them."""

    def __init__(self, told: Collection[InvoicePart]) -> None:
        unexplained = {part.about for part in told if not part.accepted_because}
        self.providers = payees.providers(unexplained)
        self.same_placement = payees.same_placement(unexplained)
        self.asked: dict[str, list[Invoice | InvoicePart]] = defaultdict(list)
        for invoice in invoice_queries.standing(set().union(*self.same_placement.values())):
            self.asked[invoice.about].append(invoice)

    def require(
        self,
        told: InvoicePart,
        fund_year: FundYear,
        held: Mapping[tuple[AccountKind, int], int],
    ) -> None:
        """Raise one of the above unless an invoice fits. `held`: what its request holds."""
        if not any(held.values()):
            raise NothingPromised(fund_year, told.about)
        if told.accepted_because:
            return
        known = self.providers[told.about]
        if known and _plain(told.provider) not in map(_plain, known):
            raise OtherProvider(
                f"{told.about} is placed with {formatting.listed(known)}. Check the request; if "
                "another is paid for a part of it, as for a taxi, say why."
            )
        self._require_new_days(told)

    def _require_new_days(self, told: InvoicePart) -> None:
        for about in sorted(self.same_placement[told.about]):
            for other in self.asked[about]:
                if told.first_day <= other.last_day and other.first_day <= told.last_day:
                    raise DaysRepeated(_repeated(told, other))


def _repeated(told: InvoicePart, other: Invoice | InvoicePart) -> str:
    days = formatting.day_range(other.first_day, other.last_day)
    of = "" if other.about == told.about else f" of {other.about}"
    return (
        f"Invoice {other.number} of {other.provider} asks for {days}{of} already. "
        "If this asks for more of the same days, say why."
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
