"""What keeps a year from being settled, and its books from being closed: in sentences."""

from collections.abc import Iterator
from datetime import date

from panel.money import Pence, in_pounds
from panel.pooledbudget import queries, restating
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.virements import queries as virements
from panel.pooledbudget.year_end.queries import (
    Outcome,
    following,
    left_pence,
    settlements_in_force,
)

#: What a request's money may still be before it is paid, given back or got back.
ON_ITS_WAY = (
    ("reserved_pence", "reserved for requests"),
    ("committed_pence", "committed to placements"),
    ("accrued_pence", "delivered and not invoiced"),
    ("invoiced_pence", "invoiced and not paid"),
    ("recoverable_pence", "recharged to agencies and not paid back"),
)


def before_settling(fund_year: FundYear, outcome: Outcome, *, on: date) -> list[str]:
    """Return a sentence for everything that keeps a year from being settled on a day."""
    lacking = [*_unfinished(fund_year, on)]
    if _goes_on(fund_year, outcome) and following(fund_year) is None:
        lacking.append(f"Open the books for {fund_year.year + 1} to {fund_year.year + 2} first.")
    return [*lacking, *_unpaid(outcome)]


def before_closing(fund_year: FundYear, *, on: date) -> list[str]:
    """Return a sentence for everything that keeps a year's books from being closed on a day."""
    lacking = [*_unfinished(fund_year, on)]
    if not settlements_in_force(fund_year):
        lacking.append("What is left in it hasn’t been settled.")
    elif (left := left_pence(fund_year)) > 0:
        lacking.append(f"{in_pounds(left)} has come in since it was settled: settle it again.")
    return lacking


def _unfinished(fund_year: FundYear, on: date) -> Iterator[str]:
    if on <= fund_year.ends_on:
        yield f"The year isn’t over until {fund_year.ends_on:%-d %B %Y}."
    position = queries.position(fund_year)
    for name, words in ON_ITS_WAY:
        if pence := getattr(position, name):
            yield f"{in_pounds(pence)} is still {words}."
    for virement in virements.proposed_in(fund_year):
        amount = in_pounds(Pence(virement.amount_pence))
        is_late = virements.over(virement, on=on) and virements.missing(virement)
        way = "withdraw it, for nobody agrees any more" if is_late else "post it, or withdraw it"
        yield f"{virement} of {amount} is still proposed: {way}."
    for about in restating.interim_in(fund_year):  # the last approval posts its money anew
        yield f"It isn’t settled yet who pays for {about}."


def _unpaid(outcome: Outcome) -> Iterator[str]:
    """Yield what partners have yet to pay, and what by the rules none of them has to."""
    for agency_id, pence in outcome.owed.items():
        if pence:
            yield f"{outcome.names[agency_id]} owes {in_pounds(pence)} of what is missing."
    if outcome.uncovered_pence:
        missing = in_pounds(outcome.uncovered_pence)
        yield f"{missing} is missing beyond what the rules let partners be asked for."
    if outcome.undivided_pence:
        whole = in_pounds(outcome.undivided_pence)
        yield f"{whole} can’t be divided between partners: none of them has paid anything in."


def _goes_on(fund_year: FundYear, outcome: Outcome) -> bool:
    """Say whether any money goes into the year after."""
    reserve = queries.position(fund_year).risk_reserve_pence
    has_reserve = reserve > sum(outcome.drawn.values())
    return has_reserve or any(outcome.carried.values()) or any(outcome.reserved.values())
