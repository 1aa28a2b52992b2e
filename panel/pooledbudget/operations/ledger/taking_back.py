"""Undoing what was booked by mistake."""

from datetime import datetime

from django.db import transaction

from panel.agencies.models import Person
from panel.pooledbudget import journal
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.models import JournalEntry
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.refusals import Refusal


class NotAContribution(Refusal):
    """Raised when another entry would be taken back: a request's money follows its decisions."""


@transaction.atomic
def take_back_contribution(
    *, entry_id: int, reason: str, by: Person, at: datetime
) -> JournalEntry:
    """
    Undo a contribution by posting its mirror; both entries stay. The same again moves nothing.

        Dr  Contribution, health       250,000.00
            Cr  Uncommitted                        250,000.00

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        NotAContribution: It is another entry.
        FundsShort: The money has been promised since.
        PeriodClosed: The books of the year are closed.
    """
    entry = JournalEntry.objects.select_related("fund").get(pk=entry_id)
    require_keeper(by, panel_id=entry.fund.panel_id, at=at)
    if entry.verb != Verb.RECEIVE:
        raise NotAContribution("Only a contribution is taken back: this entry is another.")
    memo, key = f"{entry.about} taken back: {reason}", f"taken back/{entry.pk}"
    return journal.reverse(entry_id=entry.pk, memo=memo, key=key, by=by, at=at)
