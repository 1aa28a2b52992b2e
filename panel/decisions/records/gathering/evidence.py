"""Gathers what was before the panel: the case, the meeting and the advice."""

from panel import clock, working_days
from panel.cases import queries as requests
from panel.cases.costs import option_costs
from panel.cases.models import (
    Advice,
    Attempt,
    Need,
    PlacementOption,
    PlacementRequest,
    SoughtOutcome,
)
from panel.cases.papers import queries as case_papers
from panel.cases.presenters import advising
from panel.cases.vocabulary import AdviceOpinion
from panel.deadlines import queries as clocks
from panel.decisions.models import Decision
from panel.decisions.records import evidence
from panel.decisions.records.gathering import changing
from panel.decisions.records.gathering.discretion import initialled
from panel.meetings.models import AgendaItem, Attendance, Recusal
from panel.policies import calendars
from panel.policies.schema import Policy
from panel.presentation import formatting

#: What was done about an interest of each level.
ACTIONS = {
    Recusal.NOTE: "Noted; took part and decided",
    Recusal.STAY: "Stayed and spoke, and didn’t decide this item",
    Recusal.LEAVE: "Left while this item was decided, and read none of it",
}


def child(placement_request: PlacementRequest, decision: Decision) -> evidence.Child:
    """Return as little about the child as the record needs."""
    child = placement_request.child
    needs = [need.get_code_display() for need in placement_request.needs.all()]
    return evidence.Child(
        initials=child.initials,
        age=child.age(clock.date_of(decision.decided_at)),
        main_need=needs[0],
        other_needs=tuple(needs[1:]),
        legal_status=child.get_legal_status_display(),
        has_ehc_plan=child.has_plan,
        setting=child.education_setting or "Not recorded",
    )


def request(placement_request: PlacementRequest) -> evidence.Request:
    """Return what was asked for, by whom, and the law's clock it runs under."""
    agency = placement_request.referring_agency
    assert placement_request.submitted_by is not None
    assert placement_request.submitted_at is not None
    recommended = requests.recommended(placement_request)
    assert recommended is not None, "A request is submitted with an option recommended."
    return evidence.Request(
        kind=placement_request.get_kind_display(),
        asked_for=f"{recommended.get_setting_display()}: {recommended.provider}",
        referrer=placement_request.submitted_by.name,
        agency=evidence.Agency(code=agency.code, name=agency.name),
        received_on=clock.date_of(placement_request.submitted_at),
        change=changing.change(placement_request),
        deadlines=tuple(
            evidence.Deadline(
                name=running.title,
                source=running.source,
                due_on=running.due_on,
                finding="Running when this record was frozen",
            )
            for running in clocks.open_clocks(placement_request.reference).filter(rule_id="EHC-05")
        ),
    )


def attendance(
    item: AgendaItem | None, placement_request: PlacementRequest
) -> tuple[evidence.Attender, ...]:
    """Return everyone who had a seat, whether they were there for this item, and who else was."""
    if item is None:
        return ()
    out = {each.person_id for each in item.interests.all() if each.level == Recusal.LEAVE}
    seated = tuple(
        evidence.Attender(
            name=seat.person.name,
            agency=evidence.Agency(code=seat.agency.code, name=seat.agency.name)
            if seat.agency
            else None,
            role=seat.get_role_display(),
            presence=_presence(seat, out),
        )
        for seat in item.meeting.attendance.select_related("person", "agency")
    )
    write = initialled(placement_request.child)
    return seated + tuple(
        evidence.Attender(
            name=write(guest.who),
            agency=None,
            role=guest.get_kind_display(),
            presence="For this item",
        )
        for guest in item.guests.all()
    )


def _presence(seat: Attendance, out: set[int]) -> str:
    if not seat.is_present:
        return "Absent"
    return "Left for this item" if seat.person_id in out else "Present"


def quorum(decision: Decision) -> evidence.Quorum:
    """Return the quorum as it was judged when the outcome was recorded."""
    if decision.item is None:
        return evidence.Quorum(
            rule=decision.quorum["rule"], is_met=True, reasons=("Each of them agreed.",)
        )
    missing = tuple(decision.quorum["missing"])
    return evidence.Quorum(
        rule=decision.quorum["rule"],
        is_met=not missing,
        reasons=missing or (f"{decision.quorum['counted']} people were counted.",),
    )


