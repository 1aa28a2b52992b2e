"""What the page of contributions says, as plain values. Nothing here asks the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from panel import clock
from panel.money import Pence, in_pounds
from panel.pooledbudget.contributions import sources, statements
from panel.pooledbudget.contributions.statements import FIGURES, InstalmentState, Statement
from panel.pooledbudget.contributions.timetable import Timetable
from panel.pooledbudget.models import AgreedContribution, FundYear
from panel.presentation import formatting
from panel.presentation.parts import Cell, Fact, Row, Total
from panel.presentation.tones import Tone

HEADINGS = (
    *("Agency", "Agreed", "Provisional", "Due by now", "Received", "Late"),
    *("Still to come", "Above that"),
)
TONES = {"received": Tone.GOOD, "late": Tone.BAD, "due": Tone.INFO}
COMPONENTS = {
    "rolled_forward": "Rolled forward",
    "uplift": "Uplift",
    "efficiency": "Efficiency, taken off",
    "top_up": "Top-up",
    "one_off": "One-off",
    "charges": "Families’ charges, taken off",
}
Names = Mapping[str, str]  # of people, by username
INSTALMENT_HEADINGS = ("Due on", "Amount", "Received", "Not come in", "State")


@dataclass(frozen=True)
class Partner:
    """One partner's contribution: what is agreed, who approved it, and its instalments."""

    pk: int
    code: str
    name: str
    facts: tuple[Fact, ...]
    instalments: tuple[Row, ...]
    together: Row  # all of them
    approve: str  # where this reader approves it; empty where they can't


def rows(found: Iterable[Statement], fund_year: FundYear) -> list[Row]:
    """Return each partner's figures, with the way to what they are made of."""
    return [
        Row(
            heading=one.agency.name,
            agency=one.agency.code,
            cells=_sourced(one.told(), sources.of(one, fund_year), one.agency.name),
        )
        for one in found
    ]


def _sourced(
    told: Mapping[str, Pence | None], of: Mapping[str, sources.Source], whose: str
) -> tuple[Cell, ...]:
    return tuple(
        replace(cell, address=of[name].address, of=f"{heading}, {whose}: {of[name].rows}")
        if told[name] and name in of
        else cell
        for heading, name, cell in zip(HEADINGS[1:], FIGURES, _figures(told), strict=True)
    )


def listed(found: list[Statement], figure: str) -> Total:
    """Return what the instalments come to that a figure adds up."""
    number = sum(len(one.instalments) for one in found)
    instalments = formatting.count(number, "instalment")
    on = formatting.day(found[0].on) if found else ""
    says = LISTED[figure].format(instalments=instalments, on=on)
    return Total(in_pounds(sources.added(found, figure)), says)


LISTED = {
    "agreed": "The sum of {instalments}, as agreed by {on}.",
    "provisional": "The sum of {instalments}, as stated by {on} and not approved.",
    "due": "The sum of {instalments} that had fallen due by {on}.",
    "late": "What was missing on {on} of {instalments} that had fallen due before.",
}


def total(found: Sequence[Statement], fund_year: FundYear) -> Row:
    """Return the figures of all partners together, with the way to what they are made of."""
    of = sources.of_all(found, fund_year)
    return Row("All partners", _sourced(statements.totals(found), of, "all partners"))


def _figures(told: Mapping[str, Pence | None]) -> tuple[Cell, ...]:
    return tuple(
        Cell("–" if pence is None else in_pounds(pence)) for pence in map(told.get, FIGURES)
    )


def people(found: Iterable[AgreedContribution]) -> set[str]:
    """Return the usernames of everybody who stated or approved what partners pay."""
    return {name for each in found for name in (each.stated_by, each.approved_by)}


