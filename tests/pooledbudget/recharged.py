"""Recharges, built by the real operations."""

from datetime import date
from typing import Any

from panel.agencies.models import Role
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.models import FundYear, Recharge
from panel.pooledbudget.recharges.document import RechargePart
from panel.sample.people import HEALTH
from tests.builders import a_person
from tests.pooledbudget.builders import MONDAY_9AM
from tests.pooledbudget.invoiced import PROMISED


def a_recharge(amount_pence: int = 5_000, **changes: Any) -> RechargePart:
    """Return what health is asked to pay back."""
    told: dict[str, Any] = {
        "agency": "health",
        "about": PROMISED,
        "amount_pence": amount_pence,
        "issued_on": date(2026, 6, 1),
        "due_on": date(2026, 6, 30),
        "reason": "Paid in its stead",
    }
    return RechargePart(**told | changes)


def issued_recharge(fund_year: FundYear) -> Recharge:
    """Return a recharge of £10.00 that the sample's health board is asked for, of £20.00 paid."""
    health = fund_year.fund.panel.agencies.get(code=HEALTH)
    manager = a_person(Role.FUND_MANAGER)
    moved = {"fund_year": fund_year, "about": PROMISED, "amounts": {health.pk: Pence(2_000)}}
    operations.invoice(**moved, key="recharged/invoice", by=manager, at=MONDAY_9AM)
    operations.pay(**moved, key="recharged/pay", by=manager, at=MONDAY_9AM)
    return operations.issue_recharge(
        fund_year=fund_year,
        recharge=a_recharge(1_000, agency=HEALTH, issued_on=MONDAY_9AM.date()),
        by=manager,
        at=MONDAY_9AM,
    )
