"""When papers are due and the panel meets, and who may be there."""

from collections.abc import Iterator
from datetime import date, time
from typing import Literal

from panel.policies.schema.lead import Lead
from panel.policies.schema.values import (
    Contradiction,
    Days,
    Duration,
    GradeName,
    Months,
    Part,
    Section,
    Weekday,
    Words,
    field,
)


class Calendar(Section):
    """How days are counted."""

    cutoff_time: time = field(time(17), "When a last day ends, London time.", "T024")
    bank_holidays: Literal[
        "england", "wales", "scotland", "northern_ireland", "guernsey", "jersey", "isle_of_man"
    ] = field("england", "Whose bank holidays aren't working days.", "T024")
    closed_days: tuple[date, ...] = field((), "Other days on which offices are closed.", "T024")


class Papers(Section):
    """When papers are sent in and when members have them."""

    submit: Lead = field(Lead(days=10), "When papers must have come.", "T022")
    circulate: Lead = field(Lead(days=5), "When members must have them.", "T023")
    late: Literal["allow_with_chair", "defer", "reject"] = field(
        "allow_with_chair", "What becomes of papers that come late.", "T025"
    )
    late_working_days: Days = field(
        2, "How late the chair may still allow.", "T025", unit="working days"
    )
    templates: tuple[Literal["referral", "advice", "options", "decision", "review"], ...] = field(
        ("referral", "advice", "options", "decision", "review"), "Forms in use.", "T026"
    )
    quality_score: bool = field(True, "Members score each paper from 1 to 5.", "T027")
    quality_report_months: Months = field(
        6, "How often the scores are reported.", "T027", unit="months"
    )


class Recurrence(Section):
    """A pattern of days on which a panel meets."""

    every: Literal["week", "month"] = field(..., "What comes round.", "T028")
    interval: int = field(1, "Every so many of them.", "T028", ge=1, le=12)
    weekday: Weekday = field(..., "On which day.", "T029")
    week_of_month: int | None = field(
        None, "Monthly: the first to the fourth such day, or -1, the last.", "T029", ge=-1, le=4
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if self.week_of_month == 0 or (self.every == "month") != (self.week_of_month is not None):
            yield Contradiction("week_of_month", "Say which of a month's, and only of a month's.")


class Meeting(Section):
    """When the panel meets, for how long, and what if too few come."""

    recurrence: Recurrence | None = field(None, "The pattern; none is set.", "T028", "T029")
    term_only: bool = field(False, "Only in school terms.", "T029")
    a_year_min: int = field(4, "Meetings in a year, at least.", "T028", ge=0, le=60)
    minutes: int = field(180, "How long a meeting lasts.", "T030", ge=10, le=600, unit="minutes")
    slot_minutes: int = field(20, "Time for one request.", "T030", ge=1, le=180, unit="minutes")
    max_items: int = field(8, "Requests on one agenda.", "T030", ge=1, le=100, unit="requests")
    extra_requesters: tuple[Literal["chair", "agency_lead", "coordinator"], ...] = field(
        ("chair", "agency_lead"), "Who may call an extra meeting.", "T031"
    )
    extra_members: Part | None = field(None, "Part of the members who may, too.", "T031")
    extra_within: Duration = field(Duration(count=5), "How soon it is held.", "T031")
    inquorate: Literal["reconvene", "proceed_in_principle"] = field(
        "reconvene", "What happens without a quorum.", "T032"
    )
    reconvene_within: Duration = field(Duration(count=10), "How soon it is held again.", "T032")
    clerk_required: bool = field(True, "A clerk without a vote takes the minutes.", "T034")
    family_attendance: Literal["never", "invited", "represented"] = field(
        "invited", "Whether the family may be there.", "T035"
    )
    observers: Literal["never", "chair_consent", "invited"] = field(
        "chair_consent", "Whether observers may be there.", "T035"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if self.slot_minutes * self.max_items > self.minutes:
            yield Contradiction("max_items", "So many requests need more time than a meeting has.")


class Triage(Section):
    """A smaller meeting that looks at requests before the panel does."""

    held: bool = field(True, "Whether there is one.", "T033")
    title: Words = field("Pre-panel triage", "What it is called.", "T033")
    chair_grade: GradeName = field("service_manager", "Who chairs it, at least.", "T033")
    recurrence: Recurrence | None = field(None, "When it meets; none is set.", "T028", "T033")
    submit: Lead = field(Lead(days=2), "When its papers must have come.", "T022", "T033")
