"""The page of one share approval, put together for one lead."""

from dataclasses import dataclass
from datetime import datetime

from panel import clock
from panel.agencies.access import Access
from panel.cases import queries as requests
from panel.cases.costs import costing
from panel.cases.presenters import comparison
from panel.cases.stages import Stage
from panel.decisions.approvals import (
    authority,
    checking,
    money_left,
    portions,
    presenters,
    sums,
    together,
)
from panel.decisions.consents import given as consents
from panel.decisions.consents import permitted
from panel.decisions.forecasting.outlook import Outlook, outlook
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.outcomes import wording
from panel.decisions.overspending.asked import blocked
from panel.decisions.overspending.card import OverspendCard, overspend_card
from panel.decisions.overspending.headroom import headrooms_of
from panel.decisions.placements import changes
from panel.decisions.placements.changes import ChangeChapter
from panel.decisions.stages import ApprovalStage
from panel.decisions.urgent import emergency
from panel.money import BasisPoints, in_pounds
from panel.presentation.parts import Fact, Row, Tile


@dataclass(frozen=True)
class ApprovalPage:
    """Everything that `decisions/approval.html` shows."""

    approval: ShareApproval
    child: str
    due: str
    due_tone: str
    share: BasisPoints
    cost: costing.Costing
    amounts: tuple[Tile, ...]
    shares: list[Row]
    total: Row
    money: tuple[Fact, ...]  # until it is committed, or no more asked for
    outlook: Outlook | None
    checks: checking.Checks
    ways_out: list[str]
    overspend: OverspendCard | None
    needs_consent: bool  # of partners, to what the fund isn't there for
    consents: list[Fact]  # given by agencies, to go beyond the fund
    change: ChangeChapter | None  # of a placement that stands
    held: str  # why nobody answers it now, though nobody has; empty where the lead may

    share_headings = sums.SHARE_HEADINGS

    @property
    def decision(self) -> Decision:
        """The decision that asks for the share."""
        return self.approval.decision

    @property
    def heading(self) -> str:
        """What stands over the outcome."""
        return wording.heading(self.decision)

    @property
    def outcome(self) -> str:
        """What was decided, in a few words."""
        return wording.outcome(self.decision)

    @property
    def statement(self) -> str:
        """What was agreed."""
        return wording.statement(self.decision)

    @property
    def how(self) -> str:
        """How it was decided: quorum and interests."""
        return f"{wording.quorum(self.decision)} {wording.interests(self.decision)}"

    @property
    def decided_when(self) -> str:
        """At which meeting, and when."""
        return presenters.decided_when(self.decision)

    @property
    def conditions(self) -> list[Fact]:
        """What must be done for the decision to stand."""
        return presenters.conditions(self.decision)

    @property
    def is_waiting(self) -> bool:
        """Whether the share is still to be approved or not."""
        return ApprovalStage(self.approval.stage) is ApprovalStage.WAITING and not self.held

    @property
    def is_approved(self) -> bool:
        """Whether it has been."""
        return ApprovalStage(self.approval.stage) is ApprovalStage.APPROVED

    @property
    def is_lapsed(self) -> bool:
        """Whether the agreement in principle lapsed before its agency answered."""
        return ApprovalStage(self.approval.stage) is ApprovalStage.LAPSED

    @property
    def may_approve(self) -> bool:
        """Whether every check passes, so that the button is there."""
        return self.is_waiting and all(check.passes is not False for check in self.checks)

    @property
    def confirmation(self) -> str:
        """What the approval did."""
        return presenters.confirmation(self.approval)

    @property
    def consequences(self) -> list[str]:
        """What approving would do."""
        return presenters.consequences(self.approval)

    @property
    def effect(self) -> str:
        """The words of the button."""
        return presenters.effect(self.approval)

    @property
    def is_last(self) -> bool:
        """Whether approving commits the money."""
        return presenters.is_last(self.approval)

    @property
    def whose(self) -> str:
        """What one press approves: the shares, by their agencies."""
        return together.whose(emergency.bound(self.approval))

    @property
    def workings(self) -> list[str]:
        """How the cost of the first year was worked out, and rounded."""
        return comparison.worked_out(self.cost)

    @property
    def ask(self) -> str:
        """What is asked, for the bar that stays in sight."""
        return f"Approve {together.in_words(emergency.bound(self.approval))} for {self.child}"

    @property
    def commits(self) -> str:
        """What it comes to, for the bar that stays in sight."""
        this_year = in_pounds(together.this_year(emergency.bound(self.approval)))
        if not self.is_last:
            return f"{this_year} this year. Committed at these shares once every agency approves."
        return f"{this_year} this year. Commits {in_pounds(self.cost.period_pence)} in total."


def approval_page(approval: ShareApproval, access: Access, *, at: datetime) -> ApprovalPage:
    """Return an approval's page for the lead of `access`; `approval` is fetched `in_full`."""
    decision, on, by = approval.decision, clock.date_of(at), access.person
    placement_request = decision.placement_request
    rules = requests.rules_for(placement_request, on=on)
    held = authority.fitting(approval, access, on=on)
    standpoint = checking.Standpoint(
        limits=held.limits.in_words(),
        over=authority.over(approval, held),
        clash=authority.clash(approval, placement_request, by, held.acts_for),
        junior=authority.too_junior(approval, held, rules),
        awaited=authority.short_of(approval, held, rules),
    )
    headrooms = headrooms_of(decision.approvals.all())
    headroom, unpermitted = headrooms.get(approval.pk), permitted.refusals(decision, rules.fund)
    is_warned = rules.fund.over_budget == "warn"
    checks = checking.checks(approval, standpoint, headroom, unpermitted, is_warned=is_warned)
    short = blocked(approval, headrooms, on=on)
    overspend = overspend_card(approval, short, rules.fund) if short else None
    cost = sums.cost(decision)
    return ApprovalPage(
        approval=approval,
        child=presenters.whom(decision, on=on),
        due=presenters.due(approval, on=on),
        due_tone=presenters.tone(approval, on=on),
        share=portions.of(decision.approvals.all())[approval.agency.code],
        cost=cost,
        amounts=sums.amounts(approval, cost),
        shares=sums.shares(decision),
        total=sums.total(decision),
        money=money_left.facts(headroom) if placement_request.stage == Stage.FUNDING else (),
        outlook=outlook(headroom.fund_year, placement_request.reference) if headroom else None,
        checks=checks,
        ways_out=checking.ways_out(checks, approval, headroom, may_go_over=overspend is not None),
        overspend=overspend,
        needs_consent=bool(unpermitted),
        consents=consents.facts(consents.given(decision)),
        change=changes.chapter(placement_request, access),
        held=_held(approval),
    )


def _held(approval: ShareApproval) -> str:
    """Say why a share that waits isn't answered now; empty where it can be."""
    request = approval.decision.placement_request
    if approval.stage != ApprovalStage.WAITING or request.stage == Stage.FUNDING:
        return ""
    if request.stage == Stage.DISPUTED:
        return "Agencies disagree who pays. No share is approved until that is settled."
    return f"It is at the stage “{request.get_stage_display()}”: no share of it is approved now."
