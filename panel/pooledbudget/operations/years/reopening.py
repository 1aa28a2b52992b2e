"""Closed books open again, on the authority of the fund's host alone."""

from datetime import datetime

from django.db import DatabaseError, connection, transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.money import Pence, in_pounds
from panel.pooledbudget import journal, refusals
from panel.pooledbudget.models import Fund, FundYear, JournalEntry, YearReopening, YearSettlement
from panel.pooledbudget.operations.years import notices as ending_notices
from panel.pooledbudget.operations.years.ending import DRAWN, MOVES, keys_of, record
from panel.pooledbudget.operations.years.opening import locked_year
from panel.pooledbudget.year_end import queries as year_end
from panel.refusals import Refusal


class NotTheHost(access.Refused):
    """Raised when somebody would open closed books who doesn't lead the fund's host."""

    def __init__(self, person: Person, fund: Fund) -> None:
        super().__init__(person, Permission.SHARE_APPROVE)
        self.args = (year_end.who_reopens(fund),)


class CarriedAndPromised(Refusal):
    """Raised when books would open again whose money, carried into the year after, is promised."""

    def __init__(self, fund_year: FundYear, short: refusals.FundsShort) -> None:
        lacking = in_pounds(Pence(short.needed_pence - short.left_pence))
        super().__init__(
            f"Opening {fund_year.span} again takes back all that it carried forward, and "
            f"{lacking} of that is promised in the year after by now. Book so much in there, or "
            "release it, first: the settlement anew carries it forward again."
        )


class NotClosed(Refusal):
    """Raised when books would be opened again that aren't closed."""


@transaction.atomic
def reopen_fund_year(*, fund_year_id: int, reason: str, by: Person, at: datetime) -> YearReopening:
    """
    Open the books of a closed year again: on the authority of a lead of the fund's host.

    What its settlement carried or gave back is reversed, so that it is settled anew afterwards.

    Raises:
        NotTheHost: this person doesn't lead the host.
        NotClosed: its books are open.
        CarriedAndPromised: what was carried has been promised in the year after.
    """
    fund_year = locked_year(fund_year_id)
    require_host(fund_year.fund, by=by, at=at)
    if fund_year.closed_at is None:
        raise NotClosed("The books of the year are open.")
    in_force = year_end.settlements_in_force(fund_year)
    reopening = _reopen(fund_year, reason, by=by, at=at)
    record(fund_year, "year_reopened", by=by, at=at)
    ending_notices.tell_reopened(reopening, at=at)
    try:
        for settled in in_force:
            _undo(settled, by=by, at=at)
    except refusals.FundsShort as short:
        raise CarriedAndPromised(fund_year, short) from short
    return reopening


def require_host(fund: Fund, *, by: Person, at: datetime) -> None:
    """Raise `NotTheHost` unless somebody leads a fund's host."""
    if not year_end.may_reopen(fund, access.of(by, on=clock.date_of(at))):
        raise NotTheHost(by, fund)


def _reopen(fund_year: FundYear, reason: str, *, by: Person, at: datetime) -> YearReopening:
    with connection.cursor() as cursor:
        try:
            cursor.execute(
                "SELECT ledger_reopen_year(%s, %s, %s, %s)",
                [fund_year.pk, reason, at, by.username],
            )
        except DatabaseError as error:
            raise refusals.of(error, about=str(fund_year), key="") from error
        (pk,) = cursor.fetchone()
    return YearReopening.objects.get(pk=pk)


def _undo(settled: YearSettlement, *, by: Person, at: datetime) -> None:
    """Reverse a settlement's entries, the last first."""
    keys = [key for name in (DRAWN, *MOVES) for key in keys_of(settled, name)]
    posted = JournalEntry.objects.filter(key__in=keys)
    for entry in posted.order_by("-number"):
        journal.reverse(
            entry_id=entry.pk,
            memo=f"{entry.memo}, undone: the year was opened again",
            key=f"{entry.key}/undone",
            by=by,
            at=at,
        )
