"""Booking what a partner has paid in, for the instalment that it paid."""

from datetime import date, datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.money import Pence, in_pounds
from panel.pooledbudget import journal
from panel.pooledbudget.books import contribution_key, paper_key
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear, InstalmentReceipt, JournalEntry
from panel.pooledbudget.operations.receiving import receive_contribution
from panel.refusals import Refusal


class OtherInstalment(Refusal):
    """Raised when money is booked for an instalment of another agency or year, or a gone one."""

    field = "instalment"


class MoreThanDue(Refusal):
    """Raised when more is booked for an instalment, or by a file, than is still to come."""

    field = "amount_pence"


@transaction.atomic
def book_contribution(
    *,
    fund_year_id: int,
    agency_id: int,
    about: str,
    amount_pence: Pence,
    instalment_id: int | None = None,
    received_on: date | None = None,
    by: Person,
    at: datetime,
) -> JournalEntry:
    """Book what an agency has paid in, for one instalment and on one day if they are named.

    The same paper again moves nothing, and says so in `is_repeat`; once it was taken back, it is
    booked anew.

    Raises:
        OtherInstalment: the instalment isn't one of the agency's in that year, or was replaced.
        MoreThanDue: it is more than what is still to be booked of the instalment.
        What `receive_contribution` raises.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    paper = paper_key(fund_year, agency_id, about)
    journal.hold(paper_key(fund_year, agency_id, "any"))  # so what is due stays so meanwhile
    missing = _missing(fund_year, agency_id, instalment_id)
    in_vain = contributions.taken_back(fund_year, [about])[paper]
    entry = receive_contribution(
        fund_year=fund_year,
        about=about,
        amounts={agency_id: amount_pence},
        on=received_on,
        key=contribution_key(paper, taken_back=in_vain),
        by=by,
        at=at,
    )
    if instalment_id is not None and missing is not None and not entry.is_repeat:
        _require_due(amount_pence, missing)
        InstalmentReceipt.objects.create(instalment_id=instalment_id, entry=entry)
    return entry


def _missing(fund_year: FundYear, agency_id: int, instalment_id: int | None) -> Pence | None:
    """Return what isn't booked yet of an agency's instalment; None where none is named."""
    if instalment_id is None:
        return None
    due = contributions.instalments_of(fund_year).filter(contribution__agency_id=agency_id)
    instalment = due.filter(pk=instalment_id).first()
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
