"""The dates that law sets beside the panel's own, and reminders of any date."""

from collections.abc import Iterator
from typing import Literal

from panel.policies.schema.values import Contradiction, Days, Duration, Section, Weeks, field


def _weeks(count: int) -> Duration:
    return Duration(count=count, unit="weeks")


def _months(count: int) -> Duration:
    return Duration(count=count, unit="months")


class Clocks(Section):
    """Statutory times shown beside the panel's."""

    looked_after_reviews: tuple[Duration, ...] = field(
        (Duration(count=20), _months(3), _months(6)),
        "Reviews of a looked-after child: first, second, then each.",
        "T095",
    )
    visits: tuple[Duration, ...] = field(
        (_weeks(1), _weeks(6), _months(3)), "Visits: first, then each, then when settled.", "T096"
    )
    ehc: tuple[Duration, ...] = field(
        (_weeks(6), _weeks(16), _weeks(20), Duration(count=15, unit="calendar_days")),
        "EHC assessment: decision to assess, to refuse a plan, final plan; views on the draft.",
        "T097",
    )
    short_break_max_stay_days: Days = field(17, "One short break, at most.", "T098", unit="days")
    short_break_max_year_days: Days = field(75, "Short breaks a year.", "T098", unit="days")
    continuing_care_weeks: Weeks = field(6, "Continuing care decision.", "T099", unit="weeks")
    placement_plan_working_days: Days = field(
        5, "Placement plan, when not made before.", "T100", unit="working days"
    )
    support_register: bool = field(True, "The dynamic support register is asked about.", "T101")
    support_register_prompt: bool = field(
        True, "A provider's concern prompts a look at it.", "T101"
    )

    def contradictions(self) -> Iterator[Contradiction]:
        if self.short_break_max_stay_days > self.short_break_max_year_days:
            yield Contradiction("short_break_max_stay_days", "One stay is more than a year's.")


class Rung(Section):
    """One reminder before or after a date."""

    working_days: int = field(
        ..., "Days from the due date; negative is before it.", ge=-60, le=60, unit="working days"
    )
    to: Literal["owner", "coordinator"] = field(
        ..., "Who is reminded: whoever owes the work, or the panel's coordinators."
    )


class Reminders(Section):
    """The ladder of reminders for each kind of date."""

    advice: tuple[Rung, ...] = field((), "Before and after advice is due.")
    approval: tuple[Rung, ...] = field((), "Before and after a share's approval is due.")
    outcome: tuple[Rung, ...] = field((), "Before and after an outcome is to be told.")
    plan: tuple[Rung, ...] = field((), "Before and after the final plan is due.")
    placement: tuple[Rung, ...] = field((), "Before and after a placement's dates.")

    def contradictions(self) -> Iterator[Contradiction]:
        for ladder in ("advice", "approval", "outcome", "plan", "placement"):
            days = [rung.working_days for rung in getattr(self, ladder)]
            if days != sorted(set(days)):
                yield Contradiction(ladder, "The rungs must come in the order of their days.")
