"""What the pages of virements say, as plain values."""

from collections.abc import Iterable

from django.urls import reverse

from panel.money import Pence, in_pounds
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.models import Route, Virement, VirementConsent
from panel.pooledbudget.queries import FundPosition
from panel.pooledbudget.virements.queries import Party
from panel.presentation import formatting
from panel.presentation.parts import Cell, Check, Fact, Row
from panel.presentation.tones import Tone

HEADINGS = ("Virement", "From", "Into", "Amount", "State")


def rows(found: Iterable[Virement]) -> list[Row]:
    """Return the list of a year's virements."""
    return [
        Row(
            heading=str(virement),
            address=reverse("fund-virement", args=[virement.pk]),
            cells=(
                Cell(source(virement)),
                Cell(target(virement)),
                Cell(in_pounds(Pence(virement.amount_pence))),
                _state(virement),
            ),
        )
        for virement in found
    ]


def _state(virement: Virement) -> Cell:
    if virement.posted_at:
        return Cell("Posted", formatting.day(virement.posted_at), tone=Tone.GOOD)
    return Cell("Proposed", formatting.day(virement.proposed_at), tone=Tone.WARN)


def source(virement: Virement) -> str:
    """Say where the money comes from."""
    if virement.route == Route.RESERVE:
        return "The risk reserve"
    if virement.route == Route.OUT:
        return f"{virement.from_agency} in {virement.fund_year}"
    return f"{virement.from_agency}’s pot"


def target(virement: Virement) -> str:
    """Say where the money goes."""
    if virement.to_fund_year:
        return f"{virement.to_agency} in {virement.to_fund_year}"
    if virement.fund_year.fund.kind == "aligned":
        return f"{virement.to_agency}’s pot"
    return "The pot"


def facts(virement: Virement) -> list[Fact]:
    """Return what is to move, why, and who proposed and posted it."""
    found = [
        Fact("From", source(virement)),
        Fact("Into", target(virement)),
        Fact("Amount", in_pounds(Pence(virement.amount_pence))),
        Fact("Why", virement.reason),
        Fact("Proposed", f"{formatting.day(virement.proposed_at)}, {virement.proposed_by}"),
    ]
    if virement.posted_at:
        day = formatting.day(virement.posted_at)
        found.append(Fact("Posted", f"{day}, {virement.posted_by}"))
    return found


def checks(virement: Virement, parties: Iterable[Party]) -> list[Check]:
    """Return whether each of those who have to agree has."""
    given = {consent.agency_id: consent for consent in virement.consents.all()}
    return [
        Check(
            party.name,
            True if party.agency_id in given else None,
            _when(given[party.agency_id]) if party.agency_id in given else "",
        )
        for party in parties
    ]


def _when(consent: VirementConsent) -> str:
    return f"{formatting.day(consent.given_at)}, {consent.given_by}"


def reserve(rules: FundRules, set_aside: Pence, position: FundPosition) -> list[Fact]:
    """Return what the rules keep against risk, what was set aside and what is left of it."""
    return [
        Fact("By the rules", in_pounds(Pence(rules.risk_pool_pence))),
        Fact("Set aside", in_pounds(set_aside)),
        Fact("Left of it", in_pounds(position.risk_reserve_pence), is_total=True),
    ]
