"""One item of an agenda as it is weighed: what is asked, what members think, what was decided."""

from collections.abc import Iterable, Sequence
from datetime import date

from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.cases import queries as requests
from panel.cases.costs import option_costs
from panel.cases.models import PlacementOption
from panel.cases.presenters.comparison import which_weeks
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes import wording
from panel.meetings.models import AgendaItem, Interest, Position, View
from panel.money import in_pounds
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.presentation.parts import Cell, Check, Fact, Option, Row
from panel.presentation.tones import Tone

VIEW_TONES = {View.SUPPORT: Tone.GOOD, View.OPPOSE: Tone.BAD, View.ABSTAIN: Tone.PLAIN}
POSITION_HEADINGS = ("Member", "Position", "Reasons")


def options(weighed: Iterable[PlacementOption]) -> list[Option]:
    """Return the columns of the comparison."""
    return [Option(str(option), option.is_recommended) for option in weighed]


def comparison(weighed: Sequence[PlacementOption]) -> list[Row]:
    """Return its rows: how far each option fits the child, and only then what it costs."""
    measures = (
        ("Meets needs", _suitability),
        ("Kind of placement", lambda option: Cell(option.get_setting_display())),
        ("From home", _travel),
        ("Can start", _start),
        ("Cost a week", lambda option: _cost(option, "weekly_pence", which_weeks(option))),
        ("First financial year", lambda option: _cost(option, "period_pence")),
        ("Full year", lambda option: _cost(option, "full_year_pence")),
    )
    return [Row(name, [cell(option) for option in weighed]) for name, cell in measures]


def _suitability(option: PlacementOption) -> Cell:
    return Cell(option.get_suitability_display(), note=option.suitability_reason)


def _travel(option: PlacementOption) -> Cell:
    if option.miles is None:
        return Cell("Not recorded")
    minutes = option.travel_minutes
    note = formatting.count(minutes, "minute") if minutes is not None else ""
    return Cell(formatting.count(option.miles, "mile"), note=note)


def _start(option: PlacementOption) -> Cell:
    return Cell(formatting.day(option.starts_on) if option.starts_on else "Not known")


def _cost(option: PlacementOption, of: str, note: str = "") -> Cell:
    worked_out = option_costs.first_year(option)
    if worked_out is None:
        return Cell("Dates not known")
    return Cell(in_pounds(getattr(worked_out, of)), note=note)


def choices(weighed: Iterable[PlacementOption]) -> list[tuple[str, str]]:
    """Return the options as answers to `Which option is agreed?`."""
    return [
        (option.letter, f"{option}{' (recommended)' if option.is_recommended else ''}")
        for option in weighed
    ]


def offered(item: AgendaItem, *, on: date) -> dict[str, Iterable[tuple[str | int, str]]]:
    """Return what the form of an outcome offers to choose from, by field: what the rules have."""
    request = item.placement_request
    rules = requests.rules_for(request, on=on)
    leads = people.holders(Role.AGENCY_LEAD, panel_id=request.panel_id, on=on)
    return {
        "outcome": outcomes(rules),
        "option": choices(request.options.all()),
        "deferral_reason": [(reason, reason) for reason in rules.decision.deferral_reasons],
        "late_signed_off_by": [(lead.pk, lead.name) for lead in leads],
    }


def outcomes(rules: Policy) -> list[tuple[str, str]]:
    """Return the outcomes that a panel's rules have, in the order in which all are listed."""
    return [(each.value, each.label) for each in Outcome if each in rules.decision.outcomes]


def positions(given: Iterable[Position]) -> list[Row]:
    """Return what members think, once the chair has opened the item."""
    return [
        Row(
            heading=f"{position.person.name}, {position.agency.name}",
            cells=(
                Cell(View(position.view).label, tone=VIEW_TONES[View(position.view)]),
                Cell(position.reasons),
            ),
        )
        for position in given
    ]


def interests(declared: Iterable[Interest]) -> list[Check]:
    """Return who has an interest, whether they decide all the same, and why."""
    return [
        Check(interest.person.name, interest.decides, interest.reason) for interest in declared
    ]


def quorum(item: AgendaItem, *, rule: str, missing: Sequence[str], counted: int) -> list[Check]:
    """Return the quorum as a check for each part that is missing, or one that it is met."""
    if not missing:
        words = f"Quorum is met: {formatting.count(counted, 'person', 'people')} counted"
        return [Check(words, True, rule)]
    return [Check(sentence, False) for sentence in missing]


def said(decision: Decision) -> list[Fact]:
    """Return what the outcome states besides its reasons, as far as it was written down."""
    left = " ".join([*decision.departures, decision.departure_reason]).strip()
    told = (
        ("Endorsement", wording.endorsement(decision)),
        ("Departures from advice", left),
        ("Equality", decision.equality_note),
        ("Why the cost is shared so", decision.split_reason),
        ("Coming back to the area", decision.return_plan),
    )
    return [Fact(name, words) for name, words in told if words]
