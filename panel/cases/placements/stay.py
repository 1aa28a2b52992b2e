"""One stay as plain values, the rules it lives under, and a dated step that follows from both."""

from dataclasses import dataclass
from datetime import date

from panel import working_days
from panel.agencies.models import Role
from panel.cases.vocabulary import LOOKED_AFTER, Setting
from panel.cases.vocabulary.placements import TaskKind
from panel.deadlines import rules
from panel.deadlines.counting import Length
from panel.policies import calendars
from panel.policies.schema import Policy

RESIDENTIAL = frozenset(
    {Setting.INDEPENDENT_BOARDING, Setting.RESIDENTIAL_52, Setting.CHILDRENS_HOME}
)
LIVING_THERE = RESIDENTIAL | {Setting.FOSTER_PACKAGE}
LONG_STAY_MONTHS = 3


@dataclass(frozen=True)
class Stay:
    """What the steps of one placement depend on."""

    born_on: date
    first_day: date
    last_day: date  # as agreed
    setting: str
    legal_status: str
    weeks_per_year: int = 52
    is_local: bool = False
    lapses_on: date | None = None  # before its last day, where the panel's rules say so

    @property
    def is_residential(self) -> bool:
        """Whether a school or home has the child to sleep."""
        return self.setting in RESIDENTIAL

    @property
    def lives_there(self) -> bool:
        """Whether the child sleeps away from home, with a foster family too."""
        return self.setting in LIVING_THERE

    @property
    def is_looked_after(self) -> bool:
        """Whether the child is looked after by the council."""
        return self.legal_status in LOOKED_AFTER

    @property
    def is_long(self) -> bool:
        """Whether three months or more are planned."""
        return self.last_day >= working_days.add_months(self.first_day, LONG_STAY_MONTHS)

    @property
    def approved_until(self) -> date:
        """The last day for which the panel's approval stands."""
        return min(self.last_day, self.lapses_on or self.last_day)


@dataclass(frozen=True)
class Under:
    """The panel's rules that a stay lives under, and the version as it shall be printed."""

    policy: Policy
    version: str
    effective_from: date

    def rule(self, rule_id: str, title: str, length: Length) -> rules.Rule:
        """Return a time limit that these rules set."""
        return rules.Rule(rule_id, title, self.version, self.effective_from, length)

    def closed_days(self, first_year: int, last_year: int) -> frozenset[date]:
        """Return the days on which the panel's offices are closed."""
        return calendars.closed(self.policy.calendar, first_year, last_year)


@dataclass(frozen=True)
class DatedStep:
    """One step: what, whose, by when. Where a clock runs with it: by which rule, from when."""

    kind: TaskKind
    title: str
    source: str
    owner: Role
    opens_on: date
    due_on: date
    key: str = ""
    rule: rules.Rule | None = None
    counted_from: date = date.min
