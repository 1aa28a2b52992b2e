"""What partners owe the fund for money spent in their stead: the schedule, and how old it is."""

from panel.pooledbudget.models import FundYear, Recharge
from panel.pooledbudget.recharges.queries import BANDS, aged
from panel.pooledbudget.stages import RechargeStage
from panel.reports.span import Span
from panel.reports.table import Cell, Column, Table, Unit


def schedule(fund_year: FundYear, span: Span) -> list[Table]:
    """Return the recharges issued in the days, partner by partner; no child is named."""
    issued = Recharge.objects.filter(
        fund_year=fund_year, issued_on__range=(span.first_day, span.last_day)
    ).select_related("agency")
    columns = (
        Column("Partner"),
        Column("Recharge"),
        Column("Issued", Unit.DAY),
        Column("Due", Unit.DAY),
        Column("Amount", Unit.PENCE, is_added=True),
        Column("State"),
    )
    rows = (_recharge(recharge) for recharge in issued.order_by("agency__name", "pk"))
    return [Table("Recharges", columns, tuple(rows))]


def _recharge(recharge: Recharge) -> tuple[Cell, ...]:
    return (
        recharge.agency.name,
        recharge.number,
        recharge.issued_on,
        recharge.due_on,
        recharge.amount_pence,
        RechargeStage(recharge.stage).label,
    )


def debts(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what each partner owes, by how late it is on the last day."""
    columns = (
        Column("Partner"),
        *(Column(band, Unit.PENCE, is_added=True) for band, _, _ in BANDS),
        Column("All of it", Unit.PENCE, is_added=True),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (debt.agency, *(debt.bands[band] for band, _, _ in BANDS), debt.total_pence)
        for debt in aged(fund_year.recharges.all(), on=span.last_day)
    )
    return [Table("Owed by partners", columns, rows)]
