"""Gathers what a decision record says from the rows it rests on. Reads; never writes."""

from datetime import date, datetime

from panel import clock, money, working_days
from panel.cases import costing
from panel.cases import queries as cases
from panel.cases.models import Advice, PlacementOption, PlacementRequest
from panel.cases.vocabulary import AdviceOpinion
from panel.deadlines import queries as clocks
from panel.decisions import authority, evidence, funding, record
from panel.decisions.models import Decision, Outcome, ShareApproval
from panel.meetings.models import AgendaItem, View
from panel.money import WHOLE, Pence, in_pounds
from panel.policies.schema import Policy
from panel.pooledbudget import queries as funds
from panel.pooledbudget.models import JournalEntry

#: Working days; families are told within five in Central Bedfordshire's published practice.
FAMILY_TOLD_WITHIN = 5

RIGHTS = (
    "You may ask the panel to think again if there is new information.",
    "You may complain to the council or to the integrated care board.",
    "Where the decision changes an education, health and care plan you may ask for mediation, "
    "and you may appeal to the First-tier Tribunal within two months of the notice or one month "
    "of the mediation certificate, whichever is later.",
)


def gather(
    decision: Decision, *, number: str, entry: JournalEntry | None, at: datetime, address: str
) -> record.DecisionRecord:
    """Return everything the record of a decision says, as it stands in this transaction.

    Args:
        number: the record's own number, `JRAP-2026-00042/1`.
        entry: the ledger's commitment; None where no money was agreed.
        address: the site's public address, for the verification link.
    """
    placement_request = cases.in_full(
        PlacementRequest.objects.filter(pk=decision.placement_request_id)
    ).get()
    rules = cases.rules_for(placement_request, on=clock.date_of(decision.decided_at))
    return record.DecisionRecord(
        header=_header(decision, placement_request, number=number, at=at, address=address),
        child=_child(placement_request, decision),
        request=_request(placement_request),
        attendance=_attendance(decision.item),
        quorum=_quorum(decision),
        interests=_interests(decision.item),
        voice=_voice(placement_request),
        needs=tuple(
            _need(need.get_code_display(), need.detail) for need in placement_request.needs.all()
        ),
        outcomes=tuple(filter(None, placement_request.outcomes_sought.splitlines())),
        advice=tuple(_advice(advice) for advice in placement_request.advice.all()),
        options=tuple(_option(option, decision) for option in placement_request.options.all()),
        decision=_decision(decision),
        costs=_costs(decision.option),
        shares=_shares(decision, placement_request),
        fund=_fund(entry, decision),
        legal_basis=_legal_basis(placement_request),
        reviews=_reviews(decision.option, rules),
        notification=_notification(decision),
        retention=record.Retention(
            record_class="Joint funding decision about a child",
            rule="Kept until the person’s 31st birthday, longer if ever looked after",
        ),
    )


def _header(
    decision: Decision,
    placement_request: PlacementRequest,
    *,
    number: str,
    at: datetime,
    address: str,
) -> record.Header:
    meeting, policy = decision.item.meeting, placement_request.policy
    assert policy is not None, "A request that was decided was submitted under a policy."
    return record.Header(
        reference=placement_request.reference,
        record_number=number,
        version=1,
        panel_name=policy.policy.identity.title,
        partners=", ".join(policy.policy.identity.owner_bodies),
        meeting=f"Meeting {meeting.number}, scheduled",
        met_on=clock.date_of(meeting.starts_at),
        rules=f"Version {policy.number}, in force from {policy.effective_from:%-d %B %Y}",
        issued_at=at,
        verify_at=f"{address}/verify/",
    )


def _child(placement_request: PlacementRequest, decision: Decision) -> evidence.Child:
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


