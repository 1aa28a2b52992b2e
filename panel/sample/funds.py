"""The sample panel's pooled fund: its years, and what the agencies pay into each."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from panel.agencies.models import Panel, Role
from panel.money import Pence
from panel.policies.schema.fund import Term
from panel.pooledbudget import operations
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import Fund, FundYear
from panel.sample import people

CODE = "northmere-pool"

#: By agency code, for one year: enough for the sample's own cases, with room to see it shrink.
CONTRIBUTIONS: Mapping[str, Pence] = {
    people.EDUCATION: Pence(80_000_000),
    people.SOCIAL_CARE: Pence(45_000_000),
    people.HEALTH: Pence(8_820_000),
}
#: By agency code, what it agrees to pay into a year of the county: ten of its twelve instalments
#: are paid in advance, and of health's six. Health agreed to less than is forecast for it.
AGREED: Mapping[str, Pence] = {
    people.EDUCATION: Pence(96_000_000),
    people.SOCIAL_CARE: Pence(54_000_000),
    people.HEALTH: Pence(17_640_000),
}

#: What the partners of Northmere agree.
TERMS: Mapping[Term, str] = {
    "aims": "Placements that meet the needs of children whom one agency can’t provide for alone, "
    "agreed without delay and near to home.",
    "contributions": "Each partner pays what is agreed for the year, in twelve instalments. A "
    "change in the year is agreed within 20 days of the end of a quarter.",
    "functions": "Special educational provision, continuing care and accommodation, as far as the "
    "regulations let them be pooled.",
    "persons": "Children and young people from 0 to 25 whom the panel finds in need of a jointly "
    "funded placement in Northmere.",
    "staff": "The council provides the panel’s office and the fund manager; the board provides "
    "clinical advice.",
    "duration_and_ending": "From 1 April 2010 until a partner leaves; reviewed each year. Twelve "
    "months’ notice ends a partner’s part.",
    "management": "The council keeps the fund. Its manager reports each quarter and makes a "
    "return for each year.",
}


@transaction.atomic
def provide(
    panel: Panel,
    *,
    year: int,
    contributions: Mapping[str, Pence] = CONTRIBUTIONS,
    agreed: Mapping[str, Pence] | None = None,
    at: datetime,
) -> FundYear:
    """Open the fund's books for the year from 1 April of `year`, and pay the agencies' money in.

    Returns the books as they stand if they are open already.

    Args:
        contributions: agency code to what it pays in at once.
        agreed: agency code to what it agrees to pay into the year; that much, if it isn't told.
    """
    fund = Fund.objects.filter(code=CODE).first() or _open(panel, at=at)
    standing = fund.years.filter(year=year).first()
    if standing is not None:
        return standing
    manager = people.one(Role.FUND_MANAGER)
    ids = dict(panel.agencies.values_list("code", "pk"))
    fund_year = operations.open_fund_year(
        fund_id=fund.pk, year=year, agency_ids=list(ids.values()), by=manager, at=at
    )
    for code, pence in contributions.items():
        _settle(fund_year, code, (agreed or {}).get(code, pence), at=at)
        operations.book_contribution(
            fund_year_id=fund_year.pk,
            agency_id=ids[code],
            paid=operations.Remittance(f"Contribution {year} {code}", pence),
            by=manager,
            at=at,
        )
    return fund_year


def _settle(fund_year: FundYear, code: str, pence: Pence, *, at: datetime) -> None:
    """Have an agency agree to what it pays into a year."""
    contribution = operations.state_contribution(
        fund_year_id=fund_year.pk,
        agency_id=fund_year.fund.panel.agencies.get(code=code).pk,
        components=operations.Components(rolled_forward_pence=pence),
        by=people.one(Role.FUND_MANAGER),
        at=at,
    )
    operations.approve_contribution(
        contribution_id=contribution.pk, by=people.one(Role.AGENCY_LEAD, code), at=at
    )


def _open(panel: Panel, *, at: datetime) -> Fund:
    fund = operations.open_fund(
        panel_id=panel.pk,
        code=CODE,
        name="Northmere complex needs pooled fund",
        kind=FundKind.POOLED,
        host_id=panel.agencies.get(code=people.EDUCATION).pk,
        by=people.one(Role.FUND_MANAGER),
        at=at,
    )
    agree(fund, starts_on=people.SINCE, at=at)
    return fund


def agree(fund: Fund, *, starts_on: date, at: datetime) -> None:
    """State the agreement behind a fund of the sample panel, and let every partner consent."""
    manager = people.one(Role.FUND_MANAGER)
    agreement = operations.state_agreement(
        fund_id=fund.pk,
        stated=operations.AgreementTerms(TERMS, manager.pk, starts_on),
        by=manager,
        at=at,
    )
    for agency in fund.panel.agencies.order_by("code"):
        operations.consent_to_agreement(
            agreement_id=agreement.pk,
            agency_id=agency.pk,
            accepts_manager=True,
            by=people.one(Role.AGENCY_LEAD, agency.code),
            at=at,
        )
