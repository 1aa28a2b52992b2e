"""Rows as production makes them: every one is walked to its state by the real operations.

`a_panel()` returns the sample panel, `a_fund()` its fund, opened on the first call of a test.
`a_request(Stage.LISTED)` makes a new request for a new child each time.
"""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from panel.agencies.models import Panel, Person, Role
from panel.cases import operations as cases
from panel.cases.document import AdvicePart, RequestDocument
from panel.cases.document.placements import (
    AgreementPart,
    DonePart,
    EndPart,
    SignatoryPart,
    SignaturePart,
    StartPart,
)
from panel.cases.document.urgency import UrgencyPart
from panel.cases.models import Child, Placement, PlacementRequest, Urgency
from panel.cases.stages import Stage
from panel.cases.vocabulary import AdviceOpinion
from panel.cases.vocabulary.placements import EndReason, TaskKind
from panel.decisions import operations as decisions
from panel.decisions.models import Decision, Outcome
from panel.decisions.outcomes.document import OutcomePart, UrgentOutcomePart
from panel.meetings import operations as meetings
from panel.meetings.models import AgendaItem, Meeting, Ratification, View
from panel.meetings.stages import MeetingStage
from panel.money import Pence
from panel.policies import operations as policies
from panel.policies import queries as versions
from panel.policies.documents import FOLDER, parse
from panel.policies.models import PolicyVersion
from panel.pooledbudget import operations as pooledbudget
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear
from panel.sample import funds, people
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests.keeping import kept

MONDAY_9AM = datetime(2026, 9, 7, 8, tzinfo=UTC)  # nine o'clock in London
MEETING_DAY = datetime(2026, 9, 21, 8, tzinfo=UTC)
YEAR = 2026
AGENCIES = (EDUCATION, HEALTH, SOCIAL_CARE)
BEFORE_THE_START = (TaskKind.VISIT, TaskKind.HOST)
PLENTY = Pence(1_000_000_00)  # from each agency

FIRST_DAY = date(2026, 10, 5)
PLACED = datetime(2026, 10, 5, 16, tzinfo=UTC)  # at the end of the first day
KENT = (FOLDER / "kent.toml").read_text(encoding="utf-8")
RULES = parse(KENT)
CRITERIA = list(RULES.eligibility.criteria)
QUESTIONS = RULES.referral.questions
LOCAL = {
    "provider": "Northmere Park School",
    "setting": "local_special",
    "is_local": True,
    "suitability": "partly",
    "miles": 3,
    "why_not": "Its classes are too large for Quill.",
    "cost_lines": [
        {
            "kind": "education",
            "rate_pence": 20_000_00,
            "unit": "year",
            "shares": {EDUCATION: 10_000},
        }
    ],
}
CHOSEN = {
    "provider": "Alder Vale",
    "setting": "residential_52",
    "suitability": "meets",
    "is_recommended": True,
    "miles": 40,
    "starts_on": FIRST_DAY.isoformat(),
    "ends_on": "2028-07-31",
    "cost_lines": [
        {
            "kind": "care",
            "rate_pence": 3_420_01,
            "unit": "week",
            "shares": {EDUCATION: 4_000, HEALTH: 3_000, SOCIAL_CARE: 3_000},
        }
    ],
}
#: Half as dear again from its second day on, and over before another financial year.
RISING = CHOSEN | {
    "ends_on": "2027-03-31",
    "cost_lines": [
        CHOSEN["cost_lines"][0] | {"uplift_basis_points": 5_000, "uplift_from": "2026-10-06"}
    ],
}
DOCUMENT: dict[str, Any] = {
    "referring_agency": SOCIAL_CARE,
    "child": {"given_name": "Quill", "family_name": "Zander", "born_on": "2013-05-01"},
    "grounds": {"criteria_met": CRITERIA},
    "story": {
        "story": "Quill has not been in school since March.",
        "outcomes_sought": "To learn with others every day.\nTo come home at weekends.",
        "child_views": "I want to be near my brother.",
        "child_views_how": "With picture cards, at home",
        "legal_basis": "Children and Families Act 2014, section 26",
    },
    "needs": [{"code": "ASD"}, {"code": "SLCN", "detail": "Uses picture cards"}],
    "options": [LOCAL, CHOSEN],
    "tried_less_because": "Quill moved here in March.",
    "preparation": {
        "agencies_met_on": "2026-08-20",
        "known_to": {EDUCATION: "known", HEALTH: "not_known"},
        "advocacy": "declined",
    },
    "panel_answers": [{"question": text, "answer": "As told above."} for text in QUESTIONS],
    "declaration": {
        "attached": [
            "child_plan",
            "Assessment by Education",
            "Assessment by Health",
            "Assessment by Social care",
        ],
        "is_declared": True,
        "signed_off_name": "Ada Fenn",
        "signed_off_grade": "service_manager",
        "signed_off_on": "2026-09-01",
    },
}


