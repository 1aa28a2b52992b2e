"""What is filled in before an agreement with a provider is drawn up. Reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from panel.agencies.access import Access
from panel.cases.costs import option_costs
from panel.cases.models import PlacementAgreement, PlacementRequest
from panel.cases.placements import queries as placement_queries
from panel.decisions.models import Decision
from panel.decisions.placements.lifetime import paid_once


@dataclass(frozen=True)
class FilledIn:
    """The values of the form by field; `read`: the case whose agreement they are taken from."""

    values: Mapping[str, object]
    read: str = ""


def filled_in(decision: Decision, access: Access) -> FilledIn:
    """Return what the panel approved, and what was agreed before with the same provider.

    The latter for whoever may see the case that it is of.
    """
    request, option = decision.placement_request, decision.option
    assert option is not None, "Only an option that was agreed has an agreement."
    cost = option_costs.first_year(option)
    approved = {
        "provider": option.provider,
        "starts_on": option.starts_on,
        "ends_on": option.ends_on,
        "weeks_per_year": option.weeks_per_year,
        "weekly_rate_pence": cost.weekly_pence if cost else None,
        "once_pence": paid_once(option) if cost else None,
        "return_plan": decision.return_plan,
    }
    before = _before(request, option.provider, access)
    if before is None or before.provider != option.provider:
        return FilledIn(approved)
    of = before.placement.placement_request
    # Its own agreement was drawn up since the panel approved it; another's before.
    plans = (before.return_plan, decision.return_plan)
    plan = next(filter(None, plans if of == request else reversed(plans)), "")
    agreed = {
        "notice_weeks": before.notice_weeks,
        "return_plan": plan,
        "return_by": before.return_by if plan == before.return_plan else None,
        "who_signs": "\n".join(
            f"{one.name}, {one.on_behalf_of}" for one in before.signatories.all()
        ),
    }
    return FilledIn(approved | agreed, read=of.reference)


def _before(request: PlacementRequest, provider: str, access: Access) -> PlacementAgreement | None:
    """Return the agreement that one of a request takes up: its own, else one before it.

    That is what it changes has; of a new placement, the child's with the same provider, as where
    the panel didn't ratify it and it was asked for anew.
    """
    change = placement_queries.change_asked(request)
    before = (
        Q(placement=change.placement_id)
        if change
        else Q(placement__placement_request__child=request.child_id, provider=provider)
    )
    visible = placement_queries.visible_to(access)
    agreements = PlacementAgreement.objects.filter(
        Q(placement__placement_request=request) | before, placement__in=visible
    )
    latest = agreements.order_by("-placement_id", "-version")
    return latest.prefetch_related("signatories").first()
