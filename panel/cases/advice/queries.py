"""Questions about the advice given on a request. Nothing here writes."""

from panel.agencies.access import Access, Permission
from panel.cases.advice import fingerprint
from panel.cases.models import (
    Advice,
    PlacementRequest,
)
from panel.cases.stages import AdviceStage


def kept_from(access: Access, placement_request: PlacementRequest) -> set[int]:
    """Return the ids of the advice whose words a person may not read, or not yet.

    Each agency writes alone: until the latest round is in, its advice is for that agency only.
    Afterwards it is for those who read that agency's advice.
    """
    advice = list(placement_request.advice.all())
    kept = {given.pk for given in advice if not _is_for(access, placement_request, given)}
    latest = {given.agency_id: given for given in advice}
    if all(given.stage == AdviceStage.GIVEN for given in latest.values()):
        return kept
    own = {seat.agency_id for seat in access.appointments}
    return kept | {given.pk for agency_id, given in latest.items() if agency_id not in own}


def _is_for(access: Access, placement_request: PlacementRequest, advice: Advice) -> bool:
    panel_id, agency_id = placement_request.panel_id, advice.agency_id
    return access.may(Permission.ADVICE_READ, panel_id=panel_id, agency_ids=[agency_id])


def latest_advice(placement_request: PlacementRequest) -> list[Advice]:
    """Return the latest round of each agency's advice, in the order of their codes."""
    advice = placement_request.advice.select_related("agency").order_by("agency__code", "-round")
    return list(advice.distinct("agency__code"))


def outdated(placement_request: PlacementRequest) -> list[Advice]:
    """Return the advice that was given on something else than the request as it stands now."""
    given = [
        advice
        for advice in latest_advice(placement_request)
        if advice.stage == AdviceStage.GIVEN and advice.shown_sha256
    ]
    if not given:
        return []  # to tell what it is now takes as many queries as there are tables
    shown = fingerprint.of(placement_request)
    return [advice for advice in given if advice.shown_sha256 != shown]
