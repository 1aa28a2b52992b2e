"""The sections of a request as a list of tasks: how far each is, and what it still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from panel import clock
from panel.cases import queries, summaries
from panel.cases.children.queries import is_old
from panel.cases.guarding import facts as guard_facts
from panel.cases.guarding.guards import COMPLETE
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.placements import queries as placement_queries
from panel.cases.presenters import age
from panel.cases.vocabulary.telling import ChildSectionName, PlanStage, RequestSectionName
from panel.presentation.tones import Tone

_R = RequestSectionName

#: The facts, asked by the chart's guards, that a section answers for.
ANSWERS_FOR: dict[RequestSectionName, tuple[str, ...]] = {
    _R.GROUNDS: ("criteria_met", "belongs_here"),
    _R.STORY: ("story_told",),
    _R.VIEWS: ("views_held",),
    _R.NEEDS: ("needs_named",),
    _R.TRIED: ("enough_tried",),
    _R.OUTCOMES: ("story_told",),
    _R.PREPARATION: ("agencies_met", "agencies_asked", "health_told", "advocacy_asked"),
    _R.QUESTIONS: ("questions_answered",),
    _R.SHARING: ("consent_held", "capacity_recorded"),
    _R.PLANS: (),
    _R.DECLARATION: ("papers_held", "signed_off"),
}
CARRIED = "It says what it said before. Read it, mend it where that has changed, and save it."
PLAN_UNTOLD = "Say how far the EHC plan has come, or that there is none."
GUARDS = {guard.fact: guard for guard in COMPLETE}


@dataclass(frozen=True)
class Task:
    """A part of the request form; `hint` says what is missing, or how old it is."""

    words: str
    address: str
    state: str
    tone: Tone
    hint: str = ""


@dataclass(frozen=True)
class Group:
    """Tasks under one heading."""

    words: str
    tasks: Sequence[Task]


def groups(placement_request: PlacementRequest, *, at: datetime) -> list[Group]:
    """Return the tasks in the order they are asked; options one by one."""
    return [
        *_of_change(placement_request),
        Group("The child", _of_child(placement_request, at=at)),
        Group("The request", _of_request(placement_request, at=at)),
        Group("Options", [_option(option) for option in placement_request.options.all()]),
    ]


def _of_change(placement_request: PlacementRequest) -> list[Group]:
    """Return what may still be said of the change asked for; nothing of a new placement."""
    if placement_queries.change_asked(placement_request) is None:
        return []
    address = reverse("request-change", args=[placement_request.reference])
    return [Group("The change", [Task("Why it shall change", address, "Done", Tone.GOOD)])]


def _of_child(placement_request: PlacementRequest, *, at: datetime) -> list[Task]:
    child = placement_request.child
    sections = {row.name: row for row in child.sections.select_related("told_by")}
    tasks = []
    for name in ChildSectionName:
        address = reverse("request-child", args=[placement_request.reference, name])
        told = sections.get(name)
        if told is None:
            tasks.append(Task(name.label, address, "Not started", Tone.PLAIN))
        elif is_old(told, at=at):
            hint = age.told(told, at=at)
            tasks.append(Task(name.label, address, "Check", Tone.WARN, hint))
        elif name == ChildSectionName.STANDING and child.plan_stage == PlanStage.UNKNOWN:
            tasks.append(Task(name.label, address, "In progress", Tone.WARN, PLAN_UNTOLD))
        else:
            tasks.append(Task(name.label, address, "Done", Tone.GOOD))
    return tasks


def _of_request(placement_request: PlacementRequest, *, at: datetime) -> list[Task]:
    on = clock.date_of(at)
    facts = guard_facts.facts(placement_request, on=on)
    rules = queries.rules_for(placement_request, on=on)
    told = {row.name for row in placement_request.sections.all() if row.version}
    answered = summaries.answered(placement_request)
    return [
        _task(
            placement_request,
            name,
            _unmet(name, facts),
            is_told=name in told,
            is_answered=name in answered,
        )
        for name in RequestSectionName
        if name is not _R.QUESTIONS or rules.referral.questions
    ]


def _unmet(name: RequestSectionName, facts: guard_facts.Facts) -> list[str]:
    """Return what a section still lacks, in sentences."""
    unmet = [fact for fact in ANSWERS_FOR[name] if not getattr(facts, fact)]
    return [GUARDS[fact].sentence(facts) for fact in unmet]


def _task(
    placement_request: PlacementRequest,
    name: RequestSectionName,
    unmet: list[str],
    *,
    is_told: bool,
    is_answered: bool,
) -> Task:
    """Return a section's task. What is answered and nobody told here, stands from before."""
    address = reverse(f"request-{name}", args=[placement_request.reference])
    hint = " ".join(unmet)
    if not is_told and is_answered:
        return Task(name.label, address, "Carried over: check", Tone.WARN, hint or CARRIED)
    if not is_told:
        return Task(name.label, address, "Not started", Tone.PLAIN, hint)
    if unmet:
        return Task(name.label, address, "In progress", Tone.WARN, hint)
    return Task(name.label, address, "Done", Tone.GOOD)


def _option(option: PlacementOption) -> Task:
    is_costed = option.cost_lines.all()
    return Task(
        f"Option {option.letter}: {option.provider}",
        reverse("request-option", args=[option.placement_request.reference, option.letter]),
        "Costed" if is_costed else "No costs yet",
        Tone.GOOD if is_costed else Tone.WARN,
    )
