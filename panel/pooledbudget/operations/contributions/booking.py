"""
Booking what a partner has paid in, for the instalment that it paid.

More than it still has to pay of what it agreed is taken only with a reason, which the ledger
keeps: one slip would otherwise hide what it owes. For the same reason what comes on top, as
interest for paying late does, is booked by itself and counts for nothing that it owes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies.models import Person
from panel.money import Pence, in_pounds
from panel.pooledbudget import journal
from panel.pooledbudget.books import contribution_key, paper_key
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear, InstalmentReceipt, JournalEntry
from panel.pooledbudget.operations.ledger.receiving import receive_contribution
from panel.refusals import Refusal


class OtherInstalment(Refusal):
    """Raised when money is booked for an instalment that isn't one it can count for."""

    field = "instalment"


class MoreThanDue(Refusal):
    """Raised when more is booked for an instalment than is still to be booked of it."""

    field = "amount_pence"


class MoreThanAgreed(Refusal):
    """Raised when more is booked than an agency still has to pay, and nobody says why."""

    field = "amount_pence"


@dataclass(frozen=True)
class Remittance:
    """What an agency has paid in. `about` is the paper that names it.

    `accepted_because`: why it comes on top of what the agency agreed, so that it counts for none
    of that; empty of what it agreed.
    """

    about: str
    pence: Pence
    instalment_id: int | None = None
    received_on: date | None = None
    accepted_because: str = ""


@transaction.atomic
def book_contribution(
    *, fund_year_id: int, agency_id: int, paid: Remittance, by: Person, at: datetime
) -> JournalEntry:
    """Book what an agency has paid in, for one instalment and on one day if they are named.

    The same paper again moves nothing, and says so in `is_repeat`; once it was taken back, it is
    booked anew.

    Raises:
        OtherInstalment: the instalment isn't one of the agency's in that year, or was replaced,
            or the money comes on top of all of them.
        MoreThanDue: it is more than what is still to be booked of the instalment.
        MoreThanAgreed: the agency has less still to pay, and `accepted_because` says nothing.
        What `receive_contribution` raises.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    paper = paper_key(fund_year, agency_id, paid.about)
    journal.hold_fund(fund_year.fund_id)
    missing = _missing(fund_year, agency_id, paid)
    left = contributions.still_to_pay(fund_year, on=clock.date_of(at)).get(agency_id)
    in_vain = contributions.taken_back(fund_year, [paid.about])[paper]
    entry = receive_contribution(
        fund_year=fund_year,
        about=paid.about,
        amounts={agency_id: paid.pence},
        on=paid.received_on,
        remark=remark_on(paid.accepted_because),
        key=contribution_key(paper, taken_back=in_vain),
        by=by,
        at=at,
    )
    if entry.is_repeat:
        return entry
    require_agreed(paid.pence, left, because=paid.accepted_because)
    if missing is not None:
        _require_due(paid.pence, missing)
    if missing is not None or paid.accepted_because:
        InstalmentReceipt.objects.create(instalment_id=paid.instalment_id, entry=entry)
    return entry


def require_agreed(pence: int, left: Pence | None, *, because: str) -> None:
    """Raise `MoreThanAgreed` above what is `left` to pay, where no reason is given.

    `left` is None where nothing was agreed, so that nothing can be above it.
    """
    if left is not None and pence > left and not because:
        raise MoreThanAgreed(
            f"{in_pounds(left)} is still to come of what was agreed for the year; this is "
            f"{in_pounds(Pence(pence))}. Change what is agreed first; or book what comes on top "
            "by itself, and say why."
        )


def remark_on(accepted_because: str) -> str:
    """Return what the entry says of money on top of what was agreed; nothing of other money."""
    return f", above the agreed: {accepted_because}" if accepted_because else ""


def _missing(fund_year: FundYear, agency_id: int, paid: Remittance) -> Pence | None:
    """Return what isn't booked yet of an agency's instalment; None where none is named."""
    if paid.instalment_id is None:
        return None
    if paid.accepted_because:
        raise OtherInstalment(
            "What comes on top of what was agreed counts for no instalment: name none, or leave "
            "the reason out."
        )
    due = contributions.instalments_of(fund_year).filter(contribution__agency_id=agency_id)
    instalment = due.filter(pk=paid.instalment_id).first()
    if instalment is None:
        raise OtherInstalment("This isn’t an instalment of that agency in this year.")
    return Pence(instalment.amount_pence - contributions.booked_for(instalment))


def _require_due(pence: Pence, missing: Pence) -> None:
    if pence > missing:
        raise MoreThanDue(
            f"{in_pounds(missing)} of that instalment is still to be booked; this is "
            f"{in_pounds(pence)}. Booked for none in particular, it counts for the oldest that "
            "is short."
        )
