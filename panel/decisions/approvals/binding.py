"""Which shares a person may bind: their own agency's, or all where one approver does for all."""

from django.db.models import Q

from panel.agencies.access import Access, Permission
from panel.agencies.models import Agency
from panel.policies.models import PolicyVersion

_REQUEST = "decision__placement_request"


def bound_by(access: Access) -> Q:
    """Return the filter of the shares that a person's roles may approve or refuse.

    It says of rows what `emergency.binding` says of one share.
    """
    own = access.rows(Permission.SHARE_APPROVE, panel=f"{_REQUEST}__panel")
    panels = {grant.panel_id for grant in access.reach(Permission.SHARE_APPROVE)}
    versions = PolicyVersion.objects.filter(panel__in=panels)
    for_all = [version for version in versions if not version.policy.emergency.each_payer]
    if not for_all:
        return own
    held = _held(access)
    theirs = [version for version in for_all if held & _named(version)]
    urgent = Q(decision__urgency__isnull=False)
    left_to_one = urgent & Q(**{f"{_REQUEST}__policy__in": for_all})
    return (own & ~left_to_one) | (urgent & Q(**{f"{_REQUEST}__policy__in": theirs}))


def _held(access: Access) -> set[tuple[int, str]]:
    """Return the panels and agency codes for which a person approves."""
    agencies = Agency.objects.filter(pk__in=access.agencies(Permission.SHARE_APPROVE))
    codes = dict(agencies.values_list("pk", "code"))
    return {
        (grant.panel_id, codes[grant.agency_id])
        for grant in access.reach(Permission.SHARE_APPROVE)
        if grant.agency_id is not None
    }


def _named(version: PolicyVersion) -> set[tuple[int, str]]:
    """Return the approvers whom rules name, by their panel and their agency's code."""
    return {(version.panel_id, named.agency) for named in version.policy.emergency.approvers}
