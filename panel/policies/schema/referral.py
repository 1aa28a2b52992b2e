"""What a request must hold, whose advice it needs, and on what basis information is shared."""

from typing import Literal

from panel.policies.schema.values import Age, AgencyCode, Days, GradeName, Section, Words, field


class RequiredDocument(Section):
    """A document that a kind of case needs."""

    document: Words = field(
        ...,
        "What it is: in the panel's own words, or child_plan, ehc_plan, education_report, "
        "health_assessment, care_assessment, risk_assessment or provider_offer.",
        "T009",
    )
    for_cases: Literal["all", "ehc_plan", "looked_after", "health", "each_agency"] = field(
        "all", "Which cases need it; each agency's own, for each that would pay.", "T009"
    )


class Referral(Section):
    """What a request must hold before it can be submitted."""

    local_options_min: int = field(1, "Local options compared.", "T011", ge=0, unit="options")
    options_tried_min: int = field(
        3, "Kinds of local help tried, or a reason.", "T011", ge=0, le=20, unit="entries"
    )
    search_order_required: bool = field(
        False, "Options are searched for nearest home first.", "T011"
    )
    required_documents: tuple[RequiredDocument, ...] = field((), "Evidence to send.", "T009")
    prior_meeting_required: bool = field(True, "The agencies met about the child first.", "T010")
    cross_agency_check: bool = field(True, "Each agency is asked whether it knows them.", "T012")
    health_referral: bool = field(True, "Health is told when a need may be for health.", "T012")
    signoff_grade: GradeName = field(
        "service_manager", "Who signs it off in the sending agency, at least.", "T013"
    )
    views_required: bool = field(
        True, "The child's own views must be recorded, or why they are not.", "T014"
    )
    views_absence_reason: bool = field(True, "A reason may stand in for absent views.", "T014")
    advocacy_question: bool = field(True, "Whether an advocate was offered is asked.", "T015")
    questions: tuple[Words, ...] = field((), "The panel's own questions.", "T016")


class Advice(Section):
    """Whose advice is asked, and how soon it is due."""

    from_agencies: tuple[AgencyCode, ...] = field(
        ..., "Agencies that must advise before a case is ready.", "T020", min_length=1
    )
    due_working_days: Days = field(15, "Time for advice, once asked.", "T020", unit="working days")
    stop_clock_reasons: tuple[
        Literal["awaiting_information", "family_away", "school_closed"], ...
    ] = field((), "What excuses advice that is late.", "T020")
    reuse_requires: tuple[Literal["adviser", "authority", "family"], ...] = field(
        ("adviser", "authority", "family"), "Who must agree to use older advice.", "T021"
    )


class LawfulBasis(Section):
    """Why an agency may share information."""

    agency: AgencyCode = field(..., "The agency's code.", "T019")
    basis: Literal["public_task", "legal_obligation", "consent", "vital_interests"] = field(
        ..., "Its lawful basis (UK GDPR, article 6).", "T019"
    )


class Sharing(Section):
    """On what basis information about a child is shared."""

    bases: tuple[LawfulBasis, ...] = field((), "Each agency's lawful basis.", "T019")
    consent_required: bool = field(False, "Signed consent is needed.", "T019")
    child_consent_age: Age | None = field(
        None, "Age from which the child's own consent counts; none is set.", "T019", unit="years"
    )
    capacity_age: Age = field(
        16, "Age from which the young person's capacity is recorded.", "T019", unit="years"
    )
