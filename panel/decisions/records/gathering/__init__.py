"""Gathers what a decision record says from the rows it rests on. Reads; never writes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from panel import clock, working_days
from panel.agencies.models import Grade
from panel.cases import queries as requests
from panel.cases.models import PlacementRequest
from panel.cases.placements import first_reviews
from panel.cases.placements import queries as placement_queries
from panel.decisions import queries
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes import wording
from panel.decisions.records import record
from panel.decisions.records.gathering import evidence as before
from panel.decisions.records.gathering import funding as paying
from panel.decisions.records.gathering import telling, urgency
from panel.decisions.records.gathering.discretion import discreet, initialled
from panel.meetings.models import Meeting, Position, View
from panel.policies.schema import Policy

OUT_OF_MEETING = "Urgent decision out of meeting"


def gather(
    decision: Decision, *, number: str, at: datetime, address: str
) -> record.DecisionRecord:
    """Return all that a decision's record `number` says now but the fund's position.

    `number` is the record's own, `JRAP-2026-00042/1`; `address` the site's, for the verification.
    """
    _read(decision)
    placement_request = decision.placement_request
    rules = requests.rules_for(placement_request, on=clock.date_of(decision.decided_at))
    content = record.DecisionRecord(
        header=_header(decision, placement_request, number=number, at=at, address=address),
        child=before.child(placement_request, decision),
        request=before.request(placement_request),
        attendance=before.attendance(decision.item, placement_request),
        quorum=before.quorum(decision),
        interests=before.interests(decision.item),
        urgent=urgency.urgent(decision),
        papers=before.papers(decision.item, placement_request),
        voice=before.voice(placement_request),
        strengths=placement_request.strengths,
        attempts=tuple(before.attempt(each) for each in placement_request.attempts.all()),
        attempts_few=placement_request.tried_less_because or None,
        needs=tuple(before.need(need) for need in placement_request.needs.all()),
        outcomes=tuple(before.outcome(each) for each in placement_request.outcomes_sought.all()),
        advice=before.advice_given(placement_request, rules),
        options=tuple(before.option(each, decision) for each in placement_request.options.all()),
        decision=_decision(decision, rules),
        costs=paying.costs(decision.option),
        shares=paying.shares(decision, placement_request, rules),
        split_reason=decision.split_reason,
        seniority=paying.seniority(decision, rules),
        disputes=paying.disputes(decision),
        consents=paying.consents(decision),
        legal_basis=_legal_basis(placement_request),
        reviews=_reviews(decision, rules),
        notification=telling.notification(decision, rules),
        retention=telling.RETENTION,
    )
    return discreet(content, placement_request.child)


def _read(decision: Decision) -> None:
    """Fetch once what several parts of a record say."""
    queries.read_option(decision)
    told = ("needs", "outcomes_sought", "attempts", requests.advice_in_turn())
    prefetch_related_objects([decision.placement_request], *told)
    prefetch_related_objects(
        [decision],
        "item__interests__person",
        "approvals__agency__delegations",
        "approvals__approved_by",
    )


def _header(
    decision: Decision,
    placement_request: PlacementRequest,
    *,
    number: str,
    at: datetime,
    address: str,
) -> record.Header:
    policy = placement_request.submitted_under
    meeting = decision.item.meeting if decision.item else None
    return record.Header(
        reference=placement_request.reference,
        record_number=number,
        version=1,
        panel_name=policy.policy.identity.title,
        partners=", ".join(policy.policy.identity.owner_bodies),
        meeting=_meeting(meeting) if meeting else OUT_OF_MEETING,
        met_on=clock.date_of(meeting.starts_at if meeting else decision.decided_at),
        rules=f"Version {policy.number}, in force from {policy.effective_from:%-d %B %Y}",
        issued_at=at,
        verify_at=f"{address}/verify/",
    )


def _meeting(meeting: Meeting) -> str:
    return f"{meeting}, {'extraordinary' if meeting.is_extraordinary else 'scheduled'}"


def _decision(decision: Decision, rules: Policy) -> record.Decision:
    outcome, write = Outcome(decision.outcome), initialled(decision.placement_request.child)
    return record.Decision(
        outcome=outcome.label,
        statement=_statement(decision),
        standing=_standing(decision, rules),
        reasons=tuple(filter(None, decision.reasons.splitlines())),
        conditions=tuple(
            record.Condition(
                what=condition["what"],
                owner=condition["owner"],
                due_on=date.fromisoformat(condition["due_on"]),
            )
            for condition in decision.conditions
        ),
        departures=_departures(decision),
        equality=decision.equality_note,
        return_plan=decision.return_plan,
        dissent=tuple(
            f"{position.person.name}, {position.agency.name}: {write(position.reasons)}"
            for position in _opposed(decision)
        ),
        decided_on=clock.date_of(decision.decided_at),
        decided_by=f"{decision.decided_by.name}, {wording.as_what(decision)}",
    )


def _departures(decision: Decision) -> tuple[str, ...]:
    """Return from whose advice a decision departs, and why; and from the rules, by consent."""
    why = decision.departure_reason
    noticed = tuple(f"{sentence} {why}".strip() for sentence in decision.departures)
    return (*(noticed or filter(None, [why])), *paying.beyond(decision))


def _standing(decision: Decision, rules: Policy) -> str:
    """Return what a decision is worth by itself, where that isn't everything."""
    if decision.option is None:
        return ""
    told, final = [], rules.decision.final_authority
    if rules.decision.status in ("recommends", "advises") and final:
        who = Grade.named(final).label.lower()
        told.append(f"The panel recommends; a {who} or more senior decides, among those who pay.")
    return " ".join(filter(None, [*told, wording.endorsement(decision)]))


