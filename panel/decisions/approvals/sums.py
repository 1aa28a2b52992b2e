"""What one agency's share comes to, beside the whole and the shares of the others."""

from collections.abc import Iterator

from panel.cases.costs import costing, option_costs
from panel.cases.presenters.comparison import which_weeks
from panel.decisions.approvals import portions
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.stages import ApprovalStage
from panel.money import WHOLE, Pence, in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row, Tile

SHARE_HEADINGS = ("Agency", "Share", "A week", "First year", "Full year", "Approval")


def cost(decision: Decision) -> costing.Costing:
    """Return what the option agreed costs in its first year, worked out again."""
    worked_out = option_costs.first_year(decision.agreed)
    assert worked_out is not None, "An option is agreed with its dates."
    return worked_out


def amounts(approval: ShareApproval, cost: costing.Costing) -> tuple[Tile, ...]:
    """Return the share three ways, each beside the whole."""
    last = formatting.day(costing.financial_year(cost.period.first).last)
    option = approval.decision.option
    weeks = f", {words}" if option and (words := which_weeks(option)) else ""
    return (
        Tile("A week", in_pounds(Pence(approval.weekly_pence)), _of(cost.weekly_pence) + weeks),
        Tile(
            f"First year, to {last}",
            in_pounds(Pence(approval.this_year_pence)),
            f"{formatting.count(cost.period.days, 'day')} {_of(cost.period_pence)}",
        ),
        Tile("Full year", in_pounds(Pence(approval.full_year_pence)), _of(cost.full_year_pence)),
        *_once(approval, cost),
    )


def _once(approval: ShareApproval, cost: costing.Costing) -> Iterator[Tile]:
    """Yield what is paid once, which no week and no full year holds."""
    if whole := sum(cost.once_by_agency().values()):
        once = in_pounds(Pence(approval.once_pence))
        yield Tile("Once, in the first year", once, _of(Pence(whole)))


def _of(whole: Pence) -> str:
    return f"of {in_pounds(whole)}"


def shares(decision: Decision) -> list[Row]:
    """Return what each agency pays and who has approved, in the panel's order."""
    parts = portions.of(decision.approvals.all())
    return [
        Row(
            heading=share.agency.name,
            agency=share.agency.code,
            cells=(
                Cell(formatting.percent(parts[share.agency.code])),
                Cell(in_pounds(Pence(share.weekly_pence))),
                Cell(in_pounds(Pence(share.this_year_pence))),
                Cell(in_pounds(Pence(share.full_year_pence))),
                Cell(_approved(share)),
            ),
        )
        for share in decision.approvals.all()
    ]


def total(decision: Decision) -> Row:
    """Return what all of them pay."""
    all_shares = list(decision.approvals.all())
    approved = sum(share.stage == ApprovalStage.APPROVED for share in all_shares)
    sums = (
        sum(share.weekly_pence for share in all_shares),
        sum(share.this_year_pence for share in all_shares),
        sum(share.full_year_pence for share in all_shares),
    )
    return Row(
        heading="Total",
        cells=(
            Cell(formatting.percent(WHOLE)),
            *(Cell(in_pounds(Pence(pence))) for pence in sums),
            Cell(f"{approved} of {len(all_shares)} approved"),
        ),
    )


def approver(share: ShareApproval) -> str:
    """Name who approved a share, and the lead in whose place a deputy did."""
    assert share.approved_by is not None, "Only a share that was approved is asked about."
    by, lead = share.approved_by.name, share.approved_for
    return by if lead is None else f"{by}, deputy of {lead.name}"


def _approved(share: ShareApproval) -> str:
    if share.approved_by and share.approved_at:
        return f"{approver(share)}, {formatting.short_day(share.approved_at)}"
    return ApprovalStage(share.stage).label
