"""What marks a case in a list beside its stage: that what was decided on it is challenged.

Challenges are kept above this room, in `decisions`, and reached by the names they give a request,
as interests are in `visibility`.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from panel.cases.models import PlacementRequest
from panel.cases.vocabulary.challenges import OVERTURNING

CHALLENGED = "Decision challenged"
_COUNTS = Q(decisions__challenges__stage="open") | Q(
    decisions__challenges__outcome__in=sorted(OVERTURNING)
)


def flagged(requests: QuerySet[PlacementRequest]) -> QuerySet[PlacementRequest]:
    """Fetch with each request whether a challenge to it is open, or was right."""
    challenged = PlacementRequest.objects.filter(_COUNTS, pk=OuterRef("pk"))
    return requests.annotate(is_challenged=Exists(challenged))


def words(placement_request: PlacementRequest) -> str:
    """Return what a list says beside a stage; nothing of a request not fetched `flagged`."""
    return CHALLENGED if getattr(placement_request, "is_challenged", False) else ""
