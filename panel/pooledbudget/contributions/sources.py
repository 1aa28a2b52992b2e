"""What each figure of a partner's statement is made of: its instalments, or entries. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from panel.money import Pence
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.contributions.statements import InstalmentState, Statement
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.extracts.listed import Listed
from panel.pooledbudget.models import FundYear

Source = Extract | Listed

#: Which of a partner's instalments count in each figure that they add up to.
COUNTED: Mapping[str, Callable[[Statement, InstalmentState], bool]] = {
    "agreed": lambda one, each: one.agreed == one.approved,
    "provisional": lambda one, each: one.agreed != one.approved,
    "due": lambda one, each: each.due_on <= one.on,
    "late": lambda one, each: each.state == "late",
}


def of(one: Statement, fund_year: FundYear) -> dict[str, Source]:
    """Return what a statement's figures are made of, by their names.

    What is still to come, or above what is agreed, is the difference of two that stand beside it.
    What was agreed before something else was stated has no instalments of its own any more.
    """
    stated = "agreed" if one.agreed == one.approved else "provisional"
    counted = (stated, "due", "late")
    return {
        **{f"{figure}_pence": _instalments(one, fund_year, figure) for figure in counted},
        "received_pence": Extract(
            year=fund_year.pk,
            kind=AccountKind.CONTRIBUTION,
            agency=one.agency.pk,
            verb=Verb.RECEIVE,
            last=None if one.on >= fund_year.ends_on else fund_year.nearest_day(one.on),
        ),
    }


def of_all(found: Sequence[Statement], fund_year: FundYear) -> dict[str, Source]:
    """Return what the totals are made of: those whose every part has its rows among them."""
    each = [(one.told(), of(one, fund_year)) for one in found]
    return {
        name: source.whole
        for _, sources in each
        for name, source in sources.items()
        if all(name in others for told, others in each if told[name])
    }


def _instalments(one: Statement, fund_year: FundYear, figure: str) -> Listed:
    path = reverse("fund-contributions", args=[fund_year.pk])
    asked = (("figure", figure), ("on", one.on.isoformat()), ("agency", one.agency.code))
    return Listed("instalments", path, asked, apart=("agency",))


def narrowed(one: Statement, figure: str) -> Statement:
    """Return a statement with those instalments alone that a figure adds up."""
    kept = tuple(each for each in one.instalments if COUNTED[figure](one, each))
    return replace(one, instalments=kept)


def added(found: list[Statement], figure: str) -> Pence:
    """Add up what counts of the instalments of narrowed statements."""
    each = [instalment for one in found for instalment in one.instalments]
    if figure == "late":
        return Pence(sum(one.missing_pence for one in each))
    return Pence(sum(one.amount_pence for one in each))
