"""The whole package of one child: what is paid for them already, beside what is asked now."""

from collections.abc import Collection
from dataclasses import dataclass, field

from panel.agencies.access import Access
from panel.cases import queries as requests
from panel.cases.costs import option_costs
from panel.cases.models import PlacementChange, PlacementOption, PlacementRequest
from panel.cases.stages import FUNDED
from panel.decisions.models import Decision
from panel.money import Pence, in_pounds
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.presentation.parts import Fact


@dataclass(frozen=True)
class Package:
    """What a reader is shown of it: of the child's other cases only those that they may see."""

    figures: list[Fact] = field(default_factory=list)
    read: list[str] = field(default_factory=list)  # the references of the cases it is taken from


def package(asked: PlacementOption | None, access: Access, rules: Policy) -> Package:
    """Return what each other placement of the child costs a week, and all of it with an option.

    What a change is to follow is not paid for beside it. Empty where there are none, or the rules
    don't ask for it.
    """
    if asked is None or not rules.reporting.child_total_package:
        return Package()
    paid = [(option, _weekly(option)) for option in _others(asked.placement_request, access)]
    if not paid:
        return Package()
    gone = _giving_way(asked, *(option for option, _ in paid))
    lines = [Fact(_name(option, gone), _a_week(weekly)) for option, weekly in paid]
    stays = (weekly for option, weekly in paid if option.placement_request_id not in gone)
    together = sum(stays) + _weekly(asked)
    whole = Fact(f"With option {asked.letter}", _a_week(together), is_total=True)
    read = [option.placement_request.reference for option, _ in paid]
    return Package([*lines, whole], read)


def _others(placement_request: PlacementRequest, access: Access) -> list[PlacementOption]:
    """Return the option agreed last of each other request of the child that is being paid for."""
    paid_for = requests.visible_to(access).filter(
        child=placement_request.child_id, stage__in=FUNDED
    )
    decided = Decision.objects.filter(
        placement_request__in=paid_for.exclude(pk=placement_request.pk), option__isnull=False
    )
    latest = {
        decision.placement_request_id: decision.option
        for decision in decided.select_related("option__placement_request").order_by("pk")
    }
    return [option for option in latest.values() if option is not None]


def _giving_way(*options: PlacementOption) -> set[int]:
    """Return the ids of the requests whose placement one of these options is to change."""
    asked = [option.placement_request_id for option in options]
    changed = PlacementChange.objects.filter(placement_request__in=asked)
    return set(changed.values_list("placement__placement_request_id", flat=True))


def _weekly(option: PlacementOption) -> int:
    cost = option_costs.first_year(option)
    return cost.weekly_pence if cost else 0


def _name(option: PlacementOption, gone: Collection[int]) -> str:
    until = f", until {formatting.day(option.ends_on)}" if option.ends_on else ""
    if option.placement_request_id in gone:
        until = ", until the change of it starts"
    return f"{option.placement_request}: {option.provider}{until}"


def _a_week(pence: int) -> str:
    return f"{in_pounds(Pence(pence))} a week"
