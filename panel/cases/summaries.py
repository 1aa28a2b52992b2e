"""A request's answers as plain values: how far each section is, and where to change it."""

from dataclasses import dataclass

from django.urls import reverse

from panel.cases import queries
from panel.cases.models import PlacementOption, PlacementRequest
from panel.money import in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link
from panel.presentation.tones import Tone


@dataclass(frozen=True)
class Section:
    """A part of the request form in the task list."""

    words: str
    address: str
    state: str
    tone: Tone


def sections(placement_request: PlacementRequest) -> list[Section]:
    """Return the sections of the form in the order they are asked; options one by one."""
    told = placement_request.story and placement_request.outcomes_sought.all()
    begun = told or placement_request.story or placement_request.child_views
    return [
        _section(placement_request, "Story, outcomes and views", "request-story", told, begun),
        _section(placement_request, "Needs", "request-needs", placement_request.needs.all()),
        *(_option(option) for option in placement_request.options.all()),
    ]


def _section(
    placement_request: PlacementRequest,
    words: str,
    page: str,
    is_told: object,
    is_begun: object = False,
) -> Section:
    address = reverse(page, args=[placement_request.reference])
    if is_told:
        return Section(words, address, "Done", Tone.GOOD)
    return Section(words, address, "Begun" if is_begun else "Not started", Tone.PLAIN)


def _option(option: PlacementOption) -> Section:
    is_costed = option.cost_lines.all()
    return Section(
        f"Option {option.letter}: {option.provider}",
        reverse("request-option", args=[option.placement_request.reference, option.letter]),
        "Costed" if is_costed else "No costs yet",
        Tone.GOOD if is_costed else Tone.WARN,
    )


def answers(placement_request: PlacementRequest) -> list[Fact]:
    """Return every answer of the request with the way to change it."""
    told = Link("Change", reverse("request-story", args=[placement_request.reference]))
    child = placement_request.child
    needs = formatting.listed([need.get_code_display() for need in placement_request.needs.all()])
    return [
        Fact("Child", f"{child.initials}, born {formatting.day(child.born_on)}"),
        Fact("Referring agency", placement_request.referring_agency.name),
        Fact("Story", placement_request.story or "Not told yet", change=told),
        Fact("Outcomes sought", _outcomes(placement_request) or "Not told yet", change=told),
        Fact("The child’s own words", _views(placement_request), change=told),
        Fact("The family", placement_request.family_views or "Not recorded", change=told),
        Fact("Legal basis", placement_request.legal_basis or "Not named", change=told),
        Fact(
            "Needs",
            needs or "None named",
            change=Link("Change", reverse("request-needs", args=[placement_request.reference])),
        ),
        *(_answer(option) for option in placement_request.options.all()),
    ]


def _outcomes(placement_request: PlacementRequest) -> str:
    return "\n".join(sought.what for sought in placement_request.outcomes_sought.all())


def _views(placement_request: PlacementRequest) -> str:
    if placement_request.child_views:
        return f"{placement_request.child_views}\n{placement_request.child_views_how}".strip()
    return placement_request.child_views_absent_because or "Not recorded"


def _answer(option: PlacementOption) -> Fact:
    recommended = "Recommended. " if option.is_recommended else ""
    where = f"{recommended}{option.provider}, {option.get_setting_display()}."
    fits = f"{option.get_suitability_display()}. {option.suitability_reason}".strip()
    return Fact(
        f"Option {option.letter}",
        f"{where}\n{fits}\n{_price(option)}",
        change=Link(
            "Change",
            reverse("request-option", args=[option.placement_request.reference, option.letter]),
        ),
    )


def _price(option: PlacementOption) -> str:
    cost = queries.first_year(option)
    if cost is None:
        return f"{formatting.count(len(option.cost_lines.all()), 'cost line')}; no dates yet."
    weekly, this_year = in_pounds(cost.weekly_pence), in_pounds(cost.period_pence)
    return f"{weekly} a week, {this_year} in the first financial year."
