"""Questions about decisions, approvals and records. Nothing here writes."""

from django.db.models import Q, QuerySet

from panel.agencies.access import Access, Permission
from panel.decisions.models import DecisionRecord, ShareApproval


def approvals_visible_to(access: Access) -> QuerySet[ShareApproval]:
    """Return the approvals of a panel's requests, for whoever reads all its cases."""
    seen = Q(pk__in=[])
    for grant in access.reach(Permission.CASE_READ):
        if grant.agency_id is None:
            seen |= Q(decision__placement_request__panel_id=grant.panel_id)
    return ShareApproval.objects.filter(seen)


def records_visible_to(access: Access) -> QuerySet[DecisionRecord]:
    """Return the records of a panel, or, for an agency's role, of the requests it made."""
    seen = Q(pk__in=[])
    for grant in access.reach(Permission.RECORD_READ):
        on_panel = Q(decision__placement_request__panel_id=grant.panel_id)
        if grant.agency_id is not None:
            on_panel &= Q(decision__placement_request__referring_agency_id=grant.agency_id)
        seen |= on_panel
    return DecisionRecord.objects.filter(seen)
