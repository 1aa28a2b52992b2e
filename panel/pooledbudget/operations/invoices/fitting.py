"""
What an invoice must fit: money promised, the placement's provider, and days to pay for once.

A placement may be invoiced in parts, for more than was agreed, by others, as for a taxi, for days
that hold its place, or in advance: so all of these are taken, but with a reason.
Days of what a request changes, or of what changes it, are of the same placement, and so on. Each
of them pays for its own days alone: an invoice across the day of a change is booked in parts.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from panel.parsing import Fault
from panel.pooledbudget import finishing, holdings, payees
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices.document import InvoicePart
from panel.pooledbudget.invoices.queries import Asked
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.operations.ledger.ordering import Order
from panel.pooledbudget.operations.ledger.spending import PromisedLess
from panel.presentation import formatting
from panel.refusals import Lacking, Refusal


class NothingPromised(Refusal):
    """Raised when an invoice is for a request to which the year promises nothing."""

    field = "about"

    def __init__(self, fund_year: FundYear, about: str, *, way_on: str) -> None:
        super().__init__(
            f"Nothing is promised to {about} in {fund_year}. Check the reference.{way_on}"
        )


class OtherProvider(Lacking):
    """Raised when another provider asks than the child is placed with, and nobody says why.

    It says what else is in doubt too.
    """


class OtherRequestsDays(Refusal):
    """Raised when an invoice asks for days for which another request of its placement pays."""

    field = "last_day"

    def __init__(self, told: InvoicePart, other: str, shared: tuple[date, date]) -> None:
        book = f"Book it for {other}."
        if shared != (told.first_day, told.last_day):
            book = (
                f"Book that part for {other} and the rest for {told.about}, both under the number "
                f"{told.number}."
            )
        super().__init__(f"{other} pays for {formatting.day_range(*shared)}. {book}")


class DaysInDoubt(Refusal):
    """Raised when an invoice doesn't say why it asks for days that may not be paid for.

    Another asks for them, they lie ahead, or the child wasn't placed on them, or away unpaid.
    """

    field = "accepted_because"


class Requests:
    """What is known of the requests of some invoices before these: asked once for all of them."""

    def __init__(self, told: Collection[InvoicePart]) -> None:
        self.same_placement = payees.same_placement({part.about for part in told})
        abouts = set().union(*self.same_placement.values())
        self.placed = payees.placed(abouts)
        self.finished = finishing.finished(abouts)
        self.asked: dict[str, list[Asked | InvoicePart]] = defaultdict(list)
        first = min((part.first_day for part in told), default=date.max)
        last = max((part.last_day for part in told), default=date.min)
        for other in invoice_queries.asked(abouts, first=first, last=last):
            self.asked[other.about].append(other)

    def require(
        self,
        told: InvoicePart,
        fund_year: FundYear,
        held: Mapping[holdings.Holding, int],
        *,
        on: date,
    ) -> None:
        """Raise one of the above unless an invoice fits, `on` the day that it is booked.

        `held`: what its request holds.
        """
        if not any(held.values()):
            way_on = self._way_on(told, fund_year)
            raise NothingPromised(fund_year, told.about, way_on=way_on)
        self._require_own_days(told)
        if told.accepted_because:
            return
        known = self.placed[told.about].providers
        doubts = [*self._doubts(told, on=on)]
        if doubts:
            doubts.append("If this is right all the same, say why.")
        if known and _plain(told.provider) not in map(_plain, known):
            other = (
                f"{told.about} is placed with {formatting.listed(known)}. Check the request; if "
                "another is paid for a part of it, as for a taxi, say why."
            )
            said = [Fault(f"/{DaysInDoubt.field}", doubt) for doubt in doubts]
            raise OtherProvider(Fault("/provider", other), *said)
        if doubts:
            raise DaysInDoubt(*doubts)

    def promised(
        self, told: InvoicePart, fund_year: FundYear, held: Mapping[holdings.Holding, int]
    ) -> Counter[int]:
        """Return what an invoice may take of what its request holds, by agency id.

        Raises:
            PromisedLess: It asks for more.
        """
        promised = holdings.promised_of(held)
        left, needed = promised.total(), told.amount_pence
        if needed > left:
            order = Order(Verb.INVOICE, fund_year, told.about, {})
            way_on = self._way_on(told, fund_year)
            raise PromisedLess(order, left=left, needed=needed, way_on=way_on)
        return promised

    def _way_on(self, told: InvoicePart, fund_year: FundYear) -> str:
        """Return how one more invoice can be booked, where its last was said to be in."""
        if self.finished[told.about].isdisjoint({None, fund_year.year}):
            return ""
        return " Its last invoice is said to be in: press “One more invoice comes” for it first."

    def _require_own_days(self, told: InvoicePart) -> None:
        """Let no day be paid for as another request divides it. PostgreSQL refuses it too."""
        for about in sorted(self.same_placement[told.about] - {told.about}):
            if shared := self.placed[about].shared(told.first_day, told.last_day):
                raise OtherRequestsDays(told, about, shared)

    def _doubts(self, told: InvoicePart, *, on: date) -> Iterator[str]:
        yield from self.placed[told.about].doubts(told.first_day, told.last_day)
        if told.last_day > on:
            part = " in part" if told.first_day <= on else ""
            yield f"Its days lie ahead{part}: they end on {formatting.day(told.last_day)}."
        for about in sorted(self.same_placement[told.about]):
            for other in self.asked[about]:
                if told.first_day <= other.last_day and other.first_day <= told.last_day:
                    yield _repeated(told, other)


def _repeated(told: InvoicePart, other: Asked | InvoicePart) -> str:
    days = formatting.day_range(other.first_day, other.last_day)
    of = "" if other.about == told.about else f" of {other.about}"
    return f"Invoice {other.number} of {other.provider} asks for {days}{of} already."


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
