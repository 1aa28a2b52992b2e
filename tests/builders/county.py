"""The sample panel with its people and rules, and its fund."""

from datetime import date

from panel.agencies.models import Panel, Person, Role
from panel.money import Pence
from panel.policies import operations as policies
from panel.policies.documents import FOLDER
from panel.policies.models import PolicyVersion
from panel.pooledbudget import operations as pooledbudget
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear
from panel.sample import funds, people
from panel.sample.people import EDUCATION
from tests.builders.moments import MONDAY_9AM, YEAR
from tests.keeping import kept

KENT = (FOLDER / "kent.toml").read_text(encoding="utf-8")
PLENTY = Pence(1_000_000_00)  # from each agency


def a_panel() -> Panel:
    """Return the sample panel, with its people and rules."""
    return people.establish(password=None, at=MONDAY_9AM)


def a_person(role: Role, agency: str = "") -> Person:
    """Return the first sample person who holds a role, for an agency where one is named."""
    return people.one(role, agency)


@kept
def a_fund(*, pence_each: Pence = PLENTY, kind: FundKind = FundKind.POOLED) -> FundYear:
    """Return this year of the panel's fund, opened on the first call with this much."""
    panel, by = a_panel(), a_person(Role.FUND_MANAGER)
    if standing := FundYear.objects.filter(fund__panel=panel, year=YEAR).first():
        return standing
    ids = list(panel.agencies.values_list("pk", flat=True))
    fund = pooledbudget.open_fund(
        panel_id=panel.pk,
        code="pool",
        name="Northmere pooled fund",
        kind=kind,
        host_id=panel.agencies.get(code=EDUCATION).pk,
        by=by,
        at=MONDAY_9AM,
    )
    funds.agree(fund, starts_on=date(YEAR, 4, 1), at=MONDAY_9AM)
    fund_year = pooledbudget.open_fund_year(
        fund_id=fund.pk, year=YEAR, agency_ids=ids, by=by, at=MONDAY_9AM
    )
    if pence_each:
        pooledbudget.receive_contribution(
            fund_year=fund_year,
            about="Agreement",
            amounts=dict.fromkeys(ids, pence_each),
            key="agreement",
            by=by,
            at=MONDAY_9AM,
        )
    return fund_year


@kept
def ruled_by(document: str) -> PolicyVersion:
    """Bring rules into force for the sample panel."""
    return policies.load(
        panel_id=a_panel().pk,
        document=document,
        effective_from=MONDAY_9AM.date(),
        by=None,
        at=MONDAY_9AM,
    )


def live_by(stated: str, instead: str) -> None:
    """Bring the sample panel's rules into force with one of them stated otherwise."""
    assert stated in KENT
    ruled_by(KENT.replace(stated, instead, 1))
