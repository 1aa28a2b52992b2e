"""Opening a fund, and opening the books of its years."""

from datetime import date, datetime

from django.db import connection, transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Agency, Panel, Person
from panel.audit import log
from panel.money import Pence
from panel.policies import queries as versions
from panel.pooledbudget.accounts import CHART, AccountKind, FundKind
from panel.pooledbudget.agreements import queries as agreements
from panel.pooledbudget.books import holders
from panel.pooledbudget.models import Fund, FundAgreement, FundYear
from panel.refusals import Refusal

NOTHING = Pence(0)


class FundExists(Refusal):
    """Raised when there is a fund of that code already, on whatever panel."""


class YearOpened(Refusal):
    """Raised when the books of a fund are open, or closed again, for that year."""


class AgreementLacking(Refusal):
    """Raised when a year would open without all that the partners must have agreed."""


class NotOnPanel(Refusal):
    """Raised when an agency would host or share a fund of a panel that it has no part in."""


def require_keeper(by: Person | None, *, panel_id: int, at: datetime) -> None:
    """Raise `access.Refused` unless a person posts to the panel's fund; None is its set-up."""
    if by is not None:
        held = access.of(by, on=clock.date_of(at))
        held.require(Permission.FUND_POST, panel_id=panel_id)


def locked_fund(fund_id: int) -> Fund:
    """Lock a fund: one at a time says what is agreed of it, and what becomes of its years."""
    return Fund.objects.select_for_update(no_key=True).get(pk=fund_id)


def locked_year(fund_year_id: int) -> FundYear:
    """Lock the fund of a year, which is the ledger's itself, and return the year as it is then."""
    funds = Fund.objects.select_for_update(of=("self",), no_key=True)
    return funds.get(years=fund_year_id).years.get(pk=fund_year_id)


@transaction.atomic
def open_fund(
    *,
    panel_id: int,
    code: str,
    name: str,
    kind: FundKind,
    host_id: int,
    by: Person | None,
    at: datetime,
) -> Fund:
    """Set up a fund for a panel. It takes money only once a year of it is open.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotOnPanel: the host has no part in the panel.
        FundExists: there is one of that code.
    """
    require_keeper(by, panel_id=panel_id, at=at)
    _require_on_panel([host_id], panel_id=panel_id)
    if Fund.objects.filter(code=code).exists():
        raise FundExists(f"There is a fund with the code {code} already.")
    fund = Fund.objects.create(
        panel_id=panel_id, code=code, name=name, kind=kind.value, host_id=host_id
    )
    log.record(subject=f"fund {code}", kind="fund_opened", by=by, at=at, payload={"kind": kind})
    return fund


@transaction.atomic
def open_fund_year(
    *,
    fund_id: int,
    year: int,
    agency_ids: list[int],
    by: Person | None,
    at: datetime,
) -> FundYear:
    """
    Open the books of a fund for the year from 1 April of `year`, every account at nothing.

    Each pot goes as far below its money as the agreement lets it, which partners consented to.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotOnPanel: one of the agencies has no part in the panel.
        YearOpened: it has been opened before.
        AgreementLacking: the agreement lacks a term or a consent, or an agency has left by then.
    """
    fund = locked_fund(fund_id)
    require_keeper(by, panel_id=fund.panel_id, at=at)
    _require_on_panel(agency_ids, panel_id=fund.panel_id)
    if fund.years.filter(year=year).exists():
        raise YearOpened(f"The books of {fund} for {year} to {year + 1} have been opened already.")
    fund_year = FundYear(
        fund=fund, year=year, starts_on=date(year, 4, 1), ends_on=date(year + 1, 3, 31)
    )
    fund_year.agreement = _require_agreement(fund_year, agency_ids, at=at)
    fund_year.save()
    floor_pence = Pence(-fund_year.agreement.below_pence)
    _open_accounts(fund_year, agency_ids, floor_pence)
    payload = {"year": year, "agencies": agency_ids, "floor_pence": floor_pence}
    log.record(subject=f"fund {fund.code}", kind="year_opened", by=by, at=at, payload=payload)
    return fund_year


def _require_agreement(
    fund_year: FundYear, agency_ids: list[int], *, at: datetime
) -> FundAgreement:
    fund = fund_year.fund
    agreement = agreements.newest(fund)
    if agreement is None:
        raise AgreementLacking("State what the partners agree before a year is opened.")
    rules = versions.fund_terms_of(fund.panel_id, on=clock.date_of(at))
    lacking = [
        *agreements.outside(agreement, fund_year),
        *agreements.lacking(agreement, rules, Agency.objects.filter(pk__in=agency_ids)),
        *(f"{notice}." for notice in agreements.gone_by(fund_year, agency_ids)),
    ]
    if lacking:
        raise AgreementLacking(*lacking)
    return agreement


def _require_on_panel(agency_ids: list[int], *, panel_id: int) -> None:
    partners = set(Panel.objects.get(pk=panel_id).agencies.values_list("pk", flat=True))
    if strangers := set(agency_ids) - partners:
        names = ", ".join(Agency.objects.filter(pk__in=strangers).values_list("name", flat=True))
        raise NotOnPanel(f"These have no part in the panel: {names}.")


def _open_accounts(fund_year: FundYear, agency_ids: list[int], floor_pence: Pence) -> None:
    wanted = [
        (kind, agency_id)
        for kind in CHART
        for agency_id in holders(FundKind(fund_year.fund.kind), kind, agency_ids)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_open_accounts(%s, %s, %s, %s, %s, %s)",
            [
                fund_year.pk,
                [kind.value for kind, _ in wanted],
                [agency_id for _, agency_id in wanted],
                [CHART[kind].normal_side.value for kind, _ in wanted],
                [CHART[kind].is_per_request for kind, _ in wanted],
                [floor_pence if kind is AccountKind.UNCOMMITTED else 0 for kind, _ in wanted],
            ],
        )
