"""What the chart's guards ask under the rules that differ most from panel to panel."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from panel.cases.asked import eligibility
from panel.cases.changes import faults as change_faults
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.papers import required as required_papers
from panel.cases.vocabulary import LOOKED_AFTER
from panel.policies.schema import Policy
from panel.presentation.formatting import listed


@dataclass(frozen=True)
class AskedFacts:
    """Whether a request has what its panel's own rules ask; a text names what is lacking."""

    criteria_met: bool
    criteria_min: int
    belongs_here: bool
    left_out: str
    agencies_asked: bool
    agencies_unasked: str
    questions_answered: bool
    consent_held: bool
    capacity_recorded: bool
    papers_held: bool
    papers_missing: str
    payers_of_age: bool
    past_age: str
    locals_compared: bool
    nearer_refused: bool
    change_fits: bool
    change_faults: str


def asked(
    request: PlacementRequest, rules: Policy, options: Iterable[PlacementOption], *, on: date
) -> AskedFacts:
    """Gather what the guards ask of a request and its options on a day."""
    chosen = next((option for option in options if option.is_recommended), None)
    left_out = eligibility.left_out(request, rules, chosen)
    unasked = _agencies_unasked(request, rules)
    missing = papers_missing(request, rules, chosen)
    past_age = _payers_past_age(request, rules, chosen)
    unfit = list(change_faults.faults(request, chosen, rules))
    is_of_money = change_faults.is_of_money(request, chosen)
    local = sum(option.is_local for option in options)
    return AskedFacts(
        criteria_met=len(_met(request, rules)) >= rules.eligibility.criteria_min,
        criteria_min=rules.eligibility.criteria_min,
        belongs_here=not left_out,
        left_out=listed(left_out),
        agencies_asked=not unasked,
        agencies_unasked=listed(unasked),
        questions_answered=not _questions_open(request, rules),
        consent_held=_consent_held(request, rules, on=on),
        capacity_recorded=bool(request.capacity)
        or request.child.age(on) < rules.sharing.capacity_age,
        papers_held=not missing,
        papers_missing=listed([required_papers.label(name) for name in missing]),
        payers_of_age=not past_age,
        past_age=listed(past_age),
        locals_compared=is_of_money or local >= rules.referral.local_options_min,
        nearer_refused=is_of_money
        or not rules.referral.search_order_required
        or _nearer_refused(options, chosen),
        change_fits=not unfit,
        change_faults=" ".join(unfit),
    )


def papers_asked(
    request: PlacementRequest, rules: Policy, chosen: PlacementOption | None
) -> list[str]:
    """Return the papers that the rules ask for with this request, by name."""
    case = required_papers.Case(
        has_plan=request.child.has_plan,
        is_looked_after=request.child.legal_status in LOOKED_AFTER,
        has_health_need=request.has_health_need,
        payers=tuple(eligibility.payers(chosen).values()),
    )
    return required_papers.names(rules.referral.required_documents, case)


def papers_missing(
    request: PlacementRequest, rules: Policy, chosen: PlacementOption | None
) -> list[str]:
    """Return the papers asked for that don't go with it."""
    return [name for name in papers_asked(request, rules, chosen) if name not in request.attached]


def _met(request: PlacementRequest, rules: Policy) -> set[str]:
    return set(rules.eligibility.criteria) & set(request.criteria_met)


def _agencies_unasked(request: PlacementRequest, rules: Policy) -> list[str]:
    if not rules.referral.cross_agency_check:
        return []
    others = request.panel.agencies.exclude(pk=request.referring_agency_id)
    return [agency.name for agency in others if agency.code not in request.known_to]


def _questions_open(request: PlacementRequest, rules: Policy) -> set[str]:
    return set(rules.referral.questions) - {
        answer.question for answer in request.panel_answers.all()
    }


def _consent_held(request: PlacementRequest, rules: Policy, *, on: date) -> bool:
    sharing = rules.sharing
    if not sharing.consent_required:
        return True
    own_age = sharing.child_consent_age
    if own_age is not None and request.child.age(on) >= own_age:
        return request.child_consented_on is not None
    return request.family_consented_on is not None


def _payers_past_age(
    request: PlacementRequest, rules: Policy, chosen: PlacementOption | None
) -> list[str]:
    age = eligibility.age_on_first_day(request, chosen)
    if age is not None and age > rules.eligibility.age_max:
        return []  # too old for the panel itself, which is said already
    too_old = eligibility.past_age(rules, age)
    return [name for code, name in eligibility.payers(chosen).items() if code in too_old]


def _nearer_refused(options: Iterable[PlacementOption], chosen: PlacementOption | None) -> bool:
    """Say whether each option's distance is told, and of each nearer one why it isn't chosen."""
    miles = {option: option.miles for option in options}
    if chosen is None or None in miles.values():
        return False
    nearer = [option for option in options if (option.miles or 0) < (chosen.miles or 0)]
    return all(option.why_not.strip() for option in nearer)
