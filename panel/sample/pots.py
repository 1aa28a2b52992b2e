"""The sample panel's second fund, small, in which each agency keeps a pot of its own."""

from datetime import datetime

from panel.agencies.models import Panel, Role
from panel.money import Pence
from panel.pooledbudget import operations
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear, Route
from panel.pooledbudget.operations import VirementTerms
from panel.sample import funds, people

CODE = "short-breaks"  # after the pooled fund's, which comes first
EACH = Pence(24_000_000)
MOVED, ASKED = Pence(1_500_000), Pence(600_000)


def provide(panel: Panel, *, year: int, at: datetime) -> FundYear:
    """Open a year of it, with a virement that was posted and one that waits for the chair."""
    manager = people.one(Role.FUND_MANAGER)
    ids = dict(panel.agencies.order_by("code").values_list("code", "pk"))
    fund = operations.open_fund(
        panel_id=panel.pk,
        code=CODE,
        name="Northmere short breaks, aligned",
        kind=FundKind.ALIGNED,
        host_id=ids[people.SOCIAL_CARE],
        by=manager,
        at=at,
    )
    funds.agree(fund, starts_on=people.SINCE, at=at)
    fund_year = operations.open_fund_year(
        fund_id=fund.pk, year=year, agency_ids=[*ids.values()], by=manager, at=at
    )
    for code, agency_id in ids.items():
        operations.book_contribution(
            fund_year_id=fund_year.pk,
            agency_id=agency_id,
            paid=operations.Remittance(f"Short breaks {year} {code}", EACH),
            by=manager,
            at=at,
        )
    _move(fund_year, ids, at=at)
    return fund_year


def _move(fund_year: FundYear, ids: dict[str, int], *, at: datetime) -> None:
    manager = people.one(Role.FUND_MANAGER)
    for pence, reason in (
        (MOVED, "More families chose a break at a hospice."),
        (ASKED, "Two nights a month more than were planned."),
    ):
        virement = operations.propose_virement(
            fund_year_id=fund_year.pk,
            asked=VirementTerms(
                route=Route.POTS,
                from_agency_id=ids[people.SOCIAL_CARE],
                to_agency_id=ids[people.HEALTH],
                pence=pence,
                reason=reason,
            ),
            by=manager,
            at=at,
        )
        if pence == MOVED:
            operations.agree_to_virement(virement_id=virement.pk, by=people.one(Role.CHAIR), at=at)
            operations.vire(virement_id=virement.pk, by=manager, at=at)
