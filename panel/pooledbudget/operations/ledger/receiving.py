"""What agencies pay into a fund. It is for those who post to the fund. See `ordering`."""

from datetime import date, datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import FundYear, JournalEntry
from panel.pooledbudget.operations.ledger.ordering import Amounts, Order
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.pooledbudget.refusals import KeyReused
from panel.refusals import Refusal


class PaperBooked(Refusal):
    """Raised when a paper by which money came in is booked already, for another amount."""

    def __init__(self, about: str) -> None:
        super().__init__(
            f"{about} is booked already, for another amount. Take that entry back in the ledger "
            "if it is wrong, and book it again."
        )


@transaction.atomic
def receive_contribution(
    *,
    fund_year: FundYear,
    about: str,
    amounts: Amounts,
    on: date | None = None,
    remark: str = "",
    key: str,
    by: Person,
    at: datetime,
) -> JournalEntry:
    """
    Book what agencies have paid in. `about` names the paper: an instalment, a remittance.

    It counts from the day `on` which it came in, if that is said. `remark`: what the entry says
    of it besides.

        Dr  Uncommitted                250,000.00
            Cr  Contribution, health               250,000.00

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        PaperBooked: It has been booked for another amount.
        NotThatDay: It came in on a day to come, or before the year.
        PeriodClosed: The books of the year are closed.
    """
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    try:
        return Order(Verb.RECEIVE, fund_year, about, amounts, on, remark).carry_out(
            into=AccountKind.UNCOMMITTED, out_of=AccountKind.CONTRIBUTION, key=key, by=by, at=at
        )
    except KeyReused as reused:
        raise PaperBooked(about) from reused