def _opposed(decision: Decision) -> Iterable[Position]:
    """Return who opposed on the item that was decided; on its ratification, if it had none."""
    opposed = Position.objects.filter(view=View.OPPOSE).select_related("person", "agency")
    if decision.item_id is None:
        return opposed.filter(item__ratifies__urgency=decision.urgency_id)
    return opposed.filter(item=decision.item_id)


def _statement(decision: Decision) -> str:
    decided = f"The panel’s outcome is: {decision.get_outcome_display().lower()}."
    return wording.statement(decision) or decided


def _legal_basis(placement_request: PlacementRequest) -> tuple[record.LegalBasis, ...]:
    if not placement_request.legal_basis:
        return ()
    why = "Named by the referring agency in its request"
    return (record.LegalBasis(provision=placement_request.legal_basis, why=why),)


def first_review(decision: Decision, rules: Policy) -> date | None:
    """Return by when what was agreed is first looked at again; None if nothing was.

    On the day of its clock, and until that runs by the rule that starts it.
    """
    option = decision.option
    if option is None or option.starts_on is None:
        return None
    is_from_decision = rules.review.first_from == "decision"
    counted_from = clock.date_of(decision.decided_at) if is_from_decision else option.starts_on
    own = working_days.add_months(counted_from, rules.review.first_after_months)
    review = first_reviews.running(decision.placement_request)
    if review is None and (change := placement_queries.change_asked(decision.placement_request)):
        review = first_reviews.carried_over(change.placement, before=own)
    return review.due_on if review else own


def _reviewer(placement_request: PlacementRequest, rules: Policy) -> str:
    """Return whose the reviews are, as of the clocks that start with the placement."""
    is_panels = rules.review.body == "panel"
    return "The coordinator" if is_panels else placement_request.referring_agency.name


def _reviews(decision: Decision, rules: Policy) -> tuple[record.Step, ...]:
    first, option = first_review(decision, rules), decision.option
    if first is None or option is None:
        return ()
    months = rules.review.months_between(is_local=option.is_local)
    then = working_days.add_months(first, months)
    owner = _reviewer(decision.placement_request, rules)
    step = record.Step(what="First review of the placement", owner=owner, due_on=first)
    if option.ends_on is not None and then > option.ends_on:
        return (step,)
    return (step, record.Step(what="Review after that", owner=owner, due_on=then))