def _request(placement_request: PlacementRequest) -> evidence.Request:
    agency = placement_request.referring_agency
    assert placement_request.submitted_by is not None
    assert placement_request.submitted_at is not None
    recommended = next(o for o in placement_request.options.all() if o.is_recommended)
    return evidence.Request(
        kind=placement_request.get_kind_display(),
        asked_for=f"{recommended.get_setting_display()}: {recommended.provider}",
        referrer=placement_request.submitted_by.name,
        agency=evidence.Agency(code=agency.code, name=agency.name),
        received_on=clock.date_of(placement_request.submitted_at),
        deadlines=tuple(
            evidence.Deadline(
                name=running.title,
                source=running.source,
                due_on=running.due_on,
                finding="Running when this record was frozen",
            )
            for running in clocks.open_clocks(placement_request.reference)
            if running.rule_id == "EHC-05"
        ),
    )


def _attendance(item: AgendaItem) -> tuple[evidence.Attender, ...]:
    out = set(item.interests.values_list("person_id", flat=True))
    return tuple(
        evidence.Attender(
            name=seat.person.name,
            agency=evidence.Agency(code=seat.agency.code, name=seat.agency.name)
            if seat.agency
            else None,
            role=seat.get_role_display(),
            presence="Left for this item"
            if seat.person_id in out
            else "Present"
            if seat.is_present
            else "Apologies",
        )
        for seat in item.meeting.attendance.select_related("person", "agency")
    )


def _quorum(decision: Decision) -> evidence.Quorum:
    missing = tuple(decision.quorum["missing"])
    return evidence.Quorum(
        rule=decision.quorum["rule"],
        is_met=not missing,
        reasons=missing or (f"{decision.quorum['counted']} people were counted.",),
    )


def _interests(item: AgendaItem) -> tuple[evidence.Interest, ...]:
    return tuple(
        evidence.Interest(
            name=interest.person.name,
            nature=interest.reason,
            action="Took no part in this item and didn’t count towards its quorum",
        )
        for interest in item.interests.select_related("person")
    )


def _voice(placement_request: PlacementRequest) -> evidence.Voice:
    return evidence.Voice(
        words=placement_request.child_views,
        how_obtained=placement_request.child_views_how
        or placement_request.child_views_absent_because,
        family_views=placement_request.family_views or "Not recorded",
    )


def _need(name: str, detail: str) -> str:
    return f"{name}: {detail}" if detail else name


def _advice(advice: Advice) -> evidence.Advice:
    assert advice.given_at is not None
    assert advice.given_by is not None
    given_on = clock.date_of(advice.given_at)
    holidays = working_days.england(advice.due_on.year, given_on.year)
    late = working_days.count(advice.due_on, given_on, holidays) - 1
    return evidence.Advice(
        agency=evidence.Agency(code=advice.agency.code, name=advice.agency.name),
        adviser=advice.given_by.name,
        opinion=AdviceOpinion(advice.opinion).label,
        summary=advice.summary,
        given_on=given_on,
        days_late=max(0, late),
    )


def _option(option: PlacementOption, decision: Decision) -> evidence.Option:
    cost = _first_year(option)
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
        weekly_pence=cost.weekly_pence if cost else Pence(0),
        this_year_pence=cost.period_pence if cost else Pence(0),
        full_year_pence=cost.full_year_pence if cost else Pence(0),
        is_chosen=option.pk == decision.option_id,
        why_not=option.why_not or None,
    )


def _first_year(option: PlacementOption) -> costing.Costing | None:
    if option.starts_on is None:
        return None
    return cases.cost(option, year=costing.financial_year(option.starts_on))


def _decision(decision: Decision) -> record.Decision:
    outcome = Outcome(decision.outcome)
    return record.Decision(
        outcome=outcome.label,
        statement=_statement(decision),
        reasons=tuple(filter(None, decision.reasons.splitlines())),
        conditions=tuple(
            record.Condition(
                what=condition["what"],
                owner=condition["owner"],
                due_on=date.fromisoformat(condition["due_on"]),
            )
            for condition in decision.conditions
        ),
        dissent=tuple(
            f"{position.person.name}, {position.agency.name}: {position.reasons}"
            for position in decision.item.positions.select_related("person", "agency")
            if position.view == View.OPPOSE
        ),
        decided_on=clock.date_of(decision.decided_at),
        decided_by=f"{decision.decided_by.name}, chair",
    )


