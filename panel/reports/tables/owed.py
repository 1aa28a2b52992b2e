"""What partners owe the fund, and how old it is: recharges, and contributions that are late."""

from collections.abc import Iterator

from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear, Recharge
from panel.pooledbudget.recharges.asked import BANDS, Asked
from panel.pooledbudget.recharges.queries import Debt, aged, booked_by, owed_by
from panel.pooledbudget.stages import RechargeStage
from panel.presentation import formatting
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Figure, Table, Unit


def schedule(fund_year: FundYear, span: Span) -> list[Table]:
    """Return the recharges booked in the days, partner by partner; no child is named.

    One that is issued after the year, for it, is booked on its last day. Of the whole year, what
    is still owed comes to what the books say is recoverable.
    """
    booked = booked_by(fund_year, day=span.last_day)
    issued = booked.filter(entry__effective_on__gte=span.first_day)
    owed = set(owed_by(fund_year, day=span.last_day).values_list("pk", flat=True))
    columns = (
        Column("Partner"),
        Column("Recharge"),
        Column("Issued", Unit.DAY),
        Column("Due", Unit.DAY),
        Column("Amount", Unit.PENCE, is_added=True),
        Column("Still owed", Unit.PENCE, is_added=True),
        Column("State"),
    )
    rows = (
        _recharge(recharge, is_owed=recharge.pk in owed)
        for recharge in issued.order_by("agency__name", "pk")
    )
    return [Table("Recharges", columns, tuple(rows))]


def _recharge(recharge: Recharge, *, is_owed: bool) -> tuple[Cell, ...]:
    return (
        recharge.agency.name,
        recharge.number,
        recharge.issued_on,
        recharge.due_on,
        recharge.amount_pence,
        recharge.amount_pence if is_owed else 0,
        (RechargeStage.ISSUED if is_owed else RechargeStage(recharge.stage)).label,
    )


def debts(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what each partner owed of recharges on the last day, by how late it was, or is."""
    columns = (
        Column("Partner"),
        *(Column(band, Unit.PENCE, is_added=True) for band, _, _ in BANDS),
        Column("All of it", Unit.PENCE, is_added=True),
    )
    owed = Asked(year=fund_year.pk, owed=span.last_day, on=span.late_on)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (debt.agency, *_bands(debt, owed))
        for debt in aged(owed_by(fund_year, day=span.last_day), on=span.late_on)
    )
    return [Table("Recharges owed", columns, rows, _as_of(span))]


def _bands(debt: Debt, owed: Asked) -> Iterator[int]:
    """Yield what is so late, band by band, and all of it, each with its recharges."""
    for band, _, _ in BANDS:
        pence = debt.bands[band]
        yield Figure(pence, owed.of(debt.code, band)) if pence else 0
    yield Figure(debt.total_pence, owed.of(debt.code))


def late(fund_year: FundYear, span: Span) -> list[Table]:
    """Return each instalment that was late on the last day, or is today, partner by partner."""
    columns = (
        Column("Partner"),
        Column("Due", Unit.DAY),
        Column("Days late", Unit.COUNT),
        Column("Not come in", Unit.PENCE, is_added=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (told.agency.name, each.due_on, (span.late_on - each.due_on).days, each.missing_pence)
        for told in contributions.statements(fund_year, on=span.late_on)
        for each in told.instalments
        if each.state == "late"
    )
    return [Table("Contributions late", columns, rows, _as_of(span))]


def _as_of(span: Span) -> str:
    return f"How late: as of {formatting.day(span.late_on)}."
