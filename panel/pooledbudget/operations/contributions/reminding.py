"""
Reminding those who pay into a fund, and those who run it, of what is due: once for each rung.

Asked once a day for each open year, with its forecast. The ladder is that of approvals.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Person, Role
from panel.deadlines import operations as deadlines
from panel.deadlines import reminders
from panel.deadlines.sign_in import sign_in
from panel.money import in_pounds
from panel.policies import queries as versions
from panel.policies.models import PolicyVersion
from panel.pooledbudget.accruals import queries as accruals
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import FundYear
from panel.presentation.formatting import day
from panel.working_days import ONE_DAY


@dataclass(frozen=True)
class _Owed:
    """One thing that is due: to whom it falls, and what a reminder of it says."""

    key: str
    due_on: date
    role: Role
    agency_id: int | None
    subject: str
    body: str


def remind_of_dues(*, fund_year: FundYear, at: datetime) -> int:
    """Owe today's reminders: of instalments that aren't in, and of accruing the month gone by.

    Returns how many are new: each rung is reminded of once. None where the panel has no rules.
    """
    panel_id, on = fund_year.fund.panel_id, clock.date_of(at)
    try:
        rules = versions.in_force(panel_id, on=on).policy
    except PolicyVersion.DoesNotExist:
        return 0
    new = 0
    for owed in (*_instalments(fund_year, on=on), *_accruing(fund_year, on=on)):
        found = reminders.reached(
            rules.reminders.approval, rules.calendar, due_on=owed.due_on, on=on
        )
        if found is not None:
            place, rung = found
            readers = _readers(owed, panel_id, is_owner=rung.to == "owner", on=on)
            new += deadlines.remind(
                key=f"{owed.key}/{place}",
                recipients=[reader.username for reader in readers],
                subject=owed.subject,
                body=owed.body,
                at=at,
            )
    return new


def _readers(owed: _Owed, panel_id: int, *, is_owner: bool, on: date) -> list[Person]:
    """Return whose it is; those who run the fund for other rungs, and where it is nobody's."""
    agency_ids = None if owed.agency_id is None else [owed.agency_id]
    owners = people.holders(owed.role, panel_id=panel_id, on=on, agency_ids=agency_ids)
    managers = people.holders(Role.FUND_MANAGER, panel_id=panel_id, on=on)
    return (list(owners) if is_owner else []) or list(managers)


def _instalments(fund_year: FundYear, *, on: date) -> Iterator[_Owed]:
    for statement in contributions.statements(fund_year, on=on):
        for instalment in statement.instalments:
            if instalment.missing_pence:
                whole, missing = instalment.amount_pence, instalment.missing_pence
                yield _Owed(
                    key=f"instalment/{instalment.pk}",
                    due_on=instalment.due_on,
                    role=Role.AGENCY_LEAD,
                    agency_id=statement.agency.pk,
                    subject=f"{fund_year}: instalment of {statement.agency} "
                    f"{'was' if instalment.is_over else 'is'} due on {day(instalment.due_on)}",
                    body=f"Of an instalment of {in_pounds(whole)}, {in_pounds(missing)} hasn’t "
                    f"come in. {sign_in('to read the statement')}",
                )


def _accruing(fund_year: FundYear, *, on: date) -> Iterator[_Owed]:
    until = accruals.waiting(fund_year, on=on)
    if until is not None:
        yield _Owed(
            key=f"accruing/{fund_year.pk}/{until:%Y-%m-%d}",
            due_on=until + ONE_DAY,
            role=Role.FUND_MANAGER,
            agency_id=None,
            subject=f"{fund_year}: accrue what was delivered by {day(until)}",
            body="What placements’ days cost up to then, and nobody has invoiced, is to be "
            f"counted as delivered. {sign_in('to have it done')}",
        )
