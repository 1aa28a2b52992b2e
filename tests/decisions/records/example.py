"""Decision records for tests: one whole, invented, and ways to vary it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from panel.decisions.records import evidence, funding, record
from panel.money import Pence

EDUCATION = evidence.Agency(code="education", name="Education")
HEALTH = evidence.Agency(code="health", name="Health")
SOCIAL_CARE = evidence.Agency(code="social-care", name="Social care")

HEADER = record.Header(
    reference="JRAP-2026-00131",
    record_number="JRAP-2026-00131/1",
    version=1,
    panel_name="Joint Resources and Assessment Panel",
    partners="Northmere Council and Northmere Integrated Care Board",
    meeting="Meeting 13, scheduled",
    met_on=date(2026, 11, 17),
    rules="Version 4, in force from 1 April 2026",
    issued_at=datetime(2026, 11, 20, 16, 31, 7, tzinfo=UTC),
    verify_at="https://panel.northmere.example/verify/",
)

CHILD = evidence.Child(
    initials="X.J.",
    age=11,
    main_need="Autism",
    other_needs=("Anxiety", "Epilepsy"),
    legal_status="Child in need (Children Act 1989, section 17)",
    has_ehc_plan=True,
    setting="At home since June 2026, after a special school place ended",
)

REQUEST = evidence.Request(
    kind="New placement",
    asked_for="A residential school place, 52 weeks a year, within an hour of home.",
    referrer="Sam Whitcombe, social worker",
    agency=SOCIAL_CARE,
    received_on=date(2026, 8, 24),
    deadlines=(
        evidence.Deadline(
            name="EHC plan, 20 weeks",
            source="SEND Regulations 2014, regulation 13(2)",
            due_on=date(2027, 1, 11),
            finding="On course: 55 days left at the decision",
        ),
        evidence.Deadline(
            name="Continuing care decision",
            source="National Framework, children and young people",
            due_on=date(2026, 11, 30),
            finding="Met, 13 days early",
        ),
    ),
)

ATTENDANCE = (
    evidence.Attender(
        name="Ruth Adeyemi", agency=None, role="Chair, independent", presence="Present"
    ),
    evidence.Attender(
        name="Dele Marsh", agency=EDUCATION, role="Head of SEND", presence="Present"
    ),
    evidence.Attender(
        name="Tomasz Łuczak", agency=EDUCATION, role="Educational psychologist", presence="Present"
    ),
    evidence.Attender(
        name="Priya Raman", agency=HEALTH, role="Continuing care lead", presence="Present"
    ),
    evidence.Attender(
        name="Siân Ŵyn Hughes",
        agency=HEALTH,
        role="Designated clinical officer",
        presence="Stood in for Owen Blake",
    ),
    evidence.Attender(
        name="Ines Varga", agency=SOCIAL_CARE, role="Service manager", presence="Present"
    ),
    evidence.Attender(
        name="Callum Reid",
        agency=SOCIAL_CARE,
        role="Team manager",
        presence="Left for this item",
    ),
)

VOICE = evidence.Voice(
    words="I want somewhere quiet where staff do not change every week. "
    "I want to keep my dog at weekends.",
    how_obtained="Told to an independent advocate, using picture cards",
    obtained_on=date(2026, 11, 3),
    family_views="Parents agree with option B. They worry about the distance to option C.",
    disagreement="None recorded.",
)

OPTIONS = (
    evidence.Option(
        label="A",
        name="Local special school with a package at home",
        meets_needs="No",
        suitability="The same kind of place broke down twice. No overnight staff trained for "
        "epilepsy.",
        travel="4 miles, 15 minutes",
        starts_on=date(2026, 12, 1),
        weekly_pence=Pence(214_000),
        this_year_pence=Pence(3_699_143),
        full_year_pence=Pence(11_158_571),
        why_not="Would not meet 4 of the 9 outcomes; tried before without success.",
    ),
    evidence.Option(
        label="B",
        name="Fairlea Court School, 52 weeks",
        meets_needs="Yes",
        suitability="All 9 outcomes. Class of 5, nurse on site, inspected Good in May 2026.",
        travel="16 miles, 35 minutes",
        starts_on=date(2026, 12, 7),
        weekly_pence=Pence(342_000),
        this_year_pence=Pence(5_618_571),
        full_year_pence=Pence(17_832_857),
        is_chosen=True,
    ),
    evidence.Option(
        label="C",
        name="Fenwick Lodge, 52 weeks",
        meets_needs="Partly",
        suitability="7 of 9 outcomes. Inspected Requires improvement in January 2026.",
        travel="46 miles, 1 hour 20 minutes",
        starts_on=date(2027, 2, 22),
        weekly_pence=Pence(431_000),
        this_year_pence=Pence(2_339_714),
        full_year_pence=Pence(22_473_571),
        why_not="Too far for weekends at home, and no nurse at night.",
    ),
)

ADVICE = (
    evidence.Advice(
        agency=EDUCATION,
        adviser="Tomasz Łuczak, educational psychologist",
        opinion="Supports B",
        summary="Needs a small class, one-to-one for 15 hours and therapy on site. Mainstream and "
        "local special options have been tried.",
        given_on=date(2026, 11, 2),
    ),
    evidence.Advice(
        agency=HEALTH,
        adviser="Lena Brandt, nurse assessor",
        opinion="Supports B with a condition",
        summary="Eligible for continuing care: 2 severe and 3 high needs. A nursing plan must be "
        "in place before the start.",
        given_on=date(2026, 11, 12),
    ),
    evidence.Advice(
        agency=SOCIAL_CARE,
        adviser="Ines Varga, service manager",
        opinion="Supports B, would accept C",
        summary="52 weeks brings duties under sections 85 and 20, to be decided and recorded.",
        given_on=date(2026, 11, 18),
        days_late=1,
    ),
)

DECISION = record.Decision(
    outcome="Agreed with 2 conditions",
    statement="Residential placement, 52 weeks a year, at Fairlea Court School from Monday "
    "7 December 2026. First review by 7 March 2027.",
    reasons=(
        "Need was settled first: X.J. needs a small, steady setting with waking night staff and "
        "a nurse on site. Only option B gives all three.",
        "Option B is within an hour of home, so the weekends at home that X.J. asked for can go "
        "on.",
        "Among the options that meet the need, B costs least over a full year.",
    ),
    conditions=(
        record.Condition(
            what="Nursing plan agreed with the provider",
            owner="Lena Brandt",
            due_on=date(2026, 12, 4),
            otherwise="The start is put off until it is.",
        ),
        record.Condition(
            what="Return-home plan drafted", owner="Sam Whitcombe", due_on=date(2027, 3, 7)
        ),
    ),
    departures=(),
    decided_on=date(2026, 11, 17),
    decided_by="The panel, without dissent; Ruth Adeyemi in the chair",
)

COSTS = (
    funding.CostLine(
        name="Education and care, Fairlea Court",
        basis="£3,000.00 a week; 115 days from 7 December to 31 March",
        weekly_pence=Pence(300_000),
        this_year_pence=Pence(4_928_571),
        full_year_pence=Pence(15_642_857),
    ),
    funding.CostLine(
        name="Nursing at night",
        basis="£420.00 a week; 115 days from 7 December to 31 March",
        weekly_pence=Pence(42_000),
        this_year_pence=Pence(690_000),
        full_year_pence=Pence(2_190_000),
    ),
)

SHARES = (
    funding.FundingShare(
        agency=EDUCATION,
        basis_points=4_000,
        weekly_pence=Pence(136_800),
        this_year_pence=Pence(2_247_429),
        full_year_pence=Pence(7_133_143),
        approved_by="Dele Marsh",
        approved_at=datetime(2026, 11, 19, 9, 14, tzinfo=UTC),
        authority="Up to £3,000.00 a week (scheme of delegation, clause 7.2)",
    ),
    funding.FundingShare(
        agency=HEALTH,
        basis_points=3_000,
        weekly_pence=Pence(102_600),
        this_year_pence=Pence(1_685_571),
        full_year_pence=Pence(5_349_857),
        approved_by="Priya Raman",
        approved_at=datetime(2026, 11, 20, 16, 31, tzinfo=UTC),
        authority="Up to £3,000.00 a week (ICB operational scheme, table 3)",
    ),
    funding.FundingShare(
        agency=SOCIAL_CARE,
        basis_points=3_000,
        weekly_pence=Pence(102_600),
        this_year_pence=Pence(1_685_571),
        full_year_pence=Pence(5_349_857),
        approved_by="Ines Varga",
        approved_at=datetime(2026, 11, 20, 11, 2, tzinfo=UTC),
        authority="Deputy for Joan Pell until 30 November 2026, up to £1,500.00 a week",
    ),
)

RECORD = record.DecisionRecord(
    header=HEADER,
    child=CHILD,
    request=REQUEST,
    attendance=ATTENDANCE,
    quorum=evidence.Quorum(
        rule="At least 5 voting members, with each agency present, and the chair or a deputy.",
        is_met=True,
        reasons=("6 voting members took part: 2 education, 2 health, 1 social care, the chair.",),
    ),
    interests=(
        evidence.Interest(
            name="Callum Reid",
            nature="A relative works at Fairlea Court School",
            action="Left for this item, saw none of its papers and gave no position.",
        ),
    ),
    papers=(
        evidence.Paper(
            title="Panel report, version 3",
            author="Sam Whitcombe",
            dated_on=date(2026, 11, 9),
            sha256="9f2c41d70b6ea8537714ce9025fb6d18e3a094bc5f271186d04a7ce982b35a61",
        ),
        evidence.Paper(
            title="Social care assessment",
            author="Ines Varga",
            dated_on=date(2026, 11, 16),
            sha256="03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4",
            waiver="Allowed late by the chair: the child was in hospital that week.",
        ),
    ),
    voice=VOICE,
    needs=(
        "A class of no more than 6, with staff who stay.",
        "Waking night staff trained for epilepsy, and a nurse on site.",
    ),
    strengths="She swims, paints and remembers every song she has heard.",
    attempts=(
        evidence.Attempt(
            what="Short breaks, two nights a week",
            period="From 7 April 2025 to 25 October 2026",
            effect="She settled there; her parents slept on those nights.",
        ),
    ),
    attempts_few="No other provider in the county could staff the nights.",
    outcomes=(
        "Sleeps through 5 nights in 7 by July 2027.",
        "In lessons for 20 hours a week by Easter 2027.",
    ),
    advice=ADVICE,
    options=OPTIONS,
    decision=DECISION,
    costs=COSTS,
    shares=SHARES,
    fund=funding.FundPosition(
        fund="Joint placements fund",
        financial_year="2026 to 2027",
        before_pence=Pence(8_100_000),
        set_aside_pence=Pence(3_000_000),
        committed_pence=Pence(5_618_571),
        after_pence=Pence(5_481_429),
        journal="00931",
    ),
    legal_basis=(
        record.LegalBasis(
            provision="Children and Families Act 2014, section 42",
            why="The local authority secures the special educational provision in the plan.",
        ),
        record.LegalBasis(
            provision="National Health Service Act 2006, section 75",
            why="Funds pooled under the agreement of 1 April 2026.",
        ),
    ),
    reviews=(
        record.Step(what="First review", owner="Sam Whitcombe", due_on=date(2027, 3, 7)),
        record.Step(what="Annual review", owner="Dele Marsh", due_on=date(2027, 11, 17)),
    ),
    actions=(
        record.Step(
            what="Sign the placement agreement", owner="Brokerage", due_on=date(2026, 12, 4)
        ),
    ),
    notification=record.Notification(
        letter="By letter and telephone, by 24 November 2026.",
        rights=(
            "Ask the panel to think again, within 20 working days.",
            "Complain to the council or to the health service.",
            "Take part in mediation, and appeal to the First-tier Tribunal within 2 months of "
            "the notice from the council or 1 month of the mediation certificate.",
        ),
    ),
    retention=record.Retention(
        record_class="Child file with EHC plan",
        rule="Kept until the 31st birthday, or the 75th if ever looked after.",
        shared_with=("Education", "Health", "Social care"),
    ),
)


URGENT = evidence.Urgent(
    because="The placement breaks down on Thursday.",
    needed_on=date(2026, 11, 19),
    taken_by="Helen Okafor",
    rule="Between meetings it takes the chair and a lead of Health.",
    to_be_ratified="By 8 December 2026, at Meeting 14",
)
RATIFICATION = evidence.Ratification(
    outcome="Not ratified",
    meeting="Meeting 14",
    answered_on=date(2026, 12, 8),
    answered_by="Margaret Osei",
    reasons=("A nearer place was free.",),
    follow_up="Bring it back as an ordinary request",
    quorum=evidence.Quorum(rule="Quorum is 4 people.", is_met=True),
)


def a_record(**changes: Any) -> record.DecisionRecord:
    """Return the sample record with some of its parts changed."""
    return replace(RECORD, **changes)


def a_correction(why: str) -> record.DecisionRecord:
    """Return the second version of the sample record, which replaces the first."""
    header = replace(
        HEADER,
        record_number="JRAP-2026-00131/2",
        version=2,
        supersedes="JRAP-2026-00131/1",
        correction=why,
    )
    return a_record(header=header)
