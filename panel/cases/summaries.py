"""A request's answers as plain values, section by section, and where to change each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from panel.cases.asked import summaries as asked_summaries
from panel.cases.children import summaries as child_summaries
from panel.cases.costs import option_costs
from panel.cases.models import Attempt, Need, PlacementOption, PlacementRequest, SoughtOutcome
from panel.cases.placements import queries as placement_queries
from panel.cases.vocabulary.telling import RequestSectionName as _Section
from panel.money import Pence, in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Fact, Link

REFERRING = "Referring agency"  # of every request, asked of nobody


@dataclass(frozen=True)
class Chapter:
    """What one section tells: cases/chapters.html."""

    heading: str
    facts: Sequence[Fact]


def chapters(
    placement_request: PlacementRequest, *, may_change: bool = False, with_options: bool = True
) -> list[Chapter]:
    """Return everything that the referrer wrote, section by section; the request is `in_full`."""
    reference = placement_request.reference
    told = (
        [*_change(placement_request)]
        + [
            (name.label, words, answer or untold, reverse("request-child", args=[reference, name]))
            for name, words, answer, untold in child_summaries.told(placement_request.child)
        ]
        + [
            (name.label, words, answer or untold, reverse(f"request-{name}", args=[reference]))
            for name, words, answer, untold in _told(placement_request)
        ]
    )
    if with_options:
        told += [_option(option) for option in placement_request.options.all()]
    return [
        Chapter(
            heading,
            [
                Fact(words, answer, Link("Change", address) if may_change and address else None)
                for _, words, answer, address in rows
            ],
        )
        for heading, rows in groupby((row for row in told if row[2]), key=lambda row: row[0])
    ]


def change(placement_request: PlacementRequest) -> Chapter | None:
    """Return which change a request asks for, and why; None of one for a new placement."""
    rows = list(_change(placement_request))
    return (
        Chapter(rows[0][0], [Fact(words, answer) for _, words, answer, _ in rows])
        if rows
        else None
    )


def _change(request: PlacementRequest) -> Iterator[tuple[str, str, str, str]]:
    """Yield which change it asks for, of which placement; that was said when it was begun."""
    change = placement_queries.change_asked(request)
    if change is not None:
        heading = "The change asked for"
        yield (
            heading,
            "What shall change",
            f"{change.get_kind_display()}, of {change.placement}",
            "",
        )
        yield heading, "From", _day(change.applies_from), ""
        address = reverse("request-change", args=[request.reference])
        yield heading, "Why", change.reason, address


def answered(placement_request: PlacementRequest) -> set[_Section]:
    """Return the sections of which the check page shows an answer of the referrer's."""
    rows = _told(placement_request)
    return {section for section, words, answer, _ in rows if answer and words != REFERRING}


def _told(placement_request: PlacementRequest) -> Iterator[tuple[_Section, str, str, str]]:
    """Yield each question with its answer, and what stands for none; without, it isn't shown."""
    request = placement_request
    outcomes = _rows(_outcome(sought) for sought in request.outcomes_sought.all())
    yield from asked_summaries.grounds(request)
    yield _Section.STORY, REFERRING, request.referring_agency.name, ""
    yield _Section.STORY, "Story", request.story, "Not told yet"
    yield _Section.STORY, "Strengths", request.strengths, "Not told yet"
    yield _Section.STORY, "Legal basis", request.legal_basis, "Not named"
    yield _Section.STORY, "EHC assessment asked for", _day(request.plan_requested_on), ""
    yield from _views(request)
    yield _Section.NEEDS, "Needs", _rows(_need(need) for need in request.needs.all()), "None named"
    attempts, less = _rows(map(_attempt, request.attempts.all())), request.tried_less_because
    yield _Section.TRIED, "Tried before", attempts, "" if less else "Not told yet"
    yield _Section.TRIED, "Why little was tried", less, ""
    yield _Section.OUTCOMES, "Outcomes sought", outcomes, "Not told yet"
    yield from _preparation(request)
    yield from asked_summaries.answers(request)
    yield from asked_summaries.sharing(request)
    yield _Section.PLANS, "Review", request.review_plan, ""
    yield _Section.PLANS, "Return to the area", request.return_plan, "Not told"
    yield _Section.PLANS, "What comes next", request.transition_plan, ""
    yield _Section.PLANS, "If late or declined", request.if_delayed, ""
    yield _Section.PLANS, "Why the cost is shared so", request.split_reason, ""
    yield from asked_summaries.documents(request)
    yield _Section.DECLARATION, "Signed off", _sign_off(request), "Not yet"


