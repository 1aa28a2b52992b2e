"""
Placements that began before the panel kept its cases here: what they are, and what each cost.

Numbers and prices are the source strategy's (Kent SEND strategy, June 2013, by way of the
project's fact sheet, 2.3 and 7.1): 415 non-maintained and out-of-county placements in October
2012, £30,000 a year by day, £50,000 boarding, one above £200,000. It says neither how many of
each there were nor who paid what, and its table of budgets for 2010 to 2014 is not in the fact
sheet: the mix, the shares and the contributions here are ours.

Pure: names, dates and sums for a seed. `archive.py` writes them down.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from panel.cases.costs import costing
from panel.cases.vocabulary import CostKind, NeedCode, Setting
from panel.money import WHOLE, Pence
from panel.sample.names import BOYS, FAMILIES, GIRLS, HISTORY_FROM, nhs_numbers
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE

COUNT = 415
YEAR = 2012  # from its April
STARTS = (date(2012, 4, 16), date(2012, 9, 5), date(2012, 9, 6), date(2012, 10, 1))
ENDS = date(2013, 7, 19)
NAMES = GIRLS + BOYS
PROVIDERS = (
    "Blackthorn Hall",
    "Calder Scar School",
    "Exbury College",
    "Hartsease School",
    "Larch Hill School",
    "Ropewalk School",
    "The Orchard School",
)

#: What the agencies paid in for the year, for each 415 placements: whole-year prices, rounded up.
CONTRIBUTIONS: Mapping[str, Pence] = {
    EDUCATION: Pence(1_400_000_000),
    SOCIAL_CARE: Pence(200_000_000),
    HEALTH: Pence(10_000_000),
}


@dataclass(frozen=True)
class Line:
    """A cost line of £`pounds` a year that one agency pays."""

    kind: CostKind
    pounds: int
    agency: str


@dataclass(frozen=True)
class Tariff:
    """A sort of placement, what it costs, and who pays it."""

    setting: Setting
    weeks: int
    lines: tuple[Line, ...]


DAY = Tariff(Setting.INDEPENDENT_DAY, 38, (Line(CostKind.EDUCATION, 30_000, EDUCATION),))
BOARDING = Tariff(
    Setting.INDEPENDENT_BOARDING,
    38,
    (
        Line(CostKind.EDUCATION, 38_000, EDUCATION),
        Line(CostKind.CARE, 12_000, SOCIAL_CARE),
    ),
)
ALL_YEAR = Tariff(
    Setting.RESIDENTIAL_52,
    52,
    (
        Line(CostKind.EDUCATION, 70_000, EDUCATION),
        Line(CostKind.CARE, 84_000, SOCIAL_CARE),
        Line(CostKind.HEALTH, 51_000, HEALTH),
    ),
)


@dataclass(frozen=True)
class Placement:
    """One child's placement of that year."""

    place: int  # in the list, from 1
    given_name: str
    family_name: str
    born_on: date
    nhs_number: str
    need: NeedCode
    provider: str
    starts_on: date
    tariff: Tariff


def placements(*, scale: int, seed: int) -> Iterator[Placement]:
    """Yield 415 placements, `scale` times over; the same ones for the same seed."""
    chance, numbers = Random(seed), nhs_numbers(HISTORY_FROM)
    for place in range(COUNT * scale):
        yield Placement(
            place=place + 1,
            given_name=chance.choice(NAMES),
            family_name=chance.choice(FAMILIES),
            born_on=date(1994, 9, 1) + timedelta(days=chance.randrange(12 * 365)),
            nhs_number=next(numbers),
            need=chance.choice(NEEDS),
            provider=chance.choice(PROVIDERS),
            starts_on=chance.choice(STARTS),
            tariff=_tariff(place % COUNT),
        )


NEEDS = (NeedCode.ASD, NeedCode.ASD, NeedCode.SEMH, NeedCode.SLD, NeedCode.HI, NeedCode.PMLD)


def _tariff(place: int) -> Tariff:
    """Return one in 415 at over £200,000; of the rest, a third boarding and two thirds by day."""
    if place == 0:
        return ALL_YEAR
    return DAY if place % 3 else BOARDING


@cache
def paid_by_agency(tariff: Tariff, starts_on: date) -> Mapping[str, Pence]:
    """Return what each agency paid in the year for a placement from a day on, by agency code."""
    lines = [
        costing.Line(
            line.kind.label, line.pounds * 100, "year", tariff.weeks, {line.agency: WHOLE}
        )
        for line in tariff.lines
    ]
    placed = costing.Period(starts_on, ENDS)
    year = costing.financial_year(starts_on)
    return costing.cost(lines, placed=placed, year=year).period_by_agency()
