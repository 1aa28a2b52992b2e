"""Who read what of whose case: the questions of the page of reads. Nothing here writes."""

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from panel.agencies.access import Access, Permission
from panel.agencies.models import Appointment, Person
from panel.audit.models import ReadEvent
from panel.cases.models import EmergencyAccess, PlacementRequest
from panel.clock import LONDON


def visible_to(access: Access) -> QuerySet[ReadEvent]:
    """Return the reads by everybody who ever held a role on the panels whose reads one may see.

    Not what the same people read of another panel's cases.
    """
    seen = access.rows(Permission.READS_READ)
    readers = Appointment.objects.filter(seen).values("person__username")
    elsewhere = PlacementRequest.objects.filter(~seen, reference=OuterRef("subject"))
    return ReadEvent.objects.filter(~Exists(elsewhere), by__in=readers)


def matching(
    reads: QuerySet[ReadEvent], *, by: str, subject: str, since: date | None
) -> QuerySet[ReadEvent]:
    """Narrow by reader, by reference and by the first day; empty is any."""
    if by.strip():
        people = Person.objects.filter(
            Q(name__icontains=by.strip()) | Q(username__icontains=by.strip())
        )
        reads = reads.filter(by__in=people.values("username"))
    if subject.strip():
        reads = reads.filter(subject__icontains=subject.strip())
    if since is not None:
        reads = reads.filter(at__gte=datetime.combine(since, time.min, LONDON))
    return reads


def emergencies_visible_to(access: Access) -> QuerySet[EmergencyAccess]:
    """Return the emergency accesses to cases of those panels, the latest first."""
    seen = access.rows(Permission.READS_READ, panel="placement_request__panel")
    opened = EmergencyAccess.objects.filter(seen).select_related("placement_request", "opened_by")
    return opened.order_by("-opened_at", "-pk")
