"""Issuing a recharge to an agency, booking that it has paid, and withdrawing one."""

from datetime import date, datetime

from django.db import transaction

from panel import clock, references
from panel.agencies.models import Agency, Person
from panel.audit import log
from panel.money import Pence, in_pounds
from panel.pooledbudget import holdings, journal, restating
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.books import NotAPartner
from panel.pooledbudget.models import FundYear, Recharge
from panel.pooledbudget.operations.ledger import recharging
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.pooledbudget.recharges.document import RechargePart
from panel.pooledbudget.stages import RechargeStage
from panel.refusals import Refusal


class PaidLess(Refusal):
    """Raised when an agency is asked for more than was paid for it and isn't asked back yet."""

    field = "amount_pence"

    def __init__(self, agency: Agency, asked: RechargePart, *, paid: Pence) -> None:
        super().__init__(
            f"{in_pounds(paid)} was paid for {agency} on {asked.about} and isn’t recharged yet; "
            f"this asks for {in_pounds(Pence(asked.amount_pence))}."
        )


class StillDisputed(Refusal):
    """Raised when an agency is asked for its share while it isn't settled who pays."""

    field = "about"


class RechargeDays(Refusal):
    """Raised when a recharge would be due, or paid, before it is issued, or either lies ahead."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@transaction.atomic
def issue_recharge(
    *, fund_year: FundYear, recharge: RechargePart, by: Person, at: datetime
) -> Recharge:
    """
    Ask an agency for what was paid in its stead. The same again gives the first back.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        NotAPartner: The agency has no part in the year.
        RechargeDays: It would be due before it is issued, or issued on a day to come.
        PaidLess, StillDisputed: Less was paid for that agency, or it is disputed who pays.
        PeriodClosed: The books of the year are closed.
    """
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    _require_past("issued_on", recharge.issued_on, at=at)
    if recharge.due_on < recharge.issued_on:
        raise RechargeDays("due_on", "It is due before it is issued.")
    agency = _partner(fund_year, recharge.agency)
    journal.hold(recharge.about)
    if standing := _standing(fund_year, agency, recharge):
        return standing
    _require_paid(fund_year, agency, recharge)
    number = references.next_reference(f"{fund_year.fund.panel.prefix}-RN", fund_year.year)
    entry = recharging.recharge(
        fund_year=fund_year,
        about=recharge.about,
        amounts={agency.pk: Pence(recharge.amount_pence)},
        key=f"recharge/{number}",
        by=by,
        at=at,
    )
    told = recharge.model_dump(include={*RechargePart.model_fields} - {"agency"})
    who = {"agency": agency, "issued_at": at, "issued_by": by}
    row = Recharge.objects.create(**told, **who, fund_year=fund_year, number=number, entry=entry)
    payload = {"about": row.about, "agency": agency.code, "amount_pence": row.amount_pence}
    log.record(subject=_subject(row), kind="recharge_issued", by=by, at=at, payload=payload)
    return row


def _partner(fund_year: FundYear, code: str) -> Agency:
    agency = Agency.objects.filter(accounts__fund_year=fund_year, code=code).first()
    if agency is None:
        raise NotAPartner(fund_year)
    return agency


def _require_paid(fund_year: FundYear, agency: Agency, asked: RechargePart) -> None:
    if asked.about in restating.interim_in(fund_year):
        raise StillDisputed("It isn’t settled who pays for it. Recharge it once it is.")
    held = holdings.held(fund_year, asked.about)
    paid = Pence(held[AccountKind.SPENT, agency.pk])
    if asked.amount_pence > paid:
        raise PaidLess(agency, asked, paid=paid)


def _standing(fund_year: FundYear, agency: Agency, asked: RechargePart) -> Recharge | None:
    """Return the one that stands and asks the same on that day, for the same reason."""
    told = asked.model_dump(include={"about", "issued_on", "amount_pence", "reason"})
    issued = Recharge.objects.filter(fund_year=fund_year, agency=agency, **told)
    return issued.exclude(stage=RechargeStage.WITHDRAWN).first()


@transaction.atomic
def recover_recharge(
    *, recharge_id: int, recovered_on: date, by: Person, at: datetime
) -> Recharge:
    """Book that an agency has paid a recharge back, all of it: it counts from that day.

    From that of the recharge's own entry, where this was booked only after it.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        chart.MoveRefused: It is paid back, or withdrawn.
        RechargeDays: The day lies ahead, or before that on which it was issued.
        PeriodClosed: The books of the year are closed.
    """
    row = _moved(recharge_id, "recover", by=by, at=at)
    _require_past("recovered_on", recovered_on, at=at)
    if recovered_on < row.issued_on:
        raise RechargeDays("recovered_on", "It was paid back before it was issued.")
    row.recovered_on = recovered_on
    recharging.recover(
        fund_year=row.fund_year,
        about=row.about,
        amounts={row.agency_id: Pence(row.amount_pence)},
        on=max(recovered_on, row.entry.effective_on),
        key=f"recharge/{row.number}/recovered",
        by=by,
        at=at,
    )
    row.save()
    return row


@transaction.atomic
def withdraw_recharge(*, recharge_id: int, by: Person, at: datetime) -> Recharge:
    """Ask an agency no more for what it hasn't paid back; it counts as the fund's own again.

    Raises:
        access.Refused: This person doesn't post to the panel's fund.
        chart.MoveRefused: It is paid back, or withdrawn.
        PeriodClosed: The books of the year are closed.
    """
    row = _moved(recharge_id, "withdraw", by=by, at=at)
    journal.reverse(
        entry_id=row.entry_id,
        memo=f"{row.about}: recharge {row.number} withdrawn",
        key=f"recharge/{row.number}/withdrawn",
        by=by,
        at=at,
    )
    row.save()
    return row


def _require_past(field: str, day: date, *, at: datetime) -> None:
    if day > clock.date_of(at):
        raise RechargeDays(field, f"{day:%-d %B %Y} lies ahead: say it once it has happened.")


def _moved(recharge_id: int, name: str, *, by: Person, at: datetime) -> Recharge:
    """Lock a recharge, move it in memory, and record where that led."""
    rows = Recharge.objects.select_for_update(of=("self",)).select_related(
        "fund_year__fund", "entry"
    )
    row = rows.get(pk=recharge_id)
    require_keeper(by, panel_id=row.fund_year.fund.panel_id, at=at)
    before, after = row.make(name)
    row.ended_at, row.ended_by = at, by
    payload = {"from": before, "to": after}
    log.record(subject=_subject(row), kind=name, by=by, at=at, payload=payload)
    return row


def _subject(row: Recharge) -> str:
    return f"recharge {row.number}"
