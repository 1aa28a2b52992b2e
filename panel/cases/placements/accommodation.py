"""When a school where children live is a children's home too, and must be registered as one.

A school that accommodates a child for 295 days a year or more is also a children's home, so it
needs both registrations. Source: Children's Homes (England) Regulations 2015, regulation 3.
"""

from panel.cases.models import PlacementOption
from panel.cases.vocabulary import Setting
from panel.cases.vocabulary.options import HomeRegistration

DAYS_OF_A_HOME = 295
SCHOOLS_LIVED_AT = frozenset({Setting.INDEPENDENT_BOARDING, Setting.RESIDENTIAL_52})


def days_a_year(option: PlacementOption) -> int:
    """Return for how many days a year an option's school may accommodate the child; 0 if none."""
    return option.weeks_per_year * 7 if option.setting in SCHOOLS_LIVED_AT else 0


def warning(option: PlacementOption) -> str:
    """Return what is still to be asked about an option's registration; empty if nothing is."""
    days = days_a_year(option)
    if days < DAYS_OF_A_HOME or option.home_registration == HomeRegistration.REGISTERED:
        return ""
    return (
        f"It may accommodate a child for {days} days a year. A school that does so for "
        f"{DAYS_OF_A_HOME} days or more is a children’s home too, and must be registered as one."
    )