def a_panel() -> Panel:
    """Return the sample panel, with its people and rules."""
    return people.establish(password=None, at=MONDAY_9AM)


def a_person(role: Role, agency: str = "") -> Person:
    """Return the first sample person who holds a role, for an agency where one is named."""
    return people.one(role, agency)


@kept
def a_fund(*, pence_each: Pence = PLENTY, kind: FundKind = FundKind.POOLED) -> FundYear:
    """Return this year of the panel's fund, opened on the first call with this much."""
    panel, by = a_panel(), a_person(Role.FUND_MANAGER)
    if standing := FundYear.objects.filter(fund__panel=panel, year=YEAR).first():
        return standing
    ids = list(panel.agencies.values_list("pk", flat=True))
    fund = pooledbudget.open_fund(
        panel_id=panel.pk,
        code="pool",
        name="Northmere pooled fund",
        kind=kind,
        host_id=panel.agencies.get(code=EDUCATION).pk,
        by=by,
        at=MONDAY_9AM,
    )
    funds.agree(fund, starts_on=date(YEAR, 4, 1), at=MONDAY_9AM)
    fund_year = pooledbudget.open_fund_year(
        fund_id=fund.pk, year=YEAR, agency_ids=ids, by=by, at=MONDAY_9AM
    )
    if pence_each:
        pooledbudget.receive_contribution(
            fund_year=fund_year,
            about="Agreement",
            amounts=dict.fromkeys(ids, pence_each),
            key="agreement",
            by=by,
            at=MONDAY_9AM,
        )
    return fund_year


@kept
def ruled_by(document: str) -> PolicyVersion:
    """Bring rules into force for the sample panel."""
    return policies.load(
        panel_id=a_panel().pk,
        document=document,
        effective_from=MONDAY_9AM.date(),
        by=None,
        at=MONDAY_9AM,
    )


def live_by(stated: str, instead: str) -> None:
    """Bring the sample panel's rules into force with one of them stated otherwise."""
    assert stated in KENT
    ruled_by(KENT.replace(stated, instead, 1))


def a_document(**changes: Any) -> RequestDocument:
    """Return a request that could be submitted, but for the top-level `changes`.

    It is for another child, however many are made, unless there is one under its NHS number.
    """
    told = DOCUMENT | changes
    number = told["child"].get("nhs_number")
    is_known = bool(number) and Child.objects.filter(nhs_number=number).exists()
    return RequestDocument.model_validate({"is_another_child": not is_known} | told, strict=False)


def as_asked() -> dict[str, Any]:
    """Return what answers the rules in force, in their own words."""
    rules = versions.in_force(a_panel().pk, on=MONDAY_9AM.date()).policy
    answers = [{"question": text, "answer": "As told above."} for text in rules.referral.questions]
    return {
        "grounds": {"criteria_met": rules.eligibility.criteria},
        "panel_answers": answers,
    }


def a_request(stage: Stage = Stage.DRAFT, **changes: Any) -> PlacementRequest:
    """Return a new request at a stage; `changes` are those of `a_document`."""
    if not changes:
        return _as_usual(stage)
    return _drafted(**changes) if stage is Stage.DRAFT else _otherwise(stage, **changes)


@kept
def _as_usual(stage: Stage) -> PlacementRequest:
    return _drafted() if stage is Stage.DRAFT else _taken_on(a_request(STEPS[stage][0]), stage)


@kept
def _otherwise(stage: Stage, **changes: Any) -> PlacementRequest:
    return _walked(stage, **changes)


def _walked(stage: Stage, **changes: Any) -> PlacementRequest:
    if stage is Stage.DRAFT:
        return _drafted(**changes)
    return _taken_on(_walked(STEPS[stage][0], **changes), stage)


def _taken_on(placement_request: PlacementRequest, stage: Stage) -> PlacementRequest:
    STEPS[stage][1](placement_request)
    placement_request.refresh_from_db()
    return placement_request


def _drafted(**changes: Any) -> PlacementRequest:
    a_fund()
    return cases.draft(
        panel_id=a_panel().pk,
        document=a_document(**(as_asked() | changes)),
        by=a_person(Role.REFERRER),
        at=MONDAY_9AM,
    )