def _statement(decision: Decision) -> str:
    option = decision.option
    if option is None:
        return f"The panel’s outcome is: {decision.get_outcome_display().lower()}."
    return (
        f"{option.get_setting_display()} at {option.provider}, {option.weeks_per_year} weeks a "
        f"year, from {option.starts_on:%-d %B %Y} to {option.ends_on:%-d %B %Y}."
    )


def _costs(option: PlacementOption | None) -> tuple[funding.CostLine, ...]:
    cost = _first_year(option) if option else None
    return tuple(
        funding.CostLine(
            name=line.name,
            basis=line.working,
            weekly_pence=line.weekly_pence,
            this_year_pence=line.period_pence,
            full_year_pence=line.full_year_pence,
        )
        for line in (cost.lines if cost else ())
    )


def _shares(
    decision: Decision, placement_request: PlacementRequest
) -> tuple[funding.FundingShare, ...]:
    approvals = list(decision.approvals.select_related("agency", "approved_by"))
    if not approvals:
        return ()
    weights = {approval.pk: approval.this_year_pence for approval in approvals}
    points = money.split(Pence(WHOLE), weights)
    return tuple(
        _share(approval, points[approval.pk], panel_id=placement_request.panel_id)
        for approval in approvals
    )


def _share(approval: ShareApproval, points: int, *, panel_id: int) -> funding.FundingShare:
    lead, at = approval.approved_by, approval.approved_at
    assert lead is not None
    assert at is not None
    limit = authority.weekly_limit(lead, panel_id=panel_id, agency_id=approval.agency_id, at=at)
    return funding.FundingShare(
        agency=evidence.Agency(code=approval.agency.code, name=approval.agency.name),
        basis_points=points,
        weekly_pence=Pence(approval.weekly_pence),
        this_year_pence=Pence(approval.this_year_pence),
        full_year_pence=Pence(approval.full_year_pence),
        approved_by=lead.name,
        approved_at=at,
        authority=f"Agency lead, up to {in_pounds(limit)} a week",
    )


def _fund(entry: JournalEntry | None, decision: Decision) -> funding.FundPosition | None:
    if entry is None:
        return None
    left = funds.position(entry.fund_year_id).overall.uncommitted_pence
    asked = sum(share.this_year_pence for share in decision.approvals.all())
    return funding.FundPosition(
        fund=entry.fund.name,
        financial_year=entry.fund_year.span,
        before_pence=Pence(left + asked),
        after_pence=left,
        journal=str(entry.number),
    )


def _legal_basis(placement_request: PlacementRequest) -> tuple[record.LegalBasis, ...]:
    if not placement_request.legal_basis:
        return ()
    why = "Named by the referring agency in its request"
    return (record.LegalBasis(provision=placement_request.legal_basis, why=why),)


def _reviews(option: PlacementOption | None, rules: Policy) -> tuple[record.Step, ...]:
    if option is None or option.starts_on is None:
        return ()
    first = working_days.add_months(option.starts_on, rules.review.first_after_months)
    then = working_days.add_months(first, rules.review.then_every_months)
    owner = "Referring agency"
    return (
        record.Step(what="First review of the placement", owner=owner, due_on=first),
        record.Step(what="Review after that", owner=owner, due_on=then),
    )


def _notification(decision: Decision) -> record.Notification:
    decided_on = clock.date_of(decision.decided_at)
    holidays = working_days.england(decided_on.year, decided_on.year + 1)
    by = working_days.add(decided_on, FAMILY_TOLD_WITHIN, holidays)
    return record.Notification(letter=f"By letter, by {by:%-d %B %Y}", rights=RIGHTS)
