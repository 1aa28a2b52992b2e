"""A request's answers as plain values, and where to change each."""

from collections.abc import Iterator

from django.urls import reverse

from panel.cases import queries
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.telling_vocabulary import RequestSectionName as _Section
from panel.money import in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link


def answers(placement_request: PlacementRequest) -> list[Fact]:
    """Return every answer of the request with the way to change it."""
    child = placement_request.child
    return [
        Fact("Child", f"{child.initials}, born {formatting.day(child.born_on)}"),
        Fact("Referring agency", placement_request.referring_agency.name),
        *(
            Fact(words, told or untold, change=_change(placement_request, name))
            for words, told, untold, name in _told(placement_request)
        ),
        *(_answer(option) for option in placement_request.options.all()),
    ]


def _told(placement_request: PlacementRequest) -> Iterator[tuple[str, str, str, _Section]]:
    """Yield each question with its answer, what stands for none, and its section."""
    needs = formatting.listed([need.get_code_display() for need in placement_request.needs.all()])
    tried = [attempt.what for attempt in placement_request.attempts.all()]
    less = placement_request.tried_less_because
    yield "Story", placement_request.story, "Not told yet", _Section.STORY
    yield "Strengths", placement_request.strengths, "Not told yet", _Section.STORY
    yield "Legal basis", placement_request.legal_basis, "Not named", _Section.STORY
    yield "The child’s own words", _views(placement_request), "Not recorded", _Section.VIEWS
    yield "The family", _family(placement_request), "Not recorded", _Section.VIEWS
    yield "Needs", needs, "None named", _Section.NEEDS
    yield "Tried before", "\n".join([*tried, less]).strip(), "Not told yet", _Section.TRIED
    yield "Outcomes sought", _outcomes(placement_request), "Not told yet", _Section.OUTCOMES
    yield "Agencies met", _met(placement_request), "Not told yet", _Section.PREPARATION
    yield "Advocate", placement_request.get_advocacy_display(), "Not told", _Section.PREPARATION
    yield "Return to the area", placement_request.return_plan, "Not told", _Section.PLANS
    yield "Signed off", _sign_off(placement_request), "Not yet", _Section.DECLARATION


def _change(placement_request: PlacementRequest, name: _Section) -> Link:
    return Link("Change", reverse(f"request-{name}", args=[placement_request.reference]))


def _outcomes(placement_request: PlacementRequest) -> str:
    return "\n".join(sought.what for sought in placement_request.outcomes_sought.all())


def _met(placement_request: PlacementRequest) -> str:
    met_on = placement_request.agencies_met_on
    return formatting.day(met_on) if met_on else ""


def _sign_off(placement_request: PlacementRequest) -> str:
    if placement_request.signed_off_on is None:
        return ""
    grade, on = placement_request.get_signed_off_grade_display(), placement_request.signed_off_on
    return f"{placement_request.signed_off_name}, {grade.lower()}, {formatting.day(on)}"


def _family(placement_request: PlacementRequest) -> str:
    return placement_request.family_views or placement_request.family_views_absent_because


def _views(placement_request: PlacementRequest) -> str:
    if placement_request.child_views:
        return f"{placement_request.child_views}\n{placement_request.child_views_how}".strip()
    return placement_request.child_views_absent_because


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
