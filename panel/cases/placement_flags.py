"""What the law attaches to a stay away from home, worked out from what is known of a placement.

Pure functions of plain values: no rows, no clock. A flag says what follows, and by which source;
what has to be done about it is a step (`placement_steps.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from panel.cases.placement_stay import Stay
from panel.cases.vocabulary import Setting
from panel.policies.schema import Policy

SCHOOL_DAYS = 295
WEEK = 7


@dataclass(frozen=True)
class Flag:
    """One consequence of a stay: what it is, in a sentence, and where that is written."""

    id: str
    words: str
    source: str


def flags(stay: Stay, policy: Policy) -> list[Flag]:
    """Return what follows from a stay, in the order of the law's own numbers."""
    return [*_of_a_long_stay(stay), *_of_a_short_break(stay, policy), *_of_care(stay)]


def _of_a_long_stay(stay: Stay) -> Iterator[Flag]:
    if stay.is_residential and stay.is_long:
        yield Flag(
            "RES-01",
            "Three months or more away: the child’s local authority is to be told, and has a "
            "representative visit.",
            "Children Act 1989, sections 85, 86 and 86A; SI 2011/1010",
        )
    if stay.is_residential and stay.is_long and not stay.is_looked_after:
        yield Flag(
            "RES-02",
            "More than three months away from home: decide, and record, whether the child is "
            "looked after.",
            "Children Act 1989, section 20",
        )


def _of_a_short_break(stay: Stay, policy: Policy) -> Iterator[Flag]:
    limit = policy.clocks.short_break_max_stay_days
    days = (stay.last_day - stay.first_day).days + 1
    if stay.is_residential and days <= limit:
        yield Flag(
            "RES-03",
            f"It may count as a short break: at most {limit} days at once, and "
            f"{policy.clocks.short_break_max_year_days} in twelve months.",
            "Care Planning, Placement and Case Review (England) Regulations 2010, reg 48",
        )


def _of_care(stay: Stay) -> Iterator[Flag]:
    if stay.is_looked_after:
        yield Flag(
            "RES-04",
            "A looked-after child: reviewed within 20 working days, then within three months, "
            "then at least every six.",
            "Care Planning, Placement and Case Review (England) Regulations 2010, reg 33",
        )
    is_school = stay.setting in (Setting.INDEPENDENT_BOARDING, Setting.RESIDENTIAL_52)
    if is_school and stay.weeks_per_year * WEEK >= SCHOOL_DAYS:
        yield Flag(
            "RES-05",
            f"A school that has children for {SCHOOL_DAYS} days a year or more is a children’s "
            "home as well: check that it is registered as both.",
            "Care Standards Act 2000, section 1(6)",
        )