def partner(
    one: Statement,
    timetable: Timetable,
    names: Names,
    *,
    speaks: bool,
    leaves_on: date | None = None,
) -> Partner:
    """Present one partner. `speaks`: the reader may approve for it."""
    agreed = one.agreed
    approve = ""
    if agreed and agreed.is_provisional and speaks:
        approve = reverse("fund-contribution-approve", args=[agreed.pk])
    return Partner(
        pk=one.agency.pk,
        code=one.agency.code,
        name=one.agency.name,
        facts=(
            *((Fact("Leaves the fund", _leaving(leaves_on)),) if leaves_on else ()),
            *(facts(agreed, timetable, names, before=one.before) if agreed else ()),
        ),
        instalments=tuple(_instalment(each) for each in one.instalments),
        together=_together(one.instalments),
        approve=approve,
    )


def _leaving(day: date) -> str:
    """Say what the agreement's page does: who leaves within a year still pays what it agreed."""
    return f"On {formatting.day(day)}. What it agreed to pay into this year stays due."


def facts(
    agreed: AgreedContribution,
    timetable: Timetable,
    names: Names,
    *,
    before: Iterable[AgreedContribution],
) -> list[Fact]:
    """Return what a contribution is made of, who stated and approved it, and what was before."""
    earlier = [
        Fact("Agreed before", f"{_amount(each)}\n{approval(each, timetable, names)}")
        for each in before
    ]
    return [*_facts(agreed, timetable, names), *earlier]


def days(timetable: Timetable) -> list[Fact]:
    """Return by when the budget of a year is discussed and approved."""
    return [
        Fact("Issues raised by", formatting.day(timetable.issues_by)),
        Fact("Approved by", formatting.day(timetable.approve_by)),
        Fact("At the latest", formatting.day(timetable.longstop)),
    ]


def _facts(agreed: AgreedContribution, timetable: Timetable, names: Names) -> Iterator[Fact]:
    name = "Stated, not agreed yet" if agreed.is_provisional else "Agreed"
    yield Fact(name, _amount(agreed), is_total=True)
    for name, label in COMPONENTS.items():
        if pence := getattr(agreed, f"{name}_pence"):
            yield Fact(label, in_pounds(pence))
    if agreed.is_change:
        yield Fact("Applies from", formatting.day(agreed.applies_from))
        yield Fact("Why it changes", agreed.reason)
    yield Fact("Stated", formatting.act(agreed.stated_at, agreed.stated_by, names))
    yield Fact("Approved", approval(agreed, timetable, names))


def _amount(agreed: AgreedContribution) -> str:
    return in_pounds(Pence(agreed.amount_pence))


def approval(agreed: AgreedContribution, timetable: Timetable, names: Names) -> str:
    """Return who approved a contribution and when, or by when it should have been.

    The rules say by when the budget of a year is approved, and of a change within it nothing.
    """
    by, longstop = formatting.day(timetable.approve_by), formatting.day(timetable.longstop)
    if agreed.approved_at is None:
        if agreed.is_change:
            return f"Provisional: to be approved by a lead of {agreed.agency}"
        return f"Provisional: to be approved by {by}, at the latest by {longstop}"
    day = clock.date_of(agreed.approved_at)
    words = formatting.act(day, agreed.approved_by, names)
    if agreed.is_change or day <= timetable.approve_by:
        return words
    limit = longstop if day > timetable.longstop else by
    return f"{words}: late, it was due by {limit}"


def _together(found: Iterable[InstalmentState]) -> Row:
    sums = map(sum, zip(*map(_amounts, found), strict=True))
    return Row("All instalments", (*(Cell(in_pounds(Pence(pence))) for pence in sums), Cell("")))


def _instalment(each: InstalmentState) -> Row:
    return Row(
        heading=formatting.day(each.due_on),
        cells=(
            *map(Cell, map(in_pounds, _amounts(each))),
            Cell(each.state.capitalize(), tone=TONES[each.state]),
        ),
    )


def _amounts(each: InstalmentState) -> tuple[Pence, Pence, Pence]:
    return each.amount_pence, each.received_pence, each.missing_pence
