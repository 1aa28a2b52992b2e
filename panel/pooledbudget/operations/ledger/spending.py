"""
What is promised comes to be spent: delivered, invoiced, paid. See `ordering` for what is common.

None of these asks whether `by` may do this: the operation that calls it has.
"""

from collections import Counter
from datetime import date, datetime

from django.db import transaction

from panel.agencies.models import Agency, Person
from panel.money import Pence, in_pounds
from panel.pooledbudget import holdings, journal
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order
from panel.refusals import Refusal


class PromisedLess(Refusal):
    """Raised when an invoice asks for more of a request than is left of what was promised."""

    field = "amount_pence"

    def __init__(
        self, order: Order, *, left: int, needed: int, of: Agency | None = None, way_on: str = ""
    ) -> None:
        whose = f" of {of}’s share" if of else ""
        super().__init__(
            f"{order.about} has {in_pounds(Pence(left))}{whose} left that is promised for "
            f"{order.fund_year.span} and not yet invoiced; this needs {in_pounds(Pence(needed))}."
            f"{way_on}"
        )


def accrue(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Count as delivered what a placement's days so far cost, before anybody invoices them.

        Dr  Accrued, health             11,000.00
            Cr  Committed, health                   11,000.00

    Raises:
        NotHeld: The request has committed less than that.
        FundsShort: So have all requests together.
    """
    return Order(Verb.ACCRUE, fund_year, about, amounts).carry_out(
        into=AccountKind.ACCRUED, out_of=AccountKind.COMMITTED, key=key, by=by, at=at
    )


def lower_accrual(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Count as promised only what turns out not to have been delivered.

        Dr  Committed, health            2,000.00
            Cr  Accrued, health                      2,000.00

    Raises:
        NotHeld: The request has accrued less than that.
        FundsShort: So have all requests together.
    """
    return Order(Verb.LOWER_ACCRUAL, fund_year, about, amounts).carry_out(
        into=AccountKind.COMMITTED, out_of=AccountKind.ACCRUED, key=key, by=by, at=at
    )


@transaction.atomic
def invoice(
    *,
    fund_year: FundYear,
    about: str,
    amounts: Amounts,
    on: date | None = None,
    key: str,
    by: Person,
    at: datetime,
) -> JournalEntry:
    """
    Owe a provider what it invoices: first what the request has accrued, then what is committed.

    It counts from the day `on` which the invoice came in, if that is said.

        Dr  Invoiced, health            12,000.00
            Cr  Accrued, health                     11,000.00
            Cr  Committed, health                    1,000.00

    Raises:
        PromisedLess: More is asked than is left of what was promised; it says how much that is.
        NotThatDay: It came in on a day to come, or before the year.
    """
    order = Order(Verb.INVOICE, fund_year, about, amounts, on)
    order.check()
    journal.hold(about)
    if first := journal.repeat_of(key, asked=order.fingerprint):
        return first
    held = holdings.held(fund_year, about)
    return order.post(invoiced(order, Books.of(fund_year), held), key=key, by=by, at=at)


def invoiced(order: Order, books: Books, held: Counter[holdings.Holding]) -> Counter[int]:
    """Return what an invoice moves, account id → pence, and take it from what the request holds.

    Raises:
        PromisedLess: More is asked of an agency than is left of what was promised for it.
    """
    promised = holdings.promised_of(held)
    for agency_id, pence in order.amounts.items():
        if pence > promised[agency_id]:
            agency = Agency.objects.get(pk=agency_id)
            raise PromisedLess(order, left=promised[agency_id], needed=pence, of=agency)
    moves: Counter[int] = Counter()
    order.draw(
        moves,
        books,
        held,
        into=AccountKind.INVOICED,
        first=AccountKind.ACCRUED,
        then=AccountKind.COMMITTED,
    )
    return moves


def pay(
    *, fund_year: FundYear, about: str, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Pay what was invoiced.

        Dr  Spent, health               12,000.00
            Cr  Invoiced, health                    12,000.00

    Raises:
        NotHeld: Less of the request is invoiced than that.
        FundsShort: So is of all requests together.
    """
    return Order(Verb.PAY, fund_year, about, amounts).carry_out(
        into=AccountKind.SPENT, out_of=AccountKind.INVOICED, key=key, by=by, at=at
    )


def credit(
    *,
    fund_year: FundYear,
    about: str,
    amounts: Amounts,
    is_paid: bool,
    key: str,
    by: Person,
    at: datetime,
) -> JournalEntry:
    """
    Take part of an invoice back, paid already or not: it is promised again, and no more than that.

        Dr  Committed, health            3,000.00
            Cr  Invoiced, health                     3,000.00

    Raises:
        NotHeld: Less of the request is invoiced, or spent, than that.
        FundsShort: So is of all requests together.
    """
    out_of = AccountKind.SPENT if is_paid else AccountKind.INVOICED
    return Order(Verb.CREDIT, fund_year, about, amounts).carry_out(
        into=AccountKind.COMMITTED, out_of=out_of, key=key, by=by, at=at
    )
