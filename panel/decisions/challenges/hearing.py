"""Who may hear a case again whose decision was challenged: somebody who had no part in it.

Reads; never writes.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from panel.agencies import queries as people
from panel.agencies.models import Person, Role
from panel.cases.vocabulary.challenges import OVERTURNING, ChallengeKind, ChallengeOutcome
from panel.decisions.challenges.document import ChallengeEndPart
from panel.decisions.models import Challenge, Decision, ShareApproval
from panel.decisions.urgent import emergency
from panel.meetings.models import AgendaItem, Attendance, Position
from panel.parsing import Fault
from panel.policies.schema.afterwards import Appeal


def chairs(decision: Decision, *, on: date) -> list[Person]:
    """Return the panel's chairs who had no part in a decision, by name."""
    held = people.holders(Role.CHAIR, panel_id=decision.placement_request.panel_id, on=on)
    involved = involved_in(decision)
    return sorted((one for one in held if one.pk not in involved), key=lambda one: one.name)


def involved_in(decision: Decision) -> set[int]:
    """Return the ids of those who had a part in a decision.

    They chaired it or its ratification, gave a position, advised, approved a share or recorded it.
    """
    items = AgendaItem.objects.filter(
        Q(decision=decision) | Q(ratifies__urgency__decision=decision)
    )
    chaired = Attendance.objects.filter(
        meeting__items__in=items, role=Role.CHAIR, is_present=True
    ).values_list("person_id", flat=True)
    gave = Position.objects.filter(item__in=items).values_list("person_id", flat=True)
    advised = decision.placement_request.advice.exclude(given_by=None)
    approved = ShareApproval.ever_asked.filter(decision=decision).exclude(approved_by=None)
    return {
        decision.decided_by_id,
        *chaired,
        *gave,
        *advised.values_list("given_by_id", flat=True),
        *approved.values_list("approved_by_id", flat=True),
    }


def is_closed_to(item: AgendaItem, person: Person) -> bool:
    """Say whether somebody had a part in an earlier decision on this request that a review undid.

    So it is where the rules have another chair hear a review. What the Tribunal, a mediation or a
    complaint brings about shuts nobody out, nor does a review by an independent panel.
    """
    rules = emergency.rules_about(item.placement_request)
    if rules.appeal.heard_by != "uninvolved_chair":
        return False
    fallen = Challenge.objects.filter(
        decision__placement_request=item.placement_request_id,
        kind=ChallengeKind.REVIEW,
        outcome__in=OVERTURNING,
    ).exclude(decision__item__gte=item.pk)
    return any(
        person.pk in involved_in(challenge.decision)
        for challenge in fallen.select_related("decision__placement_request")
    )


def faults(
    challenge: Challenge, end: ChallengeEndPart, rules: Appeal, *, on: date
) -> Iterator[Fault]:
    """Yield what is wrong with who is said to have heard a challenge, under the panel's rules."""
    if challenge.kind != ChallengeKind.REVIEW:
        if end.heard_by is not None or end.heard_elsewhere:
            yield Fault("/heard_by", "Only the panel’s own review names who heard it.")
    elif end.outcome is ChallengeOutcome.TAKEN_BACK:
        return
    elif rules.heard_by == "independent_panel":
        if not end.heard_elsewhere:
            named = "Name the independent panel that heard it, as the panel’s rules ask."
            yield Fault("/heard_elsewhere", named)
    elif end.heard_by not in {chair.pk for chair in chairs(challenge.decision, on=on)}:
        chair = (
            "Name a chair who heard it and had no part in the decision, as the panel’s rules ask."
        )
        yield Fault("/heard_by", chair)
