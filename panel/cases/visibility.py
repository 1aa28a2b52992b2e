"""Which requests a person sees: what roles open, less what a single case keeps from them.

Lists, look-ups, pages and API of every app ask here; whoever builds a queryset of something that
belongs to a request narrows it by `open_to`. Two things close a case to somebody whose role would
open it: an interest for which they leave, and a restriction that doesn't name them.
"""

from django.db.models import Q, QuerySet

from panel.agencies.access import Access, Permission
from panel.cases.models import Advice, EmergencyAccess, PlacementRequest, Restriction

LEAVES = "leave"  # the level of an interest that closes a case; see `meetings.models.Recusal`


def visible_to(access: Access) -> QuerySet[PlacementRequest]:
    """Return the requests a person may see: those of their roles that aren't closed to them."""
    return of_roles(access).filter(open_to(access, "pk"))


def of_roles(access: Access) -> QuerySet[PlacementRequest]:
    """Return the requests that a person's roles open.

    With a panel-wide role, all that was ever sent to the panel. Referrers see what their agency
    made, drafts too; advisers what their agency was asked to advise on.
    """
    sent = Q(panel__in=access.panels(Permission.CASE_READ), submitted_at__isnull=False)
    made = access.rows(Permission.REQUEST_WRITE, agency="referring_agency")
    asked = access.rows(Permission.ADVICE_GIVE, panel="placement_request__panel")
    advised = Advice.objects.filter(asked).values("placement_request_id")
    return PlacementRequest.objects.filter(sent | made | Q(pk__in=advised))


def open_to(access: Access, path: str) -> Q:
    """Return the filter of rows whose request isn't closed to a person.

    Args:
        path: leads from such a row to its request, such as `decision__placement_request`.
    """
    interested = with_interest(access).values("pk")
    return not_restricted(access, path) & ~Q(**{f"{path}__in": interested})


def not_restricted(access: Access, path: str) -> Q:
    """Return the filter of rows whose request isn't kept to others; an interest is no matter."""
    kept = restricted_from(access).values("placement_request_id")
    return ~Q(**{f"{path}__in": kept})


def restricted_from(access: Access) -> QuerySet[Restriction]:
    """Return the restrictions in force that shut a person out, their emergencies left aside."""
    person = access.person
    in_force = Restriction.objects.filter(lifted_at=None).exclude(named=person.pk)
    if access.at is None:
        return in_force
    opened = EmergencyAccess.objects.filter(opened_by=person.pk, open_until__gt=access.at)
    return in_force.exclude(placement_request__in=opened.values("placement_request_id"))


def with_interest(access: Access) -> QuerySet[PlacementRequest]:
    """Return the requests that a person leaves for an interest in, at whatever meeting."""
    return PlacementRequest.objects.filter(
        agenda_items__interests__person=access.person.pk, agenda_items__interests__level=LEAVES
    )


def shown_by_reference(access: Access) -> QuerySet[PlacementRequest]:
    """Return the requests of which a list tells a person the reference and nothing else."""
    interested = with_interest(access).values("pk")
    return of_roles(access).filter(not_restricted(access, "pk"), pk__in=interested)
