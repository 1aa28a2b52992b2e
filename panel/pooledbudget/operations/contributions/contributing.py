"""Agreeing what each partner pays into a year, and changing it from a day on."""

from datetime import date, datetime

from django.db import transaction

from panel import clock, working_days
from panel.agencies import queries as people
from panel.agencies.models import Person, Role
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.money import Pence, in_pounds
from panel.policies import queries as versions
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.books import Books
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import AgreedContribution, Fund, FundYear
from panel.pooledbudget.operations.agreeing import require_lead
from panel.pooledbudget.operations.contributions.planning import (
    Change,
    Components,
    record,
    require_components,
    require_window,
    write,
)
from panel.pooledbudget.operations.years.opening import locked_year, require_keeper
from panel.pooledbudget.refusals import PeriodClosed
from panel.presentation import formatting
from panel.refusals import Refusal


class AgreedAlready(Refusal):
    """Raised when a contribution that was approved would be stated anew instead of changed."""


class NoticeNeeded(Refusal):
    """Raised when a contribution would be cut sooner than the panel's rules let a partner."""

    field = "applies_from"


@transaction.atomic
def state_contribution(
    *, fund_year_id: int, agency_id: int, components: Components, by: Person, at: datetime
) -> AgreedContribution:
    """State what an agency pays into a year, and plan its instalments by the panel's rules.

    It is provisional, and the agency's leads are told. Until one approves it, it may be stated
    anew, which replaces it.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotAComponent: the rules make no contribution of one of the components.
        AgreedAlready: the agency has approved one; what follows is a change.
        NotAPartner: the agency has no part in the year.
        PeriodClosed: the books of the year are closed.
    """
    fund_year, rules = _entered(fund_year_id, agency_id, components, by=by, at=at)
    stated = fund_year.agreed_contributions.filter(agency_id=agency_id)
    if stated.exclude(approved_at=None).exists():
        raise AgreedAlready("It has been approved. From a day on it can be changed.")
    change = Change(fund_year.starts_on, "")
    return _ask(write(fund_year, agency_id, components, change, rules, by=by, at=at), at=at)


@transaction.atomic
def change_contribution(
    *,
    fund_year_id: int,
    agency_id: int,
    components: Components,
    change: Change,
    by: Person,
    at: datetime,
) -> AgreedContribution:
    """
    Make a contribution another from a day on, and plan anew what falls due from then.

    `components` are those of the whole year. What fell due before stays. The rules say within how
    many days of a quarter's end a change is taken, and whether it is provisional first.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotAComponent: the rules make no contribution of one of the components.
        AgreedAlready: nothing has been agreed that could be changed.
        OutsideWindow: the quarter's time for changes is over, or the day is before it.
        NoticeNeeded: it is cut from an earlier day than the rules' notice allows.
        AlreadyDue: more than that has fallen due before.
        PeriodClosed: the books of the year are closed.
    """
    fund_year, rules = _entered(fund_year_id, agency_id, components, by=by, at=at)
    if not fund_year.agreed_contributions.filter(agency_id=agency_id).exists():
        raise AgreedAlready("Nothing has been agreed yet. State what it pays first.")
    require_window(fund_year, change, rules, on=clock.date_of(at))
    _require_notice(fund_year, agency_id, components, change, on=clock.date_of(at))
    changed = write(fund_year, agency_id, components, change, rules, by=by, at=at)
    return _ask(changed, at=at) if rules.provisional_first else _approve(changed, by=by, at=at)


@transaction.atomic
def approve_contribution(*, contribution_id: int, by: Person, at: datetime) -> AgreedContribution:
    """Make a contribution final for the agency that pays it. Pressing again changes nothing.

    Raises:
        access.Refused: this person isn't a lead of the agency.
        AgreedAlready: another version has replaced it.
    """
    funds = Fund.objects.select_for_update(of=("self",), no_key=True)
    funds.get(years__agreed_contributions=contribution_id)  # nobody states it anew meanwhile
    found = AgreedContribution.objects.select_related("fund_year__fund", "agency")
    contribution = found.get(pk=contribution_id)
    require_lead(by, contribution.fund_year.fund, contribution.agency_id, at=at)
    newest = contributions.in_force(contribution.fund_year).filter(agency=contribution.agency)
    if newest.get() != contribution:
        raise AgreedAlready("A newer version has replaced it: read that one.")
    if contribution.is_provisional:
        _approve(contribution, by=by, at=at)
    return contribution


def _require_notice(
    fund_year: FundYear, agency_id: int, components: Components, change: Change, *, on: date
) -> None:
    """Let a contribution be cut only after the notice of the rules; raising one needs none."""
    standing = contributions.in_force(fund_year).get(agency_id=agency_id)
    months = versions.funding_of(fund_year.fund.panel_id, on=on).notice_months
    earliest = working_days.add_months(on, months)
    if components.amount_pence < standing.amount_pence and change.applies_from < earliest:
        notice, day = formatting.count(months, "month"), formatting.day(earliest)
        raise NoticeNeeded(f"Cutting it takes {notice} of notice: from {day} at the earliest.")


def _entered(
    fund_year_id: int, agency_id: int, components: Components, *, by: Person, at: datetime
) -> tuple[FundYear, FundRules]:
    """Lock the fund, and return the year and the rules by which a contribution may be written."""
    fund_year = locked_year(fund_year_id)
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    if fund_year.closed_at is not None:
        raise PeriodClosed(fund_year.year)
    Books.of(fund_year).account(AccountKind.CONTRIBUTION, agency_id)
    rules = versions.fund_terms_of(fund_year.fund.panel_id, on=clock.date_of(at))
    require_components(components, rules)
    return fund_year, rules


def _ask(contribution: AgreedContribution, *, at: datetime) -> AgreedContribution:
    """Tell the leads of the agency that one of them approves it next."""
    agency, fund_year = contribution.agency, contribution.fund_year
    leads = people.holders(
        Role.AGENCY_LEAD,
        panel_id=fund_year.fund.panel_id,
        on=clock.date_of(at),
        agency_ids=[agency.pk],
    )
    deadlines.tell(
        leads,
        key=f"contribution/{contribution.pk}",
        subject=f"{fund_year}: what {agency} pays in is for you to approve",
        body=f"{in_pounds(Pence(contribution.amount_pence))} is stated. It is provisional "
        f"until a lead of {agency} approves it. {sign_in('to read and approve it')}",
        at=at,
    )
    return contribution


def _approve(contribution: AgreedContribution, *, by: Person, at: datetime) -> AgreedContribution:
    contribution.approved_at, contribution.approved_by = at, by.username
    contribution.save(update_fields=["approved_at", "approved_by"])
    record(contribution, "contribution_approved", by=by, at=at)
    return contribution