def _views(request: PlacementRequest) -> Iterator[tuple[_Section, str, str, str]]:
    child = request.child_views or request.child_views_absent_because
    family = request.family_views or request.family_views_absent_because
    yield _Section.VIEWS, "The child’s own words", child, "Not recorded"
    heard = _how(request.child_views_how, request.child_views_on)
    yield _Section.VIEWS, "How they were heard", heard, ""
    yield _Section.VIEWS, "The family", family, "Not recorded"
    asked = _how(request.family_views_how, request.family_views_on)
    yield _Section.VIEWS, "How the family was asked", asked, ""


def _preparation(request: PlacementRequest) -> Iterator[tuple[_Section, str, str, str]]:
    is_for_health = "Yes" if request.has_health_need else ""
    yield _Section.PREPARATION, "Agencies met", _day(request.agencies_met_on), "Not told yet"
    yield _Section.PREPARATION, "A need may be for health", is_for_health, ""
    yield _Section.PREPARATION, "Health told", _day(request.health_told_on), ""
    yield from asked_summaries.known_to(request)
    yield _Section.PREPARATION, "Advocate", request.get_advocacy_display(), "Not told"


def _need(need: Need) -> str:
    agency = f" for {need.assessed_for.name}" if need.assessed_for else ""
    assessed = f"Assessed{agency}" if agency or need.assessed_on else ""
    day = f"{assessed} on {_day(need.assessed_on)}" if need.assessed_on else assessed
    return ". ".join(filter(None, (need.get_code_display(), need.detail, day)))


def _attempt(attempt: Attempt) -> str:
    start = f"From {_day(attempt.from_on)}" if attempt.from_on else ""
    end = f"Until {_day(attempt.until_on)}" if attempt.until_on else ""
    cost = "" if attempt.cost_pence is None else f"It cost {in_pounds(Pence(attempt.cost_pence))}"
    return ". ".join(filter(None, (attempt.what, start, end, cost, attempt.effect)))


def _outcome(sought: SoughtOutcome) -> str:
    by = f"By {_day(sought.by_on)}" if sought.by_on else ""
    measure = f"Measured by: {sought.measure}" if sought.measure else ""
    return "\n".join(filter(None, (sought.what, by, measure)))


def _rows(rows: Iterable[str]) -> str:
    return "\n".join(rows)


def _day(on: date | None) -> str:
    return formatting.day(on) if on else ""


def _how(how: str, on: date | None) -> str:
    return ", ".join(filter(None, (how, _day(on))))


def _sign_off(request: PlacementRequest) -> str:
    if request.signed_off_on is None:
        return ""
    grade, on = request.get_signed_off_grade_display(), _day(request.signed_off_on)
    return f"{request.signed_off_name}, {grade.lower()}, {on}"


def _option(option: PlacementOption) -> tuple[str, str, str, str]:
    recommended = "Recommended. " if option.is_recommended else ""
    where = f"{recommended}{option.provider}, {option.get_setting_display()}."
    fits = f"{option.get_suitability_display()}. {option.suitability_reason}".strip()
    address = reverse("request-option", args=[option.placement_request.reference, option.letter])
    return "Options", f"Option {option.letter}", f"{where}\n{fits}\n{_price(option)}", address


def _price(option: PlacementOption) -> str:
    cost = option_costs.first_year(option)
    if cost is None:
        return f"{formatting.count(len(option.cost_lines.all()), 'cost line')}; no dates yet."
    weekly, this_year = in_pounds(cost.weekly_pence), in_pounds(cost.period_pence)
    return f"{weekly} a week, {this_year} in the first financial year."
