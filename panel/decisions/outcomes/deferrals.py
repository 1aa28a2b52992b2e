"""Why an item may be deferred, until when that leaves time for the child's plan, and what follows.

Reads; never writes.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.deadlines import queries as clocks
from panel.deadlines import rules as law
from panel.deadlines.models import Clock
from panel.decisions.outcomes.document import OutcomePart
from panel.meetings import lateness, taking
from panel.meetings import queries as agendas
from panel.meetings.models import Meeting
from panel.meetings.stages import MeetingStage
from panel.parsing import Fault
from panel.policies.schema import Policy
from panel.presentation import formatting


def latest_safe(running: Iterable[Clock]) -> date | None:
    """Return the last day on which a panel leaves time for the child's plan; None if none is due.

    Derived from EHC-05, the final plan's date: see `rules.LATEST_SAFE_PANEL`.

    Args:
        running: the clocks that run for the case.
    """
    plan = next((clock for clock in running if clock.rule_id == law.EHC_05.id), None)
    return law.latest_safe_panel(plan.due_on, ()).due_on if plan else None


def next_meeting(placement_request: PlacementRequest, *, after: datetime) -> Meeting | None:
    """Return the panel's first meeting after a moment that still takes a request then.

    One from whose agenda the request was withdrawn doesn't take it again.
    """
    planned = (
        Meeting.objects.filter(
            panel=placement_request.panel_id, stage=MeetingStage.PLANNED, starts_at__gt=after
        )
        .exclude(items__placement_request=placement_request)
        .select_related("panel")
    )
    return next((one for one in agendas.upcoming(planned) if _takes(one, at=after)), None)


def listed_at(placement_request: PlacementRequest, *, at: datetime) -> Meeting | None:
    """Return the meeting that takes by itself what is brought back at a moment; None if none."""
    rules = requests.rules_for(placement_request, on=clock.date_of(at)).decision
    return next_meeting(placement_request, after=at) if rules.deferral_next_meeting else None


def _takes(meeting: Meeting, *, at: datetime) -> bool:
    """Say whether what is listed at a moment is in time for a meeting, and has room there."""
    return lateness.of(meeting, at=at) is None and not taking.full(meeting)


def faults(
    placement_request: PlacementRequest, outcome: OutcomePart, rules: Policy, *, is_quorate: bool
) -> Iterator[Fault]:
    """Yield what a deferral lacks under the panel's rules; want of a quorum is reason enough."""
    reasons = rules.decision.deferral_reasons
    is_among = outcome.deferral_reason in reasons or not reasons
    if not is_among and (is_quorate or outcome.deferral_reason):
        named = " or ".join(f"“{reason}”" for reason in reasons)
        why = f"Say for which of the reasons that the rules have it is deferred: {named}."
        yield Fault("/deferral_reason", why)
    held_at = placement_request.agenda_items.latest("pk").meeting.starts_at
    panel_id, lead_id = placement_request.panel_id, outcome.late_signed_off_by
    leads = people.holders(Role.AGENCY_LEAD, panel_id=panel_id, on=clock.date_of(held_at))
    if lead_id is not None and lead_id not in {lead.pk for lead in leads}:
        only = "Only a lead of one of the panel’s agencies signs off that a plan will be late."
        yield Fault("/late_signed_off_by", only)
    safe = latest_safe(clocks.open_clocks(placement_request.reference))
    following = next_meeting(placement_request, after=held_at)
    in_time = following is not None and safe and clock.date_of(following.starts_at) <= safe
    if safe is not None and not in_time and lead_id is None:
        yield Fault("/late_signed_off_by", _late(safe, following))


def _late(safe_on: date, following: Meeting | None) -> str:
    when = "no meeting that still takes it is planned"
    if following:
        when = f"the next meeting is on {formatting.day(following.starts_at)}"
    return (
        f"After {formatting.day(safe_on)} no time is left for the child’s plan, and {when}. "
        "Name the agency lead who signs off that the plan will be late."
    )
