"""A panel's published rules as one typed, frozen document.

Each field says what it means and in which unit; the T-number is the kind of rule it answers in
the study of published panels. Only what the system enforces today is here.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

AgencyCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Days = Annotated[int, Field(ge=0, le=366)]


class Section(BaseModel):
    """Common behaviour of every part of a policy: frozen, and deaf to unknown words."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Identity(Section):
    """T001, T002: whose rules these are."""

    title: str = Field(min_length=1, description="Name printed on decision records.")
    owner_bodies: tuple[str, ...] = Field(min_length=1, description="Bodies that signed up.")


class Referral(Section):
    """T011, T014: what a request must hold before it can be submitted."""

    local_options_min: int = Field(ge=0, default=1, description="Local options compared.")
    views_required: bool = Field(
        default=True, description="The child's own views must be recorded, or why they are not."
    )


class Advice(Section):
    """T020: whose advice is asked, and how soon it is due."""

    from_agencies: tuple[AgencyCode, ...] = Field(
        min_length=1, description="Agencies that must advise before a case is ready."
    )
    due_working_days: Days = Field(default=15, description="Working days after being asked.")


class Papers(Section):
    """T023: when members have their papers."""

    circulate_working_days: Days = Field(default=5, description="Working days before a meeting.")


class Quorum(Section):
    """T044, T045: who must be in the room for a decision to count."""

    members_min: int = Field(ge=1, default=4, description="People with a vote, chair included.")
    agencies: tuple[AgencyCode, ...] = Field(
        default=(), description="Agencies that must each have a member present."
    )
    chair_required: bool = Field(default=True, description="The chair must be present.")


class Decision(Section):
    """T050, T057: how the panel decides."""

    rule: Literal["all_paying_agencies", "agencies_majority"] = Field(
        default="all_paying_agencies",
        description="Whose support an agreed outcome needs: every agency asked to pay, or most.",
    )
    approve_within_working_days: Days = Field(
        default=5, description="Working days each paying agency's lead has to approve its share."
    )


class Funding(Section):
    """When money is set aside for a request."""

    reserve_when: Literal["listed", "considered"] = Field(
        default="considered", description="The stage at which the year's cost is reserved."
    )


class Review(Section):
    """T060 and the review ladder: when a placement is looked at again."""

    first_after_months: int = Field(ge=1, le=12, default=3, description="Months from its start.")
    then_every_months: int = Field(ge=1, le=12, default=12, description="Months between later.")

    return_plan_required: bool = Field(
        default=True, description="A placement out of the area needs a plan to return (T090)."
    )
    early_requesters: tuple[
        Literal["lead_professional", "reviewing_officer", "family", "provider"], ...
    ] = Field(
        default=("lead_professional", "reviewing_officer", "family", "provider"),
        description="Who may ask for a review before its time (T091).",
    )


class Agreement(Section):
    """T085 to T087: the agreement with the provider of a placement."""

    sign_before_start: bool = Field(
        default=True, description="Everybody signs before the placement starts."
    )
    emergency_grace_working_days: Days = Field(
        default=5, description="Working days to sign after a start in an emergency; 0 allows none."
    )
    move_needs_approval: bool = Field(
        default=True, description="The agreement keeps to what the panel approved."
    )
    represent_weeks_before_end: int = Field(
        ge=0, le=52, default=8, description="Weeks before its end that it goes back to the panel."
    )


class Transition(Section):
    """T094: the birthdays before which the move to adult services is prepared."""

    trigger_ages: tuple[Annotated[int, Field(ge=0, le=25)], ...] = Field(
        default=(14, 16, 17, 18), description="Ages in years at which a step is due."
    )


class Rung(Section):
    """One reminder before or after a date."""

    working_days: int = Field(
        ge=-60, le=60, description="Working days from the due date; negative is before it."
    )
    to: Literal["owner", "coordinator"] = Field(
        description="Who is reminded: whoever owes the work, or the panel's coordinators."
    )


class Reminders(Section):
    """The ladder of reminders for each kind of date."""

    advice: tuple[Rung, ...] = ()
    approval: tuple[Rung, ...] = ()
    plan: tuple[Rung, ...] = ()
    placement: tuple[Rung, ...] = ()


class Policy(Section):
    """All the rules of one panel, at one version."""

    identity: Identity
    referral: Referral = Referral()
    advice: Advice
    papers: Papers = Papers()
    quorum: Quorum = Quorum()
    decision: Decision = Decision()
    funding: Funding = Funding()
    review: Review = Review()
    agreement: Agreement = Agreement()
    transition: Transition = Transition()
    reminders: Reminders = Reminders()
