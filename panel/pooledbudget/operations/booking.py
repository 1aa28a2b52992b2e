"""Booking what a partner has paid in, for the instalment that it paid."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.money import Pence
from panel.pooledbudget import journal
from panel.pooledbudget.books import contribution_key, paper_key
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear, InstalmentReceipt, JournalEntry
from panel.pooledbudget.operations.receiving import receive_contribution
from panel.refusals import Refusal


class OtherInstalment(Refusal):
    """Raised when money is booked for an instalment of another agency or year, or a gone one."""

    field = "instalment"


@transaction.atomic
def book_contribution(
    *,
    fund_year_id: int,
    agency_id: int,
    about: str,
    amount_pence: Pence,
    instalment_id: int | None = None,
    by: Person,
    at: datetime,
) -> JournalEntry:
    """Book what an agency has paid in, for one instalment if it is named.

    The same paper again moves nothing, and says so in `is_repeat`; once it was taken back, it is
    booked anew.

    Raises:
        OtherInstalment: the instalment isn't one of the agency's in that year, or was replaced.
        What `receive_contribution` raises.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    due = contributions.instalments_of(fund_year).filter(contribution__agency_id=agency_id)
    if instalment_id is not None and not due.filter(pk=instalment_id).exists():
        raise OtherInstalment("This isn’t an instalment of that agency in this year.")
    paper = paper_key(fund_year, agency_id, about)
    journal.hold(paper)
    in_vain = contributions.taken_back(fund_year, [about])[paper]
    entry = receive_contribution(
        fund_year=fund_year,
        about=about,
        amounts={agency_id: amount_pence},
        key=contribution_key(paper, taken_back=in_vain),
        by=by,
        at=at,
    )
    if instalment_id is not None and not entry.is_repeat:
        InstalmentReceipt.objects.create(instalment_id=instalment_id, entry=entry)
    return entry
