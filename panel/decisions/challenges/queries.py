"""Questions about challenges to decisions. Nothing here writes."""

from django.db.models import Q, QuerySet

from panel.agencies.access import Access, Permission
from panel.cases import visibility
from panel.cases.models import PlacementRequest
from panel.cases.vocabulary.challenges import OVERTURNING
from panel.deadlines import queries as clocks
from panel.deadlines.models import Clock
from panel.decisions.challenges import times
from panel.decisions.models import Challenge, Decision
from panel.decisions.stages import ChallengeStage

CHALLENGE = "challenge/"  # how `Challenge.key` begins


def visible_to(access: Access) -> QuerySet[Challenge]:
    """Return the challenges to a panel's decisions, for whoever reads all its cases."""
    read = Challenge.objects.filter(
        decision__placement_request__panel__in=access.panels(Permission.CASE_READ)
    )
    return in_full(read.filter(visibility.open_to(access, "decision__placement_request")))


def challenges_to(placement_request: PlacementRequest) -> QuerySet[Challenge]:
    """Return the challenges to what was decided on a request, the first at the head."""
    challenges = Challenge.objects.filter(decision__placement_request=placement_request)
    return in_full(challenges).order_by("number")


def is_overturned(placement_request: PlacementRequest) -> bool:
    """Say whether a challenge to what was decided last was right."""
    last = Decision.objects.filter(placement_request=placement_request).order_by("-pk")[:1]
    fallen = Challenge.objects.filter(outcome__in=sorted(OVERTURNING))
    return fallen.filter(decision__in=last.values("pk")).exists()


def challenged(found: QuerySet[PlacementRequest]) -> QuerySet[PlacementRequest]:
    """Narrow to requests with a challenge that is open, or of which something is still owed."""
    ordered = owed().filter(rule_id__in=times.STEPS).values("subject")
    is_open = Q(decisions__challenges__stage=ChallengeStage.OPEN)
    return found.filter(is_open | Q(reference__in=ordered)).distinct()


def owed() -> QuerySet[Clock]:
    """Return the clocks that run because any decision is challenged."""
    return Clock.objects.filter(stopped_at=None, key__startswith=CHALLENGE)


def in_full(challenges: QuerySet[Challenge]) -> QuerySet[Challenge]:
    """Fetch with each challenge what its card shows."""
    return challenges.select_related(
        "decision__placement_request__policy",
        "decision__item__meeting",
        "heard_by",
        "ended_by",
    )


def clocks_of(challenge: Challenge) -> QuerySet[Clock]:
    """Return the clocks that run because a decision is challenged."""
    subject = challenge.decision.placement_request.reference
    return clocks.open_clocks(subject).filter(key=challenge.key)


def steps_of(challenge: Challenge) -> QuerySet[Clock]:
    """Return those that run until the coordinator says that something was done."""
    return clocks_of(challenge).filter(rule_id__in=times.STEPS)
