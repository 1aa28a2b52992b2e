"""Who decides and who pays between two meetings, as a panel's rules have it. Reads; never writes.

Need comes before money here too. Whom the rules name first finds the need: the chair, else the
coordinator, else whoever approves in an emergency. Then each paying agency approves its share, or,
where the rules leave that to one approver, that one approves all of them together.
"""

from collections.abc import Collection
from datetime import date, timedelta

from panel.agencies.access import Access
from panel.agencies.models import Agency, Person, Role
from panel.cases.models import PlacementOption, PlacementRequest, Urgency
from panel.cases.separation import part_of
from panel.cases.stages import Stage
from panel.cases.vocabulary import CostKind
from panel.decisions.models import Decision, ShareApproval
from panel.meetings.interests import is_interested
from panel.policies import calendars
from panel.policies.schema import Policy
from panel.policies.schema.decision import Emergency
from panel.presentation import formatting
from panel.working_days import ONE_DAY, count

HURRIED = frozenset({Stage.SUBMITTED, Stage.ADVICE, Stage.READY})  # may be taken as urgent
A_YEAR = timedelta(days=365)


def rules_about(placement_request: PlacementRequest) -> Policy:
    """Return the rules that a request lives under."""
    return placement_request.submitted_under.policy


def why_not(placement_request: PlacementRequest) -> str:
    """Return why the rules let nothing be decided between meetings; empty where they let it."""
    rules = rules_about(placement_request)
    if not rules.emergency.out_of_panel:
        return "The panel’s rules let nothing be decided between its meetings."
    if "ratified" not in rules.decision.outcomes:
        return (
            "What is decided between meetings has to be ratified, and the panel’s rules have no "
            "outcome “ratified”."
        )
    left = all_left_to_panel(placement_request)
    return " ".join(left) if len(left) == len(placement_request.options.all()) else ""


def not_to_take(placement_request: PlacementRequest) -> str:
    """Return why a request can't be taken as urgent now; empty where it can."""
    if placement_request.stage not in HURRIED:
        where = placement_request.get_stage_display()
        return f"It is at the stage “{where}”. Only what is on its way to a meeting can’t wait."
    return why_not(placement_request)


def left_to_panel(option: PlacementOption, rules: Policy) -> str:
    """Return which of an option's costs the rules leave to a meeting, in a sentence; else empty.

    Of the costs that only a panel agrees, transport is the one that a cost line tells apart.
    """
    costs = rules.authority.exceptional_costs
    kinds = {line.kind for line in option.cost_lines.all()}
    if "transport" in costs and CostKind.TRANSPORT in kinds:
        return f"Option {option.letter} pays for transport, which only a meeting agrees."
    return ""


def all_left_to_panel(placement_request: PlacementRequest) -> list[str]:
    """Return a sentence for each option that the rules leave to a meeting for one of its costs."""
    rules, options = rules_about(placement_request), placement_request.options.all()
    return [left for option in options if (left := left_to_panel(option, rules))]


def decider(rules: Emergency) -> Role:
    """Return whose holder finds the need between two meetings."""
    if "chair" in rules.out_of_panel_approvers:
        return Role.CHAIR
    if "coordinator" in rules.out_of_panel_approvers:
        return Role.COORDINATOR
    return Role.AGENCY_LEAD


def deciding_agencies(placement_request: PlacementRequest) -> list[Agency]:
    """Return the agencies whose leads decide, where leads do: those the rules name, or all."""
    named = [approver.agency for approver in rules_about(placement_request).emergency.approvers]
    agencies = placement_request.panel.agencies.order_by("code")
    return list(agencies.filter(code__in=named) if named else agencies)


def may_decide(access: Access, placement_request: PlacementRequest) -> bool:
    """Say whether a person holds the role that decides a request between two meetings."""
    role = decider(rules_about(placement_request).emergency)
    held = [
        seat
        for seat in access.appointments
        if (seat.role, seat.panel_id) == (role, placement_request.panel_id)
    ]
    if role != Role.AGENCY_LEAD:
        return bool(held)
    deciding = {agency.pk for agency in deciding_agencies(placement_request)}
    return any(seat.agency_id in deciding for seat in held)


