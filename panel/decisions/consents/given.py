"""Which agencies let a decision go beyond the fund's money or its rules, and why. Reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from panel.agencies import queries as people
from panel.agencies.models import Agency
from panel.decisions.models import Decision, ExpenditureConsent, Overspend, OverspendConsent
from panel.money import Pence, in_pounds
from panel.pooledbudget.accounts import FundKind
from panel.presentation import formatting
from panel.presentation.parts import Fact


@dataclass(frozen=True)
class Consent:
    """One agency's consent to one decision."""

    agency: Agency
    to_what: str
    reason: str
    given_at: datetime
    given_by: str


def given(decision: Decision) -> list[Consent]:
    """Return each consent to a decision, the first at the head."""
    over = OverspendConsent.objects.filter(overspend__decision=decision)
    to_overspend = list(over.select_related("agency", "overspend__fund_year__fund"))
    to_expenditure = list(decision.expenditure_consents.select_related("agency"))
    beyond = "Spending on what the rules of the fund don’t permit"
    on_top = further(one.overspend for one in to_overspend)
    said: tuple[tuple[OverspendConsent | ExpenditureConsent, str], ...] = (
        *((one, _over(one, is_further=one.overspend_id in on_top)) for one in to_overspend),
        *((one, beyond) for one in to_expenditure),
    )
    names = people.names(one.given_by for one, _ in said)
    found = [
        Consent(one.agency, what, one.reason, one.given_at, names.get(one.given_by, one.given_by))
        for one, what in said
    ]
    return sorted(found, key=lambda consent: consent.given_at)


def facts(consents: Sequence[Consent]) -> list[Fact]:
    """Write them for a page."""
    return [
        Fact(
            one.agency.name,
            f"{one.to_what}.\n{one.reason}\n{one.given_by}, {formatting.day(one.given_at)}",
        )
        for one in consents
    ]


def further(overspends: Iterable[Overspend]) -> set[int]:
    """Return the ids of those of a decision that came on top of an earlier one of their pot.

    An earlier one counts to which all who paid then consented.
    """
    before: set[int | None] = set()  # pots
    found = set()
    for one in sorted(set(overspends), key=lambda overspend: overspend.pk):
        pot = None if FundKind(one.fund_year.fund.kind).is_one_pot else one.agency_id
        if pot in before:
            found.add(one.pk)
        if one.authorised_at is not None:
            before.add(pot)
    return found


def by_how_much(pence: int, *, is_further: bool) -> str:
    """Write what was consented to, and whether that was on top of something."""
    return f"{'a further ' if is_further else ''}{in_pounds(Pence(pence))}"


def _over(consent: OverspendConsent, *, is_further: bool) -> str:
    year = consent.overspend.fund_year
    amount = by_how_much(consent.to_pence, is_further=is_further)
    return f"Going over {year.fund}, {year.span}, by {amount}"
