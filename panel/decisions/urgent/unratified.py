"""What was decided between meetings and the panel didn't ratify, until that is seen to. Reads.

Not to ratify undoes nothing (docs/adr/0010), so everybody who goes on with the case is told, and
it stays in the work of those who have to act until what the panel asked for has happened.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from panel import clock
from panel.cases.changes import overtaken
from panel.cases.models import PlacementRequest
from panel.cases.presenters.notices import Notice
from panel.cases.stages import FUNDED, Stage
from panel.meetings.models import FollowUp, Ratification
from panel.meetings.stages import RatificationStage
from panel.presentation import formatting
from panel.presentation.tones import Tone

TITLE = "The panel did not ratify this"


def unsettled() -> QuerySet[Ratification]:
    """Return what wasn't ratified and has neither ended nor, if it was to be, come back.

    A request comes back when one for the same child is sent to the panel after its answer: a new
    one, or one for a change of the placement. One that was withdrawn doesn't count.
    """
    since = sent_since(OuterRef("answered_at"))
    later = since.filter(child=OuterRef("urgency__placement_request__child"))
    later = later.exclude(pk=OuterRef("urgency__placement_request"))
    refused = Ratification.objects.select_related("urgency__placement_request").filter(
        stage=RatificationStage.REFUSED, urgency__placement_request__stage__in=sorted(FUNDED)
    )
    return refused.exclude(Q(follow_up=FollowUp.BRING_BACK) & Exists(later))


def sent_since(at: datetime | OuterRef) -> QuerySet[PlacementRequest]:
    """Return the requests sent to a panel after a moment, and not withdrawn."""
    return PlacementRequest.objects.filter(submitted_at__gt=at).exclude(stage=Stage.WITHDRAWN)


def of(placement_request: PlacementRequest) -> Ratification | None:
    """Return what is still to be seen to of one request; None where nothing is."""
    if Stage(placement_request.stage) not in FUNDED:
        return None
    return unsettled().filter(urgency__placement_request=placement_request).first()


def requests() -> QuerySet[PlacementRequest]:
    """Return the requests of which something is still to be seen to."""
    return PlacementRequest.objects.filter(pk__in=unsettled().values("urgency__placement_request"))


def notice(placement_request: PlacementRequest) -> Notice | None:
    """Return the warning for the pages of a case and its placement; None where none is due."""
    return warning(of(placement_request))


def warning(refused: Ratification | None) -> Notice | None:
    """Return the warning of what is still to be seen to; None where nothing is."""
    if refused is None:
        return None
    assert refused.answered_at is not None, "What was refused was answered."
    day = formatting.day(clock.date_of(refused.answered_at))
    replaced = overtaken.replaced(refused.urgency.placement_request)
    words = f"It said so on {day}. What was paid stays paid. {what_follows(refused)} {replaced}"
    return Notice(TITLE, words.strip(), Tone.WARN)


def what_follows(refused: Ratification) -> str:
    """Say in a sentence what has to happen, and who does it."""
    if refused.follow_up == FollowUp.BRING_BACK:
        return "Bring it back as an ordinary request: its referrer sends one to the panel."
    return "End the placement: the coordinator does."