def closed_to(access: Access, placement_request: PlacementRequest) -> str:
    """Return why a person can't decide a request between meetings now; empty where they can."""
    if placement_request.stage != Stage.URGENT:
        where = placement_request.get_stage_display()
        return f"It is at the stage “{where}”. What isn’t taken as urgent is for a meeting."
    if not may_decide(access, placement_request):
        return left_to(placement_request)
    return clash(placement_request.urgencies.latest("pk"), access.person)


def shut_out(access: Access, placement_request: PlacementRequest) -> str:
    """Return what of a person's own keeps them from deciding what would be theirs; else empty."""
    is_theirs = placement_request.stage == Stage.URGENT and may_decide(access, placement_request)
    return closed_to(access, placement_request) if is_theirs else ""


def left_to(placement_request: PlacementRequest) -> str:
    """Say to whom the rules leave it."""
    role = decider(rules_about(placement_request).emergency)
    return f"The panel’s rules leave that to its {role.label.lower()}."


def clash(urgency: Urgency, person: Person) -> str:
    """Return the sentence that keeps a person from deciding what is their own; empty if none.

    An interest counts that they declared when it was on an agenda. A coordinator whom the rules
    name may decide what they took as urgent: that is their part.
    """
    placement_request = urgency.placement_request
    if had := part_of(person, placement_request):
        return f"You {had}, so somebody else has to decide it."
    if is_interested(person, placement_request):
        return "You declared an interest in this request, so somebody else has to decide it."
    role = decider(rules_about(placement_request).emergency)
    if urgency.taken_by_id == person.pk and role != Role.COORDINATOR:
        return "You took this request as urgent, so somebody else has to decide it."
    return ""


def binders(approval: ShareApproval) -> list[Agency]:
    """Return the agencies whose leads may approve a share: its own, or those that do for all.

    Deciding between two meetings, a panel may leave it to one approver for every agency.
    """
    if not is_one_for_all(approval.decision):
        return [approval.agency]
    return deciding_agencies(approval.decision.placement_request)


def binding(approval: ShareApproval) -> list[int]:
    """Return the ids of those whose leads may approve a share."""
    return [agency.pk for agency in binders(approval)]


def bound(approval: ShareApproval) -> list[ShareApproval]:
    """Return the shares that approving one approves, or has approved: itself, or every one."""
    if not is_one_for_all(approval.decision):
        return [approval]
    others = (share for share in approval.decision.approvals.all() if share.pk != approval.pk)
    return [approval, *others]


def leads_decide(approval: ShareApproval) -> bool:
    """Say whether the rules name leads alone between meetings: they find the need, then pay."""
    if approval.decision.urgency_id is None:
        return False
    rules = rules_about(approval.decision.placement_request).emergency
    return decider(rules) == Role.AGENCY_LEAD


def days_to_approve(decision: Decision, days: int, *, on: date) -> int:
    """Return the working days that leads have to approve: no more than are left, and one at least.

    Args:
        days: what the rules give after a meeting.
    """
    if decision.urgency is None:
        return days
    until = min(decision.urgency.needed_on, on + A_YEAR)
    calendar = rules_about(decision.placement_request).calendar
    holidays = calendars.closed(calendar, on.year, on.year + 1)
    left = count(on + ONE_DAY, until, holidays)
    return max(1, min(days, left))


def in_words(placement_request: PlacementRequest, paying: Collection[str]) -> str:
    """Write who had to agree. `paying`: the names of the agencies that pay."""
    rules = rules_about(placement_request).emergency
    deciding = deciding_agencies(placement_request)
    if rules.each_payer:
        payers = [f"a lead of {name}" for name in sorted(paying)]
    else:
        names = " or ".join(agency.name for agency in deciding)
        payers = [f"a lead of {names} for every agency"]
    role = decider(rules)
    found = [] if role == Role.AGENCY_LEAD else [f"the {role.label.lower()}"]
    return f"Between meetings it takes {formatting.listed([*found, *payers])}."


def is_one_for_all(decision: Decision) -> bool:
    """Say whether one approver approves every agency's share of a decision."""
    if decision.urgency_id is None:
        return False
    return not rules_about(decision.placement_request).emergency.each_payer
