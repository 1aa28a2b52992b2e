"""The days on which a panel's offices are closed, by its own rules."""

from datetime import date
from functools import cache

from holidays import country_holidays

from panel.policies.schema.meetings import Calendar

#: Country and part of it, as the `holidays` package knows them.
NATIONS = {
    "england": ("GB", "ENG"),
    "wales": ("GB", "WLS"),
    "scotland": ("GB", "SCT"),
    "northern_ireland": ("GB", "NIR"),
    "guernsey": ("GG", None),
    "jersey": ("JE", None),
    "isle_of_man": ("IM", None),
}


def closed(calendar: Calendar, first_year: int, last_year: int) -> frozenset[date]:
    """Return the bank holidays and the panel's other closed days, both years included."""
    return _bank_holidays(calendar.bank_holidays, first_year, last_year) | set(
        calendar.closed_days
    )


@cache
def _bank_holidays(nation: str, first_year: int, last_year: int) -> frozenset[date]:
    country, part = NATIONS[nation]
    return frozenset(
        country_holidays(country, subdiv=part, years=range(first_year, last_year + 1))
    )
