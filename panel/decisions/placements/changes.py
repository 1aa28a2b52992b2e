"""What the panel was asked to change of a placement, and what comes of it. Reads; never writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from panel.agencies.access import Access, Permission
from panel.cases import queries as requests
from panel.cases import summaries
from panel.cases.models import Placement, PlacementChange, PlacementOption, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.placements import queries as placement_queries
from panel.cases.stages import CLOSED, FUNDED, Stage
from panel.cases.summaries import Chapter
from panel.cases.vocabulary.placements import ChangeKind
from panel.decisions.models import AGREEING, Decision
from panel.decisions.placements.terms import LINES, Terms, differences, in_words, standing, terms
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link

ELSEWHERE = "Only those who may read its request see more of it."
NOT_TOLD = "Only those who may read the case of that placement see them."
UNCHANGED = "Provider, cost, shares and end stay as they are."
UNWRITTEN = "Nothing is written yet that differs from what stands."


@dataclass(frozen=True)
class ChangeCard:
    """One change on the page of its placement: decisions/placement_changes.html."""

    heading: str
    stage: Stage
    facts: Sequence[Fact]
    links: Sequence[Link]


@dataclass(frozen=True)
class ChangeChapter(Chapter):
    """Which change a request asks for; `read`: the references of the cases it is taken from."""

    read: Sequence[str] = ()


def cards(placement: Placement, access: Access) -> list[ChangeCard]:
    """Return a card for each change, the latest first; `placement` is fetched `in_full`."""
    asked = list(placement.changes.all())
    seen = {one.pk: one for one in _requests(asked, access)} if asked else {}
    return [
        _card(change, seen.get(change.placement_request_id), access) for change in reversed(asked)
    ]


def _requests(asked: Sequence[PlacementChange], access: Access) -> Iterator[PlacementRequest]:
    options = PlacementOption.objects.order_by("letter").prefetch_related(
        Prefetch("cost_lines", LINES)
    )
    decided = Decision.objects.order_by("-decided_at", "-pk").prefetch_related("records")
    found = requests.visible_to(access).filter(change_asked__in=asked)
    yield from found.select_related("placement").prefetch_related(
        Prefetch("options", options), Prefetch("decisions", decided)
    )


def _card(change: PlacementChange, request: PlacementRequest | None, access: Access) -> ChangeCard:
    heading, stage = change.get_kind_display(), Stage(change.placement_request.stage)
    if request is None:
        return ChangeCard(heading, stage, [Fact("Its request", ELSEWHERE)], ())
    option = _option(request)
    facts = [
        Fact(*_when(change, request, option)),
        Fact(_what(stage), _changed(change, stage, *_terms(change, option))),
        Fact("Why", change.reason),
    ]
    return ChangeCard(heading, stage, facts, list(_links(request, access)))


def chapter(request: PlacementRequest, access: Access) -> ChangeChapter | None:
    """Return which change a request asks for, of what, and why; None of one for a new placement.

    The terms that stand are those of another case: whoever may not see that isn't told them.
    `request` is fetched `in_full`.
    """
    said, change = summaries.change(request), placement_queries.change_asked(request)
    if said is None or change is None:
        return None
    visible = placement_queries.visible_to(access)
    if not visible.filter(pk=change.placement_id).exists():
        return ChangeChapter(said.heading, [*said.facts, Fact("Terms before", NOT_TOLD)])
    stage, (before, after) = Stage(request.stage), _terms(change, _option(request))
    told = [
        Fact("Terms before", in_words(before)),
        Fact(_what(stage), _changed(change, stage, before, after)),
    ]
    return ChangeChapter(said.heading, [*said.facts, *told], read=[str(change.placement)])


def _terms(change: PlacementChange, option: PlacementOption | None) -> tuple[Terms, Terms]:
    """Return the terms that stand, and those of its option, as they are on its first day."""
    first = _first_day(change, option)
    before = standing(change.placement, on=first)
    return before, terms(option, on=first) if option else before


def _first_day(change: PlacementChange, option: PlacementOption | None) -> date:
    return (option and option.starts_on) or change.applies_from


def _changed(change: PlacementChange, stage: Stage, before: Terms, after: Terms) -> str:
    """Say in what the terms of its option aren't those that stand."""
    nothing = UNWRITTEN if stage in (Stage.DRAFT, Stage.RETURNED) else UNCHANGED
    return " ".join(differences(before, after)) or _extended(change, after) or nothing


def _option(request: PlacementRequest) -> PlacementOption | None:
    """Return the option that was agreed last, or that is recommended meanwhile."""
    agreed = [each.option_id for each in request.decisions.all() if each.outcome in AGREEING]
    options = request.options.all()
    if agreed:
        return next(option for option in options if option.pk == agreed[0])
    return next((option for option in options if option.is_recommended), None)


def _when(
    change: PlacementChange, request: PlacementRequest, option: PlacementOption | None
) -> tuple[str, str]:
    """Return from which day it runs, or would; the words say how sure that is."""
    placed: Placement | None = getattr(request, "placement", None)
    if placed is not None and placed.started_on:
        return "Runs since", formatting.day(placed.started_on)
    first = formatting.day(_first_day(change, option))
    match Stage(request.stage):
        case Stage.APPROVED:
            if change.placement.stage == PlacementStage.ENDED:
                return "Agreed from", f"{first}. This placement has ended meanwhile."
            return "Runs from", f"{first}. Until its start is recorded, this placement runs on."
        case Stage.FUNDING | Stage.DISPUTED:
            return "Agreed from", f"{first}, once every agency that pays has approved its share."
        case Stage.ENDED:
            return "Agreed from", f"{first}, and never started."
    return "Asked for from", first


def _what(stage: Stage) -> str:
    if stage in FUNDED:
        return "What changes"
    return "What was asked for" if stage in CLOSED | {Stage.ENDED} else "What would change"


def _extended(change: PlacementChange, after: Terms) -> str:
    """Say until when an extension reaches that leaves the end agreed with the provider."""
    if change.kind != ChangeKind.EXTENSION or after.ends_on is None:
        return ""
    return f"The panel’s approval reaches to {formatting.day(after.ends_on)}."


def _links(request: PlacementRequest, access: Access) -> Iterator[Link]:
    """Yield the ways to its request, to its records and to the placement that it became."""
    yield Link(f"The request {request}", reverse("case", args=[request]))
    if hasattr(request, "placement"):
        yield Link("Its agreement and start", reverse("placement", args=[request]))
    agencies = [request.referring_agency_id]
    if access.may(Permission.RECORD_READ, panel_id=request.panel_id, agency_ids=agencies):
        for decision in request.decisions.all():
            for record in decision.records.all():
                yield Link(f"Decision record {record.number}", f"/decisions/{record.number}/")