def interests(item: AgendaItem | None) -> tuple[evidence.Interest, ...]:
    """Return the interests declared in the item, if it is one."""
    if item is None:
        return ()
    return tuple(
        evidence.Interest(
            name=interest.person.name,
            nature=interest.reason,
            action=ACTIONS[Recusal(interest.level)],
        )
        for interest in item.interests.all()
    )


def papers(
    item: AgendaItem | None, placement_request: PlacementRequest
) -> tuple[evidence.Paper, ...]:
    """Return the papers that the members had before them, as they went out."""
    waiver = None
    if item is not None and item.waived_by:
        waiver = f"{item.waived_by.name}, chair: {item.waiver}"
    return tuple(
        evidence.Paper(
            title=f"{version.paper.title}, version {version.number}",
            author=version.added_by.name,
            dated_on=clock.date_of(version.added_at),
            sha256=version.sha256,
            waiver=waiver,
        )
        for version in case_papers.considered(placement_request)
    )


def voice(placement_request: PlacementRequest) -> evidence.Voice:
    """Return the child's own words and the family's views."""
    return evidence.Voice(
        words=placement_request.child_views,
        how_obtained=placement_request.child_views_how
        or placement_request.child_views_absent_because,
        obtained_on=placement_request.child_views_on,
        family_views=placement_request.family_views
        or placement_request.family_views_absent_because
        or "Not recorded",
    )


def need(need: Need) -> str:
    """Return a need as one line."""
    name = need.get_code_display()
    return f"{name}: {need.detail}" if need.detail else name


def attempt(attempt: Attempt) -> evidence.Attempt:
    """Return something that was tried, with when and what came of it."""
    first, last = attempt.from_on, attempt.until_on
    period = f"From {formatting.day(first)}" if first else "Not recorded"
    if last:
        until = formatting.day(last)
        period = f"{period} to {until}" if first else f"Until {until}"
    return evidence.Attempt(
        what=attempt.what, period=period, effect=attempt.effect or "Not recorded"
    )


def outcome(sought: SoughtOutcome) -> str:
    """Return an outcome sought as one line, with when and how it will be known."""
    by = f", by {formatting.day(sought.by_on)}" if sought.by_on else ""
    measure = f". Measured by: {sought.measure}" if sought.measure else ""
    return f"{sought.what.rstrip('.') if by or measure else sought.what}{by}{measure}"


def advice_given(
    placement_request: PlacementRequest, rules: Policy
) -> tuple[evidence.Advice, ...]:
    """Return the advice there was; what can't wait is decided without what is still owed."""
    return tuple(advice(one, rules) for one in placement_request.advice.all() if one.given_at)


def advice(advice: Advice, rules: Policy) -> evidence.Advice:
    """Return one agency's advice; `days_late` counts working days of the panel's calendar."""
    assert advice.given_at is not None
    assert advice.given_by is not None
    given_on = clock.date_of(advice.given_at)
    holidays = calendars.closed(rules.calendar, advice.due_on.year, given_on.year)
    late = working_days.count(advice.due_on, given_on, holidays) - 1
    return evidence.Advice(
        agency=evidence.Agency(code=advice.agency.code, name=advice.agency.name),
        adviser=advice.adviser,
        opinion=AdviceOpinion(advice.opinion).label,
        summary=advising.said(advice),
        given_on=given_on,
        days_late=max(0, late),
    )


def option(option: PlacementOption, decision: Decision) -> evidence.Option:
    """Return one option compared; it has no costs until its dates are known."""
    cost = option_costs.first_year(option)
    travel = f"{option.miles} miles" if option.miles is not None else "Distance not recorded"
    if option.travel_minutes is not None:
        travel += f", {option.travel_minutes} minutes"
    return evidence.Option(
        label=option.letter,
        name=f"{option.provider} ({option.get_setting_display()})",
        meets_needs=option.get_suitability_display(),
        suitability=option.suitability_reason,
        travel=travel,
        starts_on=option.starts_on,
        weekly_pence=cost.weekly_pence if cost else None,
        this_year_pence=cost.period_pence if cost else None,
        full_year_pence=cost.full_year_pence if cost else None,
        is_chosen=option.pk == decision.option_id,
        why_not=option.why_not or None,
    )