def submit(placement_request: PlacementRequest) -> None:
    """Send it to the panel team."""
    cases.submit(
        placement_request_id=placement_request.pk, by=a_person(Role.REFERRER), at=MONDAY_9AM
    )


def send_back(placement_request: PlacementRequest) -> None:
    """Return it to the referrer."""
    cases.return_to_referrer(
        placement_request_id=placement_request.pk,
        question="Which school was tried before?",
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


def ask_for_advice(placement_request: PlacementRequest) -> None:
    """Ask every agency."""
    cases.ask_for_advice(
        placement_request_id=placement_request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
    )


def give_advice(
    placement_request: PlacementRequest, *agencies: str, at: datetime = MONDAY_9AM
) -> None:
    """Have advisers answer for these agencies."""
    for code in agencies:
        cases.give_advice(
            placement_request_id=placement_request.pk,
            agency_code=code,
            advice=AdvicePart(opinion=AdviceOpinion.SUPPORTS, summary="It would meet the need."),
            by=a_person(Role.ADVISER, code),
            at=at,
        )


def take_urgently(placement_request: PlacementRequest, **changes: Any) -> Urgency:
    """Have the coordinator say why it can't wait; `changes` are those of the part."""
    said = {"reason": "Quill can’t stay at home.", "needed_on": date(2026, 9, 10)}
    return decisions.take_urgently(
        placement_request_id=placement_request.pk,
        urgency=UrgencyPart(**(said | changes)),
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


def decide_urgently(
    placement_request: PlacementRequest, by: Person | None = None, *, option: str = "B"
) -> Decision:
    """Have the chair, or whoever else, agree an option between meetings: the one recommended."""
    return decisions.decide_urgently(
        placement_request_id=placement_request.pk,
        outcome=UrgentOutcomePart(
            outcome=Outcome.AGREED,
            reasons="No other place is free.",
            option=option,
            equality_note="What disability asks for was weighed.",
            return_plan="A place at Northmere Park, once the new unit opens.",
        ),
        by=by or a_person(Role.CHAIR),
        at=MONDAY_9AM,
    )


def fund_urgently(placement_request: PlacementRequest) -> Ratification:
    """Have it agreed between meetings and approved by every payer; return what is owed then."""
    owed = _funded_urgently(placement_request)
    placement_request.refresh_from_db()
    return owed


@kept
def _funded_urgently(placement_request: PlacementRequest) -> Ratification:
    take_urgently(placement_request)
    decide_urgently(placement_request)
    approve(placement_request, *AGENCIES, at=MONDAY_9AM)
    return Ratification.objects.get(urgency__placement_request=placement_request)


def make_ready(placement_request: PlacementRequest) -> None:
    """Have every agency advise, then mark it ready."""
    give_advice(placement_request, *AGENCIES)
    cases.mark_ready(
        placement_request_id=placement_request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
    )


def list_it(placement_request: PlacementRequest) -> None:
    """Put it alone on a new meeting's agenda."""
    decisions.list_request(
        meeting_id=a_meeting().pk,
        placement_request_id=placement_request.pk,
        by=a_person(Role.COORDINATOR),
        at=MONDAY_9AM,
    )


def consider(placement_request: PlacementRequest) -> None:
    """Send the papers, have every member support it, open the meeting and the item."""
    item = the_item(placement_request)
    open_meeting(item.meeting)
    for code in AGENCIES:
        take_position(item, View.SUPPORT, code)
    decisions.consider(item_id=item.pk, by=a_person(Role.CHAIR), at=MEETING_DAY)


def take_position(item: AgendaItem, view: View, agency: str) -> None:
    """Have an agency's member say what they think."""
    meetings.give_position(
        item_id=item.pk,
        view=view,
        reasons="Having read the papers.",
        by=a_person(Role.MEMBER, agency),
        at=MEETING_DAY,
    )


def an_outcome(outcome: Outcome, option: str = "", **changes: Any) -> OutcomePart:
    """Return an outcome that states what the rules ask, but for the `changes`."""
    stated = {
        "reasons": "It meets the need.",
        "departure_reason": "The panel heard the school since.",
        "equality_note": "What disability asks for was weighed.",
        "split_reason": "By what each agency has to provide." if option else "",
        "return_plan": "Back to Northmere Park at sixteen." if option else "",
        "deferral_reason": "Information is missing" if outcome is Outcome.DEFERRED else "",
        "referred_to": "The continuing care panel" if outcome is Outcome.REFERRED_ON else "",
    }
    return OutcomePart(outcome=outcome, option=option, **(stated | changes))


@kept
def decide(
    placement_request: PlacementRequest,
    outcome: Outcome,
    option: str = "",
    *,
    at: datetime = MEETING_DAY,
    **changes: Any,
) -> Decision:
    """Have the chair record an outcome; `changes` are those of `an_outcome`."""
    return decisions.record_outcome(
        item_id=the_item(placement_request).pk,
        outcome=an_outcome(outcome, option, **changes),
        by=a_person(Role.CHAIR),
        at=at,
    )


def agree(placement_request: PlacementRequest) -> None:
    """Agree the recommended option."""
    decide(placement_request, Outcome.AGREED, "B")


@kept
def approve(
    placement_request: PlacementRequest, *agencies: str, at: datetime = MEETING_DAY
) -> None:
    """Have the leads of these agencies approve their shares."""
    decision = placement_request.decisions.latest("pk")
    for code in agencies:
        decisions.approve_share(
            approval_id=decision.approvals.get(agency__code=code).pk,
            by=a_person(Role.AGENCY_LEAD, code),
            at=at,
        )


@kept
def refuse(placement_request: PlacementRequest, agency: str = HEALTH) -> None:
    """Have the lead of an agency not agree to its share."""
    decision = placement_request.decisions.latest("pk")
    decisions.refuse_share(
        approval_id=decision.approvals.get(agency__code=agency).pk,
        reason="It isn't a need of this agency.",
        by=a_person(Role.AGENCY_LEAD, agency),
        at=MEETING_DAY,
    )


def withdraw(placement_request: PlacementRequest) -> None:
    """Have the referrer take it back."""
    decisions.withdraw(
        placement_request_id=placement_request.pk,
        reason="The family moved away.",
        by=a_person(Role.REFERRER),
        at=MEETING_DAY,
    )


def an_agreement(**changes: Any) -> AgreementPart:
    """Return the agreement for `CHOSEN`, but for the `changes`."""
    terms = {
        "provider": "Alder Vale",
        "starts_on": FIRST_DAY,
        "ends_on": date(2028, 7, 31),
        "weeks_per_year": 52,
        "weekly_rate_pence": 3_420_01,
        "notice_weeks": 4,
        "return_plan": "A place at Northmere Park, once the new unit opens.",
        "return_by": date(2028, 9, 1),
        "signatories": (
            SignatoryPart(name="Ada Vale", on_behalf_of="Alder Vale"),
            SignatoryPart(name="Dele Marsh", on_behalf_of="Northmere County Council"),
        ),
    }
    return AgreementPart(**(terms | changes))


def draw_up(placement_request: PlacementRequest, **changes: Any) -> None:
    """Have the coordinator draw up the agreement; `changes` are those of `an_agreement`."""
    decisions.draw_up_agreement(
        placement_request_id=placement_request.pk,
        agreement=an_agreement(**changes),
        by=a_person(Role.COORDINATOR),
        at=MEETING_DAY,
    )


def sign(placement_request: PlacementRequest) -> None:
    """Record that everybody who hasn't signed the agreement in force has."""
    agreement = placement_request.placement.agreements.latest("version")
    for signatory in agreement.signatories.filter(signed_on=None):
        cases.record_signature(
            signatory_id=signatory.pk,
            signature=SignaturePart(signed_on=MEETING_DAY.date()),
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY,
        )


def prepare(placement_request: PlacementRequest) -> None:
    """Have everything done that the rules want before it starts."""
    waiting = placement_request.placement.tasks.filter(kind__in=BEFORE_THE_START, done_at=None)
    for task in waiting:
        cases.finish_task(
            task_id=task.pk,
            done=DonePart(note="It was done."),
            by=a_person(Role.COORDINATOR),
            at=MEETING_DAY,
        )


def place(placement_request: PlacementRequest, **changes: Any) -> Placement:
    """Draw the agreement up, have it signed and prepared for, and start on the first day."""
    draw_up(placement_request, **changes)
    sign(placement_request)
    prepare(placement_request)
    return decisions.start_placement(
        placement_request_id=placement_request.pk,
        start=StartPart(started_on=FIRST_DAY),
        by=a_person(Role.COORDINATOR),
        at=PLACED,
    )


def end(placement_request: PlacementRequest) -> Placement:
    """End the placement on its first day."""
    return decisions.end_placement(
        placement_request_id=placement_request.pk,
        end=EndPart(ended_on=FIRST_DAY, reason=EndReason.BREAKDOWN),
        by=a_person(Role.COORDINATOR),
        at=PLACED,
    )


#: Stage → the stage before it on the way there, and the step from one to the other.
STEPS: dict[Stage, tuple[Stage, Callable[[PlacementRequest], object]]] = {
    Stage.SUBMITTED: (Stage.DRAFT, submit),
    Stage.RETURNED: (Stage.SUBMITTED, send_back),
    Stage.ADVICE: (Stage.SUBMITTED, ask_for_advice),
    Stage.READY: (Stage.ADVICE, make_ready),
    Stage.URGENT: (Stage.SUBMITTED, take_urgently),
    Stage.LISTED: (Stage.READY, list_it),
    Stage.CONSIDERED: (Stage.LISTED, consider),
    Stage.DEFERRED: (Stage.CONSIDERED, lambda row: decide(row, Outcome.DEFERRED)),
    Stage.DECLINED: (Stage.CONSIDERED, lambda row: decide(row, Outcome.DECLINED)),
    Stage.REFERRED_ON: (Stage.CONSIDERED, lambda row: decide(row, Outcome.REFERRED_ON)),
    Stage.FUNDING: (Stage.CONSIDERED, agree),
    Stage.DISPUTED: (Stage.FUNDING, refuse),
    Stage.APPROVED: (Stage.FUNDING, lambda row: approve(row, *AGENCIES)),
    Stage.PLACED: (Stage.APPROVED, place),
    Stage.ENDED: (Stage.PLACED, end),
    Stage.WITHDRAWN: (Stage.SUBMITTED, withdraw),
}


def the_item(placement_request: PlacementRequest) -> AgendaItem:
    """Return the agenda item a request stands on, or stood on last."""
    return placement_request.agenda_items.select_related("meeting").latest("pk")


@kept
def a_meeting(
    stage: MeetingStage = MeetingStage.PLANNED, *, planned_at: datetime = MONDAY_9AM
) -> Meeting:
    """Return a new meeting at a stage; from `papers_out` on, with one request on its agenda.

    `planned_at`: one planned a day later than usual is extraordinary, and takes requests whenever.
    """
    if stage is MeetingStage.PLANNED:
        return meetings.plan(
            panel_id=a_panel().pk,
            starts_at=a_free_moment(),
            place="County Hall",
            by=a_person(Role.COORDINATOR),
            at=planned_at,
        )
    placement_request = a_request(Stage.LISTED)
    meeting = the_item(placement_request).meeting
    if stage is MeetingStage.PAPERS_OUT:
        send_papers(meeting)
    elif stage is MeetingStage.CANCELLED:
        cancel(meeting)
    else:
        open_meeting(meeting)
    if stage is MeetingStage.CLOSED:
        consider_and_close(placement_request, meeting)
    meeting.refresh_from_db()
    return meeting


def a_free_moment() -> datetime:
    """Return the first minute of the meeting day at which no meeting of the panel starts."""
    taken = set(a_panel().meetings.values_list("starts_at", flat=True))
    moments = (MEETING_DAY + timedelta(minutes=minute) for minute in itertools.count())
    return next(moment for moment in moments if moment not in taken)


def cancel(meeting: Meeting) -> Meeting:
    """Cancel a meeting a week ahead."""
    return decisions.cancel_meeting(
        meeting_id=meeting.pk,
        reason="The hall is flooded.",
        by=a_person(Role.COORDINATOR),
        at=MEETING_DAY - timedelta(days=7),
    )


def send_papers(meeting: Meeting) -> None:
    """Send the papers a week ahead."""
    meetings.send_papers(
        meeting_id=meeting.pk, by=a_person(Role.COORDINATOR), at=MEETING_DAY - timedelta(days=7)
    )


@kept
def open_meeting(meeting: Meeting, *absent: str) -> None:
    """Send the papers, then open the meeting with everyone there but members of `absent`."""
    send_papers(meeting)
    members = [a_person(Role.MEMBER, code) for code in AGENCIES if code not in absent]
    chair = a_person(Role.CHAIR)
    meetings.start(
        meeting_id=meeting.pk,
        present_ids=[chair.pk, *(member.pk for member in members)],
        by=chair,
        at=max(MEETING_DAY, meeting.starts_at),
    )


def consider_and_close(placement_request: PlacementRequest, meeting: Meeting) -> None:
    """Defer the one item of an open meeting and close it."""
    chair = a_person(Role.CHAIR)
    decisions.consider(item_id=the_item(placement_request).pk, by=chair, at=MEETING_DAY)
    decide(placement_request, Outcome.DEFERRED)
    meetings.close(meeting_id=meeting.pk, by=chair, at=MEETING_DAY + timedelta(hours=2))
