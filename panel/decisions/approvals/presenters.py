"""An agency's approval of its share: what its lead must know before pressing the button."""

from collections.abc import Iterable
from datetime import date

from panel import clock
from panel.decisions.approvals import together
from panel.decisions.models import Decision, DecisionRecord, ShareApproval
from panel.decisions.outcomes import wording
from panel.decisions.stages import ApprovalStage, RenderingStage
from panel.decisions.urgent import emergency
from panel.money import Pence, in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Row
from panel.presentation.tones import Tone, of_state

HEADINGS = ("Request", "What was agreed", "A week", "First year", "Due", "Stage")


def rows(approvals: Iterable[ShareApproval], *, on: date) -> list[Row]:
    """Return the lines of a list of approvals."""
    return [
        Row(
            heading=str(approval.decision.placement_request),
            address=f"/approvals/{approval.pk}/",
            cells=(
                Cell(
                    approval.decision.option.provider if approval.decision.option else "",
                    note=whom(approval.decision, on=on),
                ),
                Cell(in_pounds(Pence(approval.weekly_pence)), note=f"for {approval.agency}"),
                Cell(in_pounds(Pence(approval.this_year_pence))),
                Cell(formatting.short_day(approval.due_on)),
                Cell(ApprovalStage(approval.stage).label, tone=tone(approval, on=on)),
            ),
        )
        for approval in approvals
    ]


def whom(decision: Decision, *, on: date) -> str:
    """Name the child as pages may: `Q.Z., age 13`."""
    child = decision.placement_request.child
    return f"{child.initials}, age {child.age(on)}"


def tone(approval: ShareApproval, *, on: date) -> str:
    """Return the tone of an approval's tag: late is bad."""
    is_late = approval.stage == ApprovalStage.WAITING and approval.due_on < on
    return Tone.BAD if is_late else of_state(approval.stage)


def due(approval: ShareApproval, *, on: date) -> str:
    """Say when it is due, as its tag does: `Due tomorrow, 24 November 2026`."""
    left = (approval.due_on - on).days
    when = {0: "Due today", 1: "Due tomorrow"}.get(left, "Due" if left > 0 else "Was due")
    separator = " " if when in ("Due", "Was due") else ", "
    return f"{when}{separator}{formatting.day(approval.due_on)}"


def consequences(approval: ShareApproval) -> list[str]:
    """Return what happens when this lead approves."""
    decision = approval.decision
    if others := [share.agency.name for share in _left_by(approval)]:
        return [
            f"Your approval is recorded. {formatting.listed(others)} still has to approve."
            if len(others) == 1
            else f"Your approval is recorded. {formatting.listed(others)} still have to approve.",
            "The money is committed at these shares once every agency has.",
        ]
    pence = together.this_year(decision.approvals.all())
    return [
        f"{in_pounds(pence)} is committed in the fund.",
        "The decision record is frozen, then printed, sealed and entered in the register.",
        "The referrer is told.",
    ]


def effect(approval: ShareApproval) -> str:
    """Return the words of the button: what pressing it does."""
    shares = emergency.bound(approval)
    if is_last(approval) and len(shares) == 1:
        return "Approve and commit"
    return f"Approve {together.whose(shares)}"


def is_last(approval: ShareApproval) -> bool:
    """Say whether approving it leaves none missing."""
    return approval.stage == ApprovalStage.WAITING and not _left_by(approval)


def _left_by(approval: ShareApproval) -> list[ShareApproval]:
    """Return the shares that are missing still once this one is approved."""
    bound = {share.pk for share in emergency.bound(approval)}
    return [
        share
        for share in approval.decision.approvals.all()
        if share.pk not in bound and share.stage != ApprovalStage.APPROVED
    ]


def confirmation(approval: ShareApproval) -> str:
    """Return what the green panel says after an approval."""
    shares = list(approval.decision.approvals.all())
    waiting = [share.agency.name for share in shares if share.stage != ApprovalStage.APPROVED]
    if waiting:
        others = formatting.listed(waiting)
        return f"The last approval commits the money: waiting for {others}."
    pence = Pence(sum(share.this_year_pence for share in shares))
    made = " ".join(record_state(record) for record in approval.decision.records.all())
    return f"{in_pounds(pence)} is committed. {made}"


def record_state(record: DecisionRecord) -> str:
    """Say whether a record's PDF is there: issued, being made, or not made and why."""
    rendering = record.rendering
    if rendering.stage == RenderingStage.ISSUED:
        return f"Decision record {record.number} is issued."
    if rendering.last_error:
        tried = formatting.count(rendering.attempts, "time")
        return f"Decision record {record.number} could not be made yet, tried {tried}."
    return f"Decision record {record.number} is being made."


def conditions(decision: Decision) -> list[Fact]:
    """Return what must be done for the decision to stand."""
    return [
        Fact(
            condition["what"],
            f"{condition['owner']}, by {formatting.day(date.fromisoformat(condition['due_on']))}",
        )
        for condition in decision.conditions
    ]


def decided_when(decision: Decision) -> str:
    """Return at which meeting, if at one, and when."""
    return f"{wording.where(decision)}, {formatting.day(clock.date_of(decision.decided_at))}"
