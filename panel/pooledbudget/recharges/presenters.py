"""What the pages say of recharges, as plain values. Nothing here asks the database."""

from collections.abc import Sequence

from django.urls import reverse

from panel.money import Pence, in_pounds
from panel.pooledbudget.models import Recharge
from panel.pooledbudget.recharges.queries import BANDS, Debt, added
from panel.pooledbudget.stages import RechargeStage
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Row
from panel.presentation.tones import of_state

HEADINGS = ("Recharge", "Agency", "Request", "Amount", "Due", "Stands")
DEBT_HEADINGS = ("Agency", *(name for name, _, _ in BANDS), "Together")


def row(recharge: Recharge) -> Row:
    """Return a recharge's line in the list."""
    return Row(
        heading=recharge.number,
        cells=(
            Cell(recharge.agency.name),
            Cell(recharge.about),
            Cell(in_pounds(Pence(recharge.amount_pence))),
            Cell(formatting.short_day(recharge.due_on)),
            Cell(recharge.get_stage_display(), tone=of_state(recharge.stage)),
        ),
        address=reverse("recharge", args=[recharge.pk]),
    )


def debts(found: Sequence[Debt]) -> list[Row]:
    """Return what each agency owes, by how late it is."""
    return [Row(debt.agency, _bands(debt), agency=debt.code) for debt in found]


def all_debts(found: Sequence[Debt]) -> Row:
    """Return what all agencies owe."""
    return Row("All agencies", _bands(Debt("", "", added(found))))


def _bands(debt: Debt) -> list[Cell]:
    told = [Cell(in_pounds(Pence(debt.bands[name]))) for name, _, _ in BANDS]
    return [*told, Cell(in_pounds(debt.total_pence))]


def facts(recharge: Recharge) -> list[Fact]:
    """Return what was asked, and how it ended."""
    known = [
        Fact("Stands", recharge.get_stage_display()),
        Fact("Agency", recharge.agency.name),
        Fact("Request", recharge.about),
        Fact("Fund", str(recharge.fund_year)),
        Fact("Amount", in_pounds(Pence(recharge.amount_pence))),
        Fact("For", recharge.reason),
        Fact("Issued", f"{formatting.day(recharge.issued_on)}, {recharge.issued_by.name}"),
        Fact("Due", formatting.day(recharge.due_on)),
    ]
    if recharge.recovered_on and recharge.ended_by:
        paid = f"{formatting.day(recharge.recovered_on)}, booked by {recharge.ended_by.name}"
        known.append(Fact("Paid back", paid))
    elif recharge.ended_at and recharge.ended_by:
        ended = f"{formatting.moment(recharge.ended_at)}, {recharge.ended_by.name}"
        known.append(Fact("Withdrawn", ended))
    return known


def is_owed(recharge: Recharge) -> bool:
    """Say whether it is still to be paid back."""
    return RechargeStage(recharge.stage) is RechargeStage.ISSUED
