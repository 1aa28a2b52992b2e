"""What the law attaches to a stay away from home, worked out from what is known of a placement.

Pure functions of plain values: no rows, no clock. A flag says what follows, and by which source;
what has to be done about it is a step (`steps.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from panel.cases.placements import short_breaks
from panel.cases.placements.stay import Stay
from panel.cases.vocabulary import Setting
from panel.policies.schema import Policy

SHORT_BREAKS = "Care Planning, Placement and Case Review (England) Regulations 2010, reg 48"
SCHOOL_DAYS = 295
WEEK = 7


@dataclass(frozen=True)
class Flag:
    """One consequence of a stay: what it is, in a sentence, and where that is written."""

    id: str
    words: str
    source: str


def flags(stay: Stay, policy: Policy, *, others: Sequence[short_breaks.Break] = ()) -> list[Flag]:
    """Return what follows from a stay, in the order of English law's own numbers.

    Args:
        others: the child's other stays away that may count as short breaks.
    """
    if not policy.identity.has_english_law:
        return []
    return [*_of_a_long_stay(stay), *_of_a_short_break(stay, policy, others), *_of_care(stay)]


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


def _of_a_short_break(
    stay: Stay, policy: Policy, others: Sequence[short_breaks.Break]
) -> Iterator[Flag]:
    longest = policy.clocks.short_break_max_stay_days
    most = policy.clocks.short_break_max_year_days
    this = (stay.first_day, stay.last_day)
    if not stay.is_residential or short_breaks.days_of(this) > longest:
        return
    in_a_year = short_breaks.most_in_a_year([this, *others])
    if in_a_year <= most:
        words = (
            f"It may count as a short break: at most {longest} days at once, and {most} in twelve "
            f"months. With the others it comes to {in_a_year}."
        )
    else:
        words = (
            f"With the others it comes to {in_a_year} days in twelve months. Over {most} they are "
            "no short breaks: the child is looked after in full."
        )
    yield Flag("RES-03", words, SHORT_BREAKS)


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
