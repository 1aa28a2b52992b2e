"""What the page of the requests behind a figure says, as plain values."""

from collections.abc import Sequence

from panel.money import Pence, in_pounds
from panel.pooledbudget.accounts import AccountGroup
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row, Total
from panel.reports.requests.behind import WAYS, Held
from panel.reports.span import Span
from panel.reports.tables.balances import until

HEADINGS = ("Request", "Not yet paid", "Paid to providers")
COUNTED = {
    AccountGroup.UNPAID: "What is not yet paid",
    AccountGroup.PAID: "What was paid to providers",
    AccountGroup.COST: "What is promised, or was paid to providers,",
}


def total(found: Sequence[Held], count: AccountGroup, *, by: str, of: str, span: Span) -> Total:
    """Return what requests come to together. `by` and `of`: as they were asked for."""
    pence = Pence(sum(one.counted(count) for one in found))
    requests = formatting.count(len(found), "request")
    which = f"; {WAYS[by].words}: {of}" if of else ""
    says = f"{COUNTED[count]} for {requests}{which}; up to {formatting.day(span.last_day)}."
    return Total(in_pounds(pence), says)


def rows(found: Sequence[Held], fund_year: FundYear, span: Span) -> list[Row]:
    """Return what each has, with the way to its entries."""
    return [Row(one.reference, _cells(one, fund_year, span)) for one in found]


def _cells(one: Held, fund_year: FundYear, span: Span) -> list[Cell]:
    return [
        _cell(
            one,
            heading,
            pence,
            Extract(
                year=fund_year.pk,
                kind=group,
                about=one.reference,
                is_gross=group is AccountGroup.PAID,
                last=until(fund_year, span.last_day),
            ),
        )
        for heading, group, pence in (
            (HEADINGS[1], AccountGroup.UNPAID, one.unpaid_pence),
            (HEADINGS[2], AccountGroup.PAID, one.paid_pence),
        )
    ]


def _cell(one: Held, heading: str, pence: int, extract: Extract) -> Cell:
    amount = in_pounds(Pence(pence))
    if not pence:
        return Cell(amount)
    return Cell(amount, address=extract.address, of=f"{heading}, {one.reference}: entries")
