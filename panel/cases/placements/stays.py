"""Questions about a child's stays: where, from when until when. Nothing here writes."""

from django.db.models import Q
from django.db.models.functions import Coalesce

from panel.cases.models import Child, Placement, PlacementOption
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import agreements
from panel.cases.placements.short_breaks import Break, days_of
from panel.cases.placements.stay import RESIDENTIAL, Stay
from panel.policies.schema import Policy


def stay_of(placement: Placement) -> Stay | None:
    """Return what follows from a placement depends on; None before its agreement is drawn up."""
    agreement = agreements.in_force(placement)
    if agreement is None:
        return None
    child = placement.placement_request.child
    return Stay(
        born_on=child.born_on,
        first_day=placement.started_on or agreement.starts_on,
        last_day=placement.ended_on or agreement.ends_on,
        setting=placement.option.setting,
        legal_status=child.legal_status,
        weeks_per_year=agreement.weeks_per_year,
        is_local=placement.option.is_local,
        lapses_on=agreement.lapses_on,
    )


def stay_with(option: PlacementOption, child: Child) -> Stay | None:
    """Return the stay that an option would be; None until its days are known."""
    if option.starts_on is None or option.ends_on is None:
        return None
    return Stay(
        born_on=child.born_on,
        first_day=option.starts_on,
        last_day=option.ends_on,
        setting=option.setting,
        legal_status=child.legal_status,
        weeks_per_year=option.weeks_per_year,
        is_local=option.is_local,
    )


def short_breaks_of(placement: Placement, policy: Policy) -> list[Break]:
    """Return the child's other stays away that are short enough to be short breaks.

    Of every case of the child, since the law adds them up; only their sum is ever shown.
    """
    others = Placement.objects.filter(
        placement_request__child=placement.placement_request.child,
        option__setting__in=sorted(RESIDENTIAL),
    ).exclude(Q(pk=placement.pk) | Q(stage=PlacementStage.ENDED, started_on=None))
    agreed = others.filter(agreements__superseded_by=None).values_list(
        Coalesce("started_on", "agreements__starts_on"),
        Coalesce("ended_on", "agreements__ends_on"),
    )
    longest = policy.clocks.short_break_max_stay_days
    return [one for one in agreed if None not in one and days_of(one) <= longest]
