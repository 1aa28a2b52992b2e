"""Values of rules, written for people to read."""

from datetime import date, time
from functools import singledispatch
from typing import Any

from panel.money import BasisPoints, Pence, in_pounds
from panel.policies.schema import Duration, Lead, Section
from panel.policies.schema.meetings import Recurrence
from panel.policies.schema.values import DayOfYear, Part
from panel.presentation import formatting

SINGULARS = {"people": "person", "entries": "entry"}
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def in_words(value: Any, unit: str = "") -> str:
    """Return a rule's value in words: `10 working days before`, `£3,000.00`, `yes`, `none`."""
    if isinstance(value, tuple):
        members = [in_words(member, unit) for member in value]
        separator = "; " if any("," in member for member in members) else ", "
        return separator.join(members) or "none"
    if isinstance(value, int) and not isinstance(value, bool):
        return _measured(value, unit)
    return _written(value)


def spaced(name: str) -> str:
    """Return a name of the schema as words: `working_days` is `working days`."""
    return name.replace("_", " ")


def _measured(number: int, unit: str) -> str:
    match unit:
        case "pence":
            return in_pounds(Pence(number))
        case "basis points":
            return formatting.percent(BasisPoints(number))
        case _:
            return f"{number} {_one(unit) if number == 1 else unit}".rstrip()


def _one(unit: str) -> str:
    return SINGULARS.get(unit, unit.removesuffix("s"))


@singledispatch
def _written(value: object) -> str:
    return "none" if value is None else spaced(str(value)) or "none"


@_written.register
def _(value: bool) -> str:  # the dispatch is by type
    return "yes" if value else "no"


@_written.register
def _(value: date) -> str:
    return formatting.day(value)


@_written.register
def _(value: time) -> str:
    return f"{value:%H:%M}"


@_written.register
def _(value: Duration) -> str:
    return _measured(value.count, spaced(value.unit))


@_written.register
def _(value: Part) -> str:
    return f"{value.numerator} of {value.denominator}"


@_written.register
def _(value: DayOfYear) -> str:
    return f"{value.day} {formatting.MONTHS[value.month - 1]}"


@_written.register
def _(value: Lead) -> str:
    until = f", until {value.by:%H:%M}" if value.by else ""
    if value.weekday is None:
        return f"{_measured(value.days or 0, spaced(value.unit))} before{until}"
    weeks = f", {_measured(value.weeks_earlier, 'weeks')} earlier" if value.weeks_earlier else ""
    return f"the {value.weekday.capitalize()} before{weeks}{until}"


@_written.register
def _(value: Recurrence) -> str:
    day = value.weekday.capitalize()
    every = value.every if value.interval == 1 else f"{value.interval} {value.every}s"
    if value.week_of_month is not None:
        return f"the {ORDINALS[value.week_of_month]} {day} of every {every}"
    return f"{day} of every {every}"


@_written.register
def _(value: Section) -> str:
    return ", ".join(
        _labelled(name, getattr(value, name), _unit(value, name))
        for name in type(value).model_fields
        if getattr(value, name) not in (None, "", ())
    )


def _labelled(name: str, value: object, unit: str) -> str:
    """Return a field of a section with its name, which needn't say the unit again."""
    label = spaced(name).removesuffix(unit).strip()
    return f"{label}: {in_words(value, unit)}" if label else in_words(value, unit)


def _unit(section: Section, name: str) -> str:
    extra = type(section).model_fields[name].json_schema_extra
    assert isinstance(extra, dict), "Every field of a section states its rules and its unit."
    return str(extra["unit"])
