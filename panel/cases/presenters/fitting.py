"""How each option would fit the child, a row for each measure."""

from collections.abc import Callable, Sequence

from panel.cases.models import NeedFit, PlacementOption, PlacementRequest
from panel.cases.placements import accommodation
from panel.cases.vocabulary import NeedCode, Suitability
from panel.cases.vocabulary.options import PlacementGroup
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row

UNKNOWN = "Not recorded"
MARKS = {Suitability.MEETS: "✓", Suitability.PARTLY: "○", Suitability.DOES_NOT: "✕"}

Measure = tuple[str, Callable[[PlacementOption], Cell]]


def rows(placement_request: PlacementRequest, options: Sequence[PlacementOption]) -> list[Row]:
    """Return the measures, need by need first; one that says nothing of any option is left out."""
    judged = {fit.need for option in options for fit in option.fits.all()}
    needs = [need for need in placement_request.needs.all() if need.code in judged]
    measures: list[Measure] = [
        ("Meets needs", _meets),
        *((need.get_code_display(), _meets_need(need.code)) for need in needs),
        ("Kind of placement", _kind),
        ("Inspection", inspection),
        ("Vacancy", vacancy),
        ("From home", lambda option: Cell(_travel(option))),
        ("Can start", lambda option: Cell(_start(option))),
    ]
    if any(accommodation.days_a_year(option) for option in options):
        measures.append(("Children’s home", _home))
    if any(option.missing_group for option in options):
        measures.append(("Replaces, locally", _missing))
    measures.append(("Why not chosen", lambda option: Cell(option.why_not or "–")))
    return [Row(name, [cell(option) for option in options]) for name, cell in measures]


def inspection(option: PlacementOption) -> Cell:
    """Return what inspectors found and when, with what more was told about it."""
    if not option.rating:
        return Cell(option.inspection or UNKNOWN)
    on = f", {formatting.day(option.rated_on)}" if option.rated_on else ""
    return Cell(f"{option.get_rating_display()}{on}", note=option.inspection)


def vacancy(option: PlacementOption) -> Cell:
    """Return what the provider answered when it was asked for a place, and on which day."""
    if option.vacancy_asked_on is None:
        return Cell(UNKNOWN)
    asked = f"Asked on {formatting.day(option.vacancy_asked_on)}. {option.vacancy_answer}".strip()
    return Cell(option.get_vacancy_display() or "No answer recorded", note=asked)


def _meets(option: PlacementOption) -> Cell:
    return Cell(_marked(option), note=option.suitability_reason)


def _meets_need(code: str) -> Callable[[PlacementOption], Cell]:
    def cell(option: PlacementOption) -> Cell:
        judged = next((fit for fit in option.fits.all() if fit.need == code), None)
        return Cell(_marked(judged), note=judged.reason) if judged else Cell(UNKNOWN)

    return cell


def _marked(judged: PlacementOption | NeedFit) -> str:
    fit = judged.fit if isinstance(judged, NeedFit) else judged.suitability
    return f"{MARKS[Suitability(fit)]} {Suitability(fit).label}"


def _kind(option: PlacementOption) -> Cell:
    return Cell(option.get_setting_display(), note=option.get_placement_group_display())


def _travel(option: PlacementOption) -> str:
    if option.miles is None:
        return UNKNOWN
    far = formatting.count(option.miles, "mile")
    if option.travel_minutes is None:
        return far
    return f"{far}, {formatting.count(option.travel_minutes, 'minute')}"


def _start(option: PlacementOption) -> str:
    return formatting.day(option.starts_on) if option.starts_on else UNKNOWN


def _home(option: PlacementOption) -> Cell:
    if not accommodation.days_a_year(option):
        return Cell("–")
    registered = option.get_home_registration_display() or "Registration not checked"
    return Cell(registered, note=accommodation.warning(option))


def _missing(option: PlacementOption) -> Cell:
    if not option.missing_group:
        return Cell("–")
    sort, need = PlacementGroup(option.missing_group).label, NeedCode(option.missing_need).label
    return Cell(sort, note=f"{need}, {option.missing_area}")
