"""What the pages say of recharges, as plain values. Nothing here asks the database."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from panel.money import Pence, in_pounds
from panel.pooledbudget.models import Recharge
from panel.pooledbudget.recharges.asked import BANDS, Asked
from panel.pooledbudget.recharges.queries import Debt, added
from panel.pooledbudget.stages import RechargeStage
from panel.presentation import formatting
from panel.presentation.due import by_when
from panel.presentation.parts import Cell, Fact, Row, Total
from panel.presentation.tones import of_state

HEADINGS = ("Recharge", "Agency", "Request", "Amount", "Due", "Stands")
DEBT_HEADINGS = ("Agency", *(name for name, _, _ in BANDS), "Together")


def row(recharge: Recharge, *, on: date) -> Row:
    """Return a recharge's line in the list."""
    return Row(
        heading=recharge.number,
        cells=(
            Cell(recharge.agency.name),
            Cell(recharge.about),
            Cell(in_pounds(Pence(recharge.amount_pence))),
            _due(recharge, on=on),
            Cell(recharge.get_stage_display(), tone=of_state(recharge.stage)),
        ),
        address=reverse("recharge", args=[recharge.pk]),
    )


def _due(recharge: Recharge, *, on: date) -> Cell:
    """Say when it is due and, while it is owed, by how many days it is late."""
    if is_owed(recharge):
        return by_when(recharge.due_on, on=on)
    return Cell(formatting.short_day(recharge.due_on))


def debts(found: Sequence[Debt], owed: Asked) -> list[Row]:
    """Return what each agency owes, by how late it is, each with the recharges of `owed`."""
    return [Row(debt.agency, _listed(debt, owed), agency=debt.code) for debt in found]


def _listed(debt: Debt, owed: Asked) -> list[Cell]:
    bands = (*(name for name, _, _ in BANDS), "")
    return [
        Cell(
            cell.words,
            address=owed.of(debt.code, band).address,
            of=f"{heading}, {debt.agency}: recharges",
        )
        if debt.bands[band] or not band
        else cell
        for cell, band, heading in zip(_bands(debt), bands, DEBT_HEADINGS[1:], strict=True)
    ]


def total(asked: Asked, *, number: int, pence: Pence) -> Total:
    """Return what the recharges come to that a figure adds up, `number` of them."""
    says = [f"The sum of {formatting.count(number, 'recharge')}"]
    if asked.owed:
        says.append(f"owed by the books on {formatting.day(asked.owed)}")
    if asked.late and asked.on:
        says.append(f"{asked.late.lower()} on {formatting.day(asked.on)}")
    return Total(in_pounds(pence), f"{'; '.join(says)}.")


def all_debts(found: Sequence[Debt]) -> Row:
    """Return what all agencies owe."""
    return Row("All agencies", _bands(Debt("", "", added(found))))


def _bands(debt: Debt) -> list[Cell]:
    told = [Cell(in_pounds(Pence(debt.bands[name]))) for name, _, _ in BANDS]
    return [*told, Cell(in_pounds(debt.total_pence))]


def facts(recharge: Recharge, *, on: date) -> list[Fact]:
    """Return what was asked, and how it ended."""
    due = formatting.day(recharge.due_on)
    if is_owed(recharge) and (late := (on - recharge.due_on).days) > 0:
        due = f"{due}, {formatting.count(late, 'day')} late"
    known = [
        Fact("Stands", recharge.get_stage_display()),
        Fact("Agency", recharge.agency.name),
        Fact("Request", recharge.about),
        Fact("Fund", str(recharge.fund_year)),
        Fact("Amount", in_pounds(Pence(recharge.amount_pence))),
        Fact("For", recharge.reason),
        Fact("Issued", f"{formatting.day(recharge.issued_on)}, {recharge.issued_by.name}"),
        Fact("Due", due),
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
