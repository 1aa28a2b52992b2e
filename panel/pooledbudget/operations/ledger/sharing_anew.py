"""
Sharing a request's money anew, once it is settled who pays: given back, and posted again.

In one entry, so that the pot needs no more than the difference: what was given back before, as
when a decision lapsed, may have been promised to others since.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from panel.agencies.models import Person
from panel.money import Pence, split
from panel.pooledbudget import holdings, journal, restating
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import Invoice, JournalEntry
from panel.pooledbudget.operations.ledger import spending
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order, shift
from panel.pooledbudget.operations.ledger.promising import commit
from panel.refusals import Refusal

#: What is said anew: the operation that does, and the kinds of account from which it takes its
#: money. A credit note takes it from where the invoice's money had come to.
Again = tuple[Callable[..., JournalEntry], tuple[AccountKind, ...]]
AGAIN: Mapping[Verb, Again] = {
    Verb.INVOICE: (spending.invoice, (AccountKind.ACCRUED, AccountKind.COMMITTED)),
    Verb.PAY: (spending.pay, (AccountKind.INVOICED,)),
    Verb.CREDIT: (spending.credit, (AccountKind.INVOICED,)),
    Verb.ACCRUE: (spending.accrue, (AccountKind.COMMITTED,)),
    Verb.LOWER_ACCRUAL: (spending.lower_accrual, (AccountKind.ACCRUED,)),
}


class Recharged(Refusal):
    """Raised when money would be shared anew that an agency was asked to pay back."""


@transaction.atomic
def share_anew(
    *, since: JournalEntry, amounts: Amounts, key: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Commit a request's money as it is settled who pays, and say anew what came of it meanwhile.

    Everything that the request holds in that year goes back to the pot in one entry, whatever has
    become of it. Then the money is committed, and each invoice, credit note and payment from
    `since` on posted again, divided as what is promised for the request is now. Here 14,000.00 of
    20,000.00 promised for health was given back as nobody had invoiced it, and education pays all:

        Dr  Uncommitted                  6,000.00
            Cr  Spent, health                        6,000.00
        Dr  Committed, education        20,000.00
            Cr  Uncommitted                         20,000.00
        Dr  Spent, education             6,000.00      invoiced, then paid
            Cr  Committed, education                 6,000.00

    Raises:
        FundsShort: The pot of an agency that pays now would go below its floor.
        Recharged: An agency was asked to pay some of it back.
        PromisedLess: An invoice took more meanwhile than is committed now.
    """
    order = Order(Verb.COMMIT, since.fund_year, since.about, amounts)
    order.check()
    journal.hold(since.about)
    if first := journal.repeat_of(key, asked=order.fingerprint):
        return first
    posted = _posted(since)
    if {entry.verb for entry in posted} & {Verb.RECHARGE, Verb.RECOVER}:
        raise Recharged(f"{since.about} was recharged to an agency: withdraw the recharge first.")
    _give_back(order, since, key=f"{key}/given back", by=by, at=at)
    committed = commit(
        fund_year=since.fund_year, about=since.about, amounts=amounts, key=key, by=by, at=at
    )
    _say_again(posted, by=by, at=at)
    return committed


def _give_back(order: Order, since: JournalEntry, *, key: str, by: Person, at: datetime) -> None:
    """Post what a request holds back to the pots; `commit` does so with what is reserved."""
    moves, books = Counter[int](), Books.of(order.fund_year)
    for (kind, agency_id), pence in holdings.held(order.fund_year, order.about).items():
        if kind is not AccountKind.RESERVED:
            shift(moves, books, agency_id, pence, into=AccountKind.UNCOMMITTED, out_of=kind)
    if moves:
        remark = f"; what was booked since entry {since.number} follows again"
        back = Order(Verb.SHARE_ANEW, order.fund_year, order.about, order.amounts, remark=remark)
        back.post(moves, key=key, by=by, at=at)


def _posted(since: JournalEntry) -> list[JournalEntry]:
    """Return what stands of all that was posted for a request in a year since an entry."""
    later = JournalEntry.objects.filter(about=since.about, pk__gte=since.pk)
    standing = later.filter(fund_year=since.fund_year, reverses=None, reversed_by=None)
    return list(standing.select_related("fund_year__fund").order_by("pk"))


def _say_again(posted: Sequence[JournalEntry], *, by: Person, at: datetime) -> None:
    """Post again what was an invoice, a credit note, a payment or a delivery."""
    left: dict[int | None, Counter[int]] = {}  # of each invoice, by agency
    for entry in posted:
        verb = Verb(entry.verb)
        if verb not in AGAIN:
            continue
        say, kinds = AGAIN[verb]
        invoice_id, is_paid = _invoice(entry), _is_of_spent(entry)
        kinds = (AccountKind.SPENT,) if is_paid else kinds
        weights = left.get(invoice_id) or _held(entry, kinds)
        amounts = split(Pence(_pence(entry)), weights)
        how = {"is_paid": is_paid} if verb is Verb.CREDIT else {}
        say(
            fund_year=entry.fund_year,
            about=entry.about,
            amounts=amounts,
            key=restating.again_key(entry),
            by=by,
            at=at,
            **how,
        )
        if invoice_id is not None and verb is Verb.INVOICE:
            left[invoice_id] = Counter(amounts)
        elif invoice_id is not None and verb is Verb.CREDIT:
            left[invoice_id].subtract(amounts)


def _invoice(entry: JournalEntry) -> int | None:
    """Return the invoice that an entry booked, paid or credited; None where it was none."""
    first = restating.first_of(entry)
    of = Q(entry=first) | Q(payment=first) | Q(credit_notes__entry=first)
    return Invoice.objects.filter(of).values_list("pk", flat=True).first()


def _held(entry: JournalEntry, kinds: Collection[AccountKind]) -> Counter[int]:
    """Return what the request holds on accounts of some kinds by now, by agency."""
    found: Counter[int] = Counter()
    for (kind, agency_id), pence in holdings.held(entry.fund_year, entry.about).items():
        if kind in kinds:
            found[agency_id] += pence
    return found


def _is_of_spent(entry: JournalEntry) -> bool:
    return entry.postings.filter(side="credit", account__kind=AccountKind.SPENT).exists()


def _pence(entry: JournalEntry) -> int:
    return sum(entry.postings.filter(side="debit").values_list("amount_pence", flat=True))
