"""Gathers who pays what, on whose authority, and what it left in the fund."""

from dataclasses import replace

from panel import clock
from panel.agencies import access
from panel.agencies.models import AgencyKind
from panel.cases.costs import option_costs
from panel.cases.models import PlacementOption, PlacementRequest
from panel.decisions.approvals import authority, portions
from panel.decisions.consents import given
from panel.decisions.models import Decision, Dispute, ShareApproval
from panel.decisions.outcomes import sharing
from panel.decisions.records import evidence, funding
from panel.decisions.stages import ApprovalStage, DisputeStage
from panel.money import Pence
from panel.policies.schema import Policy
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.models import JournalEntry
from panel.presentation.formatting import listed

#: What health's share of a cost may rest on, by the rules' own names.
BASES = {
    "continuing_care": "Continuing care",
    "hours": "Hours of health care",
    "domain_scores": "Scores by domain",
    "case_by_case": "Case by case",
}


def costs(option: PlacementOption | None) -> tuple[funding.CostLine, ...]:
    """Return the cost lines of the option agreed; none where nothing was agreed."""
    cost = option_costs.first_year(option) if option else None
    return tuple(
        funding.CostLine(
            name=line.name,
            basis=line.working,
            weekly_pence=line.weekly_pence,
            this_year_pence=line.period_pence,
            full_year_pence=line.full_year_pence,
        )
        for line in (cost.lines if cost else ())
    )


def shares(
    decision: Decision, placement_request: PlacementRequest, rules: Policy
) -> tuple[funding.FundingShare, ...]:
    """Return what each paying agency approved; their basis points come to 10,000."""
    approvals = decision.approvals.all()
    if not approvals or any(one.stage != ApprovalStage.APPROVED for one in approvals):
        return ()  # nobody pays, or not yet: it was only agreed in principle, and lapsed
    parts = portions.of(approvals)
    return tuple(
        replace(
            _share(approval, parts[approval.agency.code]),
            payer=_payer(approval, decision.option, rules),
            basis=_basis(approval, placement_request, rules),
        )
        for approval in approvals
    )


def _share(approval: ShareApproval, points: int) -> funding.FundingShare:
    lead, at = approval.approved_by, approval.approved_at
    assert lead is not None
    assert at is not None
    on = clock.date_of(at)
    held = authority.fitting(approval, access.of(lead, on=on), on=on)
    return funding.FundingShare(
        agency=evidence.Agency(code=approval.agency.code, name=approval.agency.name),
        basis_points=points,
        weekly_pence=Pence(approval.weekly_pence),
        this_year_pence=Pence(approval.this_year_pence),
        full_year_pence=Pence(approval.full_year_pence),
        approved_by=lead.name,
        approved_at=at,
        authority=held.in_words(),
    )


def _payer(approval: ShareApproval, option: PlacementOption | None, rules: Policy) -> str:
    """Return the body in law that pays, and from which budget, as the rules name them."""
    named = sharing.payer(option, rules, approval.agency.code) if option else None
    return ", ".join(filter(None, [named.legal_entity, named.budget_code])) if named else ""


def _basis(approval: ShareApproval, placement_request: PlacementRequest, rules: Policy) -> str:
    """Return what health's share rests on, and its hours of care a week; nothing of others."""
    if approval.agency.kind != AgencyKind.HEALTH:
        return ""
    basis = BASES[rules.funding.health_basis]
    if not rules.funding.health_hours:
        return basis
    latest = {advice.agency_id: advice for advice in placement_request.advice.all()}
    advice = latest.get(approval.agency_id)
    hours = advice.hours_per_week if advice else None
    told = "hours a week not stated" if hours is None else f"{hours} hours of care a week"
    return f"{basis}; {told}"


def seniority(decision: Decision, rules: Policy) -> tuple[str, ...]:
    """Return how senior one of those who approved had to be; nothing where nobody pays."""
    if decision.option is None:
        return ()
    return tuple(asked.in_words for asked in authority.asked(decision, rules))


def disputes(decision: Decision) -> tuple[funding.SettledDispute, ...]:
    """Return how each disagreement about who pays was settled, the first at the head."""
    settled = decision.disputes.filter(stage=DisputeStage.SETTLED).order_by("number")
    told = settled.prefetch_related("refused__agency", "interim_funder", "ended_by")
    return tuple(_dispute(dispute) for dispute in told)


def consents(decision: Decision) -> tuple[funding.Consent, ...]:
    """Return who let it go beyond the fund, by how much and why, the first at the head."""
    return tuple(
        funding.Consent(
            agency=evidence.Agency(code=one.agency.code, name=one.agency.name),
            to_what=one.to_what,
            reason=one.reason,
            given_at=one.given_at,
            given_by=one.given_by,
        )
        for one in given.given(decision)
    )


def beyond(decision: Decision) -> tuple[str, ...]:
    """Return a sentence for each thing beyond the fund that agencies consented to."""
    by_what: dict[str, list[str]] = {}
    for one in given.given(decision):
        by_what.setdefault(one.to_what, []).append(one.agency.name)
    return tuple(f"{what}: {listed(names)} consented." for what, names in by_what.items())


def _dispute(dispute: Dispute) -> funding.SettledDispute:
    funder, agency = dispute.interim_funder, dispute.refused.agency
    assert dispute.ended_at is not None, "A dispute that was settled has its time."
    assert dispute.ended_by is not None, "A dispute that was settled has its person."
    return funding.SettledDispute(
        agency=evidence.Agency(code=agency.code, name=agency.name),
        opened_on=clock.date_of(dispute.opened_at),
        because=dispute.refused.refused_because,
        level=dispute.who_settles,
        interim_funder=funder.name if funder else None,
        settled_on=clock.date_of(dispute.ended_at),
        settlement=dispute.settled_because,
        recorded_by=dispute.ended_by.name,
    )


def fund(entry: JournalEntry) -> funding.FundPosition:
    """Return what the fund had left before and after an entry that committed its money.

    Belongs in the transaction of the entry: until it ends, the fund's lock holds others off.
    """
    left, moved = funds.position(entry.fund_year).uncommitted_pence, funds.moved_by(entry)
    return funding.FundPosition(
        fund=entry.fund_year.fund.name,
        financial_year=entry.fund_year.span,
        before_pence=Pence(left - moved[AccountKind.UNCOMMITTED]),
        set_aside_pence=Pence(-moved[AccountKind.RESERVED]),
        committed_pence=Pence(moved[AccountKind.COMMITTED]),
        after_pence=left,
        journal=str(entry.number),
    )
