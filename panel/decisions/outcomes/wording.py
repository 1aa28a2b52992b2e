"""How a decision is put in words, wherever it is shown."""

from panel import clock
from panel.cases.placements import queries as placement_queries
from panel.decisions.models import Decision, Outcome
from panel.decisions.stages import ApprovalStage
from panel.decisions.urgent import emergency
from panel.presentation import formatting


def outcome(decision: Decision) -> str:
    """Return what was decided: `Agreed with 2 conditions`."""
    conditions = len(decision.conditions)
    if decision.outcome == Outcome.AGREED_WITH_CONDITIONS and conditions:
        return f"Agreed with {formatting.count(conditions, 'condition')}"
    return Outcome(decision.outcome).label


def heading(decision: Decision) -> str:
    """Return what stands over an outcome: the panel decided nothing between its meetings."""
    return "What the panel decided" if decision.item else "What was decided between meetings"


def statement(decision: Decision) -> str:
    """Return what was agreed, from when to when, and what it changes; or to whom it is referred.

    Empty of what is neither agreed nor referred on.
    """
    option = decision.option
    if option is None:
        body = decision.referred_to.removesuffix(".")
        return f"It is now for this body to decide: {body}." if body else ""
    where = f"{option.get_setting_display()} at {option.provider}"
    if option.starts_on is None or option.ends_on is None:
        return f"{where}."
    where = f"{where}, {formatting.count(option.weeks_per_year, 'week')} a year"
    if change := placement_queries.change_asked(decision.placement_request):
        first, last = formatting.day(option.starts_on), formatting.day(option.ends_on)
        what = f"{change.get_kind_display()} from {first}"
        return (
            f"{what} for the placement that runs already, {change.placement}: {where}, to {last}."
        )
    return f"{where}, from {formatting.day_range(option.starts_on, option.ends_on)}."


def endorsement(decision: Decision) -> str:
    """Return until when what was agreed in principle can be endorsed, or what came of it."""
    if decision.lapses_on is None:
        return ""
    last_day, approvals = formatting.day(decision.lapses_on), decision.approvals.all()
    stages = {ApprovalStage(approval.stage) for approval in approvals}
    if ApprovalStage.LAPSED in stages:
        return f"Agreed in principle until {last_day}, not endorsed by then, and so lapsed."
    if stages == {ApprovalStage.APPROVED}:
        last = max(approval.approved_at for approval in approvals if approval.approved_at)
        return f"Agreed in principle, and endorsed on {formatting.day(clock.date_of(last))}."
    return (
        f"Agreed in principle: it lapses unless every agency that pays endorses it by {last_day}."
    )


def why_deferred(decision: Decision) -> str:
    """Return for which of the rules' reasons it was deferred, and who is named for a late plan.

    Empty where it wasn't, or was for want of a quorum.
    """
    lead = decision.late_signed_off_by
    late = f"The chair recorded that {lead.name} agreed to a late plan." if lead else ""
    why = f"{decision.deferral_reason}." if decision.deferral_reason else ""
    return f"{why} {late}".strip()


def where(decision: Decision) -> str:
    """Return at which meeting it was decided, or that it was at none."""
    return str(decision.item.meeting) if decision.item else "Between meetings"


def as_what(decision: Decision) -> str:
    """Return as the holder of which role whoever decided did so."""
    if decision.item is not None:
        return "chair"
    rules = emergency.rules_about(decision.placement_request).emergency
    return emergency.decider(rules).label.lower()


def quorum(decision: Decision) -> str:
    """Return how the quorum stood when the outcome was recorded."""
    if decision.item is None:
        return f"It couldn’t wait for a meeting. {decision.quorum['rule']}"
    counted = formatting.count(decision.quorum["counted"], "person", "people")
    if missing := decision.quorum["missing"]:
        return f"The panel was not quorate. {' '.join(missing)}"
    return f"Quorum was met: {counted} counted."


def interests(decision: Decision) -> str:
    """Return how many interests were declared in the item; nothing where there was none."""
    if decision.item is None:
        return ""
    declared = len(decision.item.interests.all())
    if not declared:
        return "No interest was declared in this item."
    return f"{formatting.count(declared, 'interest')} declared: see the record."
