"""Questions about clocks and notices."""

from datetime import date, datetime

from django.db.models import QuerySet

from panel.deadlines.models import Clock, Notice


def open_clocks(subject: str) -> QuerySet[Clock]:
    """Return the clocks that run for a case, the one to be worked to first at the head."""
    running = Clock.objects.filter(subject=subject, stopped_at=None)
    return running.prefetch_related("exceptions").order_by("operational_on", "pk")


def clocks_of(subject: str) -> QuerySet[Clock]:
    """Return every clock of a case, running or stopped, in the order they were started."""
    clocks = Clock.objects.filter(subject=subject).select_related("owner_agency")
    return clocks.prefetch_related("exceptions").order_by("pk")


def due_within(*, panel_id: int, first: date, last: date) -> QuerySet[Clock]:
    """Return a panel's running clocks to be worked to from `first` to `last`, both included.

    Overdue ones lie before `first`: ask from `date.min`.
    """
    return Clock.objects.filter(
        panel_id=panel_id, stopped_at=None, operational_on__range=(first, last)
    ).order_by("operational_on", "pk")


def unsent_since(moment: datetime) -> QuerySet[Notice]:
    """Return the notices due by `moment` that are neither sent nor dropped: work stuck."""
    return Notice.objects.filter(sent_at=None, dropped_at=None, due_at__lte=moment)
