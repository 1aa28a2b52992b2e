"""What one reader may do next with a case where it meets meetings and money."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from panel import clock
from panel.agencies.access import Access, Permission
from panel.cases import next_steps
from panel.cases import queries as requests
from panel.cases.asked import newer_rules
from panel.cases.changes import possible as changes
from panel.cases.models import Placement, PlacementRequest
from panel.cases.next_steps import Action
from panel.cases.stages import OPEN, Stage
from panel.decisions import queries
from panel.decisions.disputes import ladder
from panel.decisions.models import Dispute
from panel.decisions.outcomes import deferrals
from panel.decisions.outcomes.presenters import named
from panel.decisions.stages import DisputeStage
from panel.decisions.urgent import emergency
from panel.meetings.models import FollowUp, Ratification


def actions(
    placement_request: PlacementRequest,
    access: Access,
    *,
    refused: Ratification | None,
    at: datetime,
) -> list[Action]:
    """Return what this person may do now, the most wanted first. The doorways ask again.

    Args:
        refused: what the panel didn't ratify of it and is still to be seen to, if anything.
    """
    on = clock.date_of(at)
    return [
        *_to_put_right(placement_request, access, refused, on=on),
        *_to_bring_back(placement_request, access, at=at),
        *next_steps.actions(placement_request, access),
        *_to_list(placement_request, access),
        *_to_hasten(placement_request, access),
        *_to_consider(placement_request, access),
        *_to_approve(placement_request, access),
        *_to_move_to_newer_rules(placement_request, access, on=on),
        *_to_let_lapse(placement_request, access, on=on),
        *_to_settle(placement_request, access),
    ]


def may_withdraw(placement_request: PlacementRequest, access: Access) -> bool:
    """Say whether this person may take the request back now."""
    may_write = access.may(
        Permission.REQUEST_WRITE,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )
    return may_write and Stage(placement_request.stage) in OPEN


def _to_put_right(
    placement_request: PlacementRequest,
    access: Access,
    refused: Ratification | None,
    *,
    on: date,
) -> Iterator[Action]:
    """Offer what the panel asked for when it didn't ratify."""
    if refused is None:
        return
    panel_id, reference = placement_request.panel_id, placement_request.reference
    if refused.follow_up == FollowUp.END_PLACEMENT:
        if access.may(Permission.PLACEMENT_RUN, panel_id=panel_id):
            yield Action("End the placement", reverse("placement-end", args=[reference]))
        return
    agency_ids = [placement_request.referring_agency_id]
    if access.may(Permission.REQUEST_WRITE, panel_id=panel_id, agency_ids=agency_ids):
        placement: Placement | None = getattr(placement_request, "placement", None)
        if placement is None:
            yield Action("Bring it back", reverse("request-new"))
        else:
            yield from _to_change(placement, access, on=on)


def _to_change(placement: Placement, access: Access, *, on: date) -> Iterator[Action]:
    """Offer to ask for a change, or the way to the request that keeps one from being asked for."""
    rules = requests.rules_for(placement.placement_request, on=on)
    askable = changes.askable(placement, rules, access)
    if askable.kinds:
        yield Action("Bring it back", reverse("placement-change", args=[placement]))
        return
    for link in filter(None, (hindrance.link for hindrance in askable.why_not)):
        yield Action(f"{link.words}, which asks for a change already", link.address)


def _to_bring_back(
    placement_request: PlacementRequest, access: Access, *, at: datetime
) -> Iterator[Action]:
    may_check = access.may(Permission.REQUEST_CHECK, panel_id=placement_request.panel_id)
    if may_check and placement_request.stage == Stage.DEFERRED:
        following = deferrals.listed_at(placement_request, at=at)
        onto = f"Put it on the agenda of {named(following)}" if following else ""
        address = reverse("case-bring-back", args=[placement_request.reference])
        yield Action(onto or "It can come back to panel", address, is_press=True)


def _to_list(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    may_run = access.may(Permission.MEETING_RUN, panel_id=placement_request.panel_id)
    if may_run and placement_request.stage == Stage.READY:
        yield Action("Choose a meeting for it", reverse("meetings"))


def _to_hasten(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    """Offer to take it as urgent, or to decide it where it is."""
    reference = placement_request.reference
    may_check = access.may(Permission.REQUEST_CHECK, panel_id=placement_request.panel_id)
    if may_check and not emergency.not_to_take(placement_request):
        yield Action("It can’t wait for a meeting", reverse("case-urgent", args=[reference]))
    if not emergency.closed_to(access, placement_request):
        yield Action("Decide it now", reverse("case-urgent-decide", args=[reference]))
        yield Action("Leave it to a meeting", reverse("case-urgent-leave", args=[reference]))


def _to_consider(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    if placement_request.stage not in (Stage.LISTED, Stage.CONSIDERED):
        return
    if not access.may(Permission.MEETING_READ, panel_id=placement_request.panel_id):
        return
    item = placement_request.agenda_items.latest("pk")
    yield Action("Open it on the agenda", reverse("item", args=[item.meeting_id, item.position]))


def _to_approve(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    approves = access.holds(Permission.SHARE_APPROVE)
    if placement_request.stage != Stage.FUNDING or not approves:
        return
    waiting = queries.waiting(queries.approvals_for(access)).select_related("agency")
    for approval in waiting.filter(decision__placement_request=placement_request):
        address = reverse("approval", args=[approval.pk])
        yield Action(f"Review {approval.agency}’s share", address)


def _to_move_to_newer_rules(
    placement_request: PlacementRequest, access: Access, *, on: date
) -> Iterator[Action]:
    may_check = access.may(Permission.REQUEST_CHECK, panel_id=placement_request.panel_id)
    if may_check and newer_rules.may_move(placement_request, on=on):
        address = reverse("case-rebase", args=[placement_request.reference])
        yield Action("Move it to newer rules", address)


def _to_let_lapse(
    placement_request: PlacementRequest, access: Access, *, on: date
) -> Iterator[Action]:
    may_check = access.may(Permission.REQUEST_CHECK, panel_id=placement_request.panel_id)
    if not may_check or placement_request.stage not in (Stage.FUNDING, Stage.DISPUTED):
        return
    last_day = placement_request.decisions.latest("pk").lapses_on
    if last_day is not None and on > last_day:
        address = reverse("case-lapse", args=[placement_request.reference])
        yield Action("Take it back to the panel, as it has lapsed", address, is_press=True)


def _to_settle(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    may_settle = access.may(Permission.DISPUTE_SETTLE, panel_id=placement_request.panel_id)
    if not may_settle or placement_request.stage != Stage.DISPUTED:
        return
    rules, reference = ladder.rules_about(placement_request), placement_request.reference
    yield Action("Settle who pays", reverse("dispute-settle", args=[reference]))
    if ladder.may_pay_meanwhile(rules, placement_request.panel.agencies.all()):
        yield Action("Say who pays meanwhile", reverse("dispute-interim-funder", args=[reference]))
    dispute = Dispute.objects.get(
        decision__placement_request=placement_request, stage=DisputeStage.OPEN
    )
    for above in ladder.levels(rules)[dispute.level : dispute.level + 1]:
        address = reverse("dispute-raise", args=[reference])
        yield Action(f"Take the dispute to {above.role}", address, is_press=True)
