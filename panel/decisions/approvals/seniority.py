"""How senior somebody among those who approve a placement has to be, and why.

A panel's rules ask it of kinds of provider, of distance, and of what a placement costs in all.
Reads; never writes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from panel.agencies.models import Grade
from panel.cases.models import PlacementOption
from panel.cases.vocabulary import Setting
from panel.cases.vocabulary.options import PlacementGroup
from panel.decisions.placements.lifetime import dearest_week, dearest_year, lifetime, paid_once
from panel.money import Pence, in_pounds
from panel.policies.schema import Policy
from panel.policies.schema.decision import Authorisation, Decision
from panel.policies.schema.money import SectorGrade, Threshold

INDEPENDENT_GROUPS = frozenset(
    {
        PlacementGroup.MAINSTREAM_INDEPENDENT,
        PlacementGroup.SPECIAL_NON_MAINTAINED,
        PlacementGroup.SPECIAL_INDEPENDENT,
        PlacementGroup.SPECIALIST_POST_16,
    }
)
#: What an option's setting says, where nobody said of which group the provider is.
INDEPENDENT_SETTINGS = frozenset(
    {
        Setting.INDEPENDENT_DAY,
        Setting.INDEPENDENT_BOARDING,
        Setting.RESIDENTIAL_52,
        Setting.CHILDRENS_HOME,
        Setting.SPECIALIST_COLLEGE,
    }
)


@dataclass(frozen=True)
class Asked:
    """A grade that the rules ask of somebody among those who approve."""

    grade: Grade
    because: str

    @property
    def in_words(self) -> str:
        """Write it as a sentence; records print it."""
        return f"{self.grade.label} or more senior, because {self.because}."


def asked(option: PlacementOption, rules: Policy, *, in_principle: bool = False) -> list[Asked]:
    """Return every grade asked, the most senior first; each reason once.

    Args:
        in_principle: the panel agreed it only so.
    """
    found = [
        *_by_final_authority(rules.decision, in_principle=in_principle),
        *_by_sector(option, rules),
        *_by_distance(option, rules),
        *_by_sum(option, rules),
    ]
    return sorted(dict.fromkeys(found), key=lambda one: -one.grade)


def missing(asked: Iterable[Asked], grades: Iterable[int | None]) -> list[str]:
    """Return a sentence for each grade asked that none of `grades` reaches; None is unknown."""
    highest = max((grade for grade in grades if grade is not None), default=0)
    return [
        f"Somebody has to approve who is {_at_least(one.grade)}, because {one.because}."
        for one in asked
        if one.grade > highest
    ]


def _at_least(grade: Grade) -> str:
    article = "an" if grade.label[0] in "AEIO" else "a"
    return f"{article} {grade.label.lower()} or more senior"


def _by_final_authority(decision: Decision, *, in_principle: bool) -> Iterator[Asked]:
    """Yield who decides where the panel doesn't: they do by being among those who approve."""
    if decision.final_authority is None:
        return
    grade = Grade.named(decision.final_authority)
    if decision.status in ("recommends", "advises"):
        yield Asked(grade, "the panel recommends and doesn’t decide")
    if in_principle and decision.in_principle_endorser == "final_authority":
        yield Asked(grade, "it is agreed in principle")


def _by_sector(option: PlacementOption, rules: Policy) -> Iterator[Asked]:
    sector = "independent" if _is_independent(option) else "maintained"
    asked_of: tuple[Authorisation | SectorGrade, ...] = (
        *rules.decision.authorisations,
        *rules.authority.by_sector,
    )
    for rule in asked_of:
        if rule.sector == "any":
            yield Asked(Grade.named(rule.grade), "the rules ask it of every placement")
        elif rule.sector == sector:
            yield Asked(Grade.named(rule.grade), f"the provider is {sector}")


def _is_independent(option: PlacementOption) -> bool:
    if option.placement_group:
        return option.placement_group in INDEPENDENT_GROUPS
    return option.setting in INDEPENDENT_SETTINGS


def _by_distance(option: PlacementOption, rules: Policy) -> Iterator[Asked]:
    """Yield what is asked of a distance; nobody says whether another area adjoins this one."""
    where = "in_area" if option.is_local else "not_adjoining"
    for rule in rules.authority.by_distance:
        if rule.distance == where:
            side = "in" if option.is_local else "outside"
            yield Asked(Grade.named(rule.grade), f"the placement is {side} the area")


def _by_sum(option: PlacementOption, rules: Policy) -> Iterator[Asked]:
    """Yield what is asked of its cost; where only by the week, of what is paid once too."""
    tiers = [rule for rule in rules.authority.thresholds if rule.action == "approve"]
    is_by_week_alone = all(rule.period == "week" for rule in tiers)
    for rule in tiers:
        if _sum(option, rule) > rule.amount_pence:
            yield Asked(_grade(rule), f"it costs more than {sum_in_words(rule)}")
        elif is_by_week_alone and paid_once(option) > rule.amount_pence:
            most = in_pounds(Pence(rule.amount_pence))
            yield Asked(_grade(rule), f"more than {most} of it is paid once")


def _grade(rule: Threshold) -> Grade:
    return Grade.named(rule.grade) if rule.grade else max(Grade)


def _sum(option: PlacementOption, rule: Threshold) -> int:
    match rule.period:
        case "week":
            return dearest_week(option)
        case "year":
            return dearest_year(option)
        case "lifetime":
            return lifetime(option)


def sum_in_words(rule: Threshold) -> str:
    """Write a threshold's sum: `£3,000.00 a week`."""
    period = {"week": "a week", "year": "a year", "lifetime": "over its lifetime"}[rule.period]
    return f"{in_pounds(Pence(rule.amount_pence))} {period}"
