"""What the pages of virements say, as plain values."""

from collections.abc import Collection, Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from panel.money import Pence, in_pounds
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.models import FundYear, Route, Virement, VirementConsent
from panel.pooledbudget.queries import FundPosition
from panel.pooledbudget.stages import VirementStage
from panel.pooledbudget.virements.queries import Party
from panel.presentation import formatting
from panel.presentation.parts import Cell, Check, Fact, Link, Row
from panel.presentation.tones import Tone

TONES = {VirementStage.PROPOSED: Tone.WARN, VirementStage.POSTED: Tone.GOOD}
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
    at = virement.posted_at or virement.withdrawn_at or virement.proposed_at
    stage = VirementStage(virement.stage)
    return Cell(stage.label, formatting.day(at), tone=TONES.get(stage, Tone.PLAIN))


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


def entries(virement: Virement, read: Collection[FundYear]) -> list[Link]:
    """Return the ways to what it posted, in those of its years that are read."""
    if not virement.posted_at:
        return []
    return [
        Link(
            f"Its entry in the ledger of {year}",
            f"{reverse('ledger')}?{urlencode({'year': year.pk, 'about': str(virement)})}",
        )
        for year in read
    ]


def people(virement: Virement) -> set[str]:
    """Return the usernames of everybody whom its page names. Its consents are fetched."""
    given = {consent.given_by for consent in virement.consents.all()}
    return given | {virement.proposed_by, virement.posted_by, virement.withdrawn_by}


def facts(virement: Virement, names: Mapping[str, str]) -> list[Fact]:
    """Return what is to move, why, and what became of it. `names`: of people by username."""
    found = [
        Fact("From", source(virement)),
        Fact("Into", target(virement)),
        Fact("Amount", in_pounds(Pence(virement.amount_pence))),
        Fact("Why", virement.reason),
        Fact("Proposed", formatting.act(virement.proposed_at, virement.proposed_by, names)),
    ]
    if virement.posted_at:
        posted = formatting.act(virement.posted_at, virement.posted_by, names)
        found.append(Fact("Posted", posted))
    if virement.withdrawn_at:
        withdrawn = formatting.act(virement.withdrawn_at, virement.withdrawn_by, names)
        found.append(Fact("Withdrawn", withdrawn))
    return found


def checks(virement: Virement, parties: Iterable[Party], names: Mapping[str, str]) -> list[Check]:
    """Return whether each of those who have to agree has."""
    given = {consent.agency_id: consent for consent in virement.consents.all()}
    return [
        Check(
            party.name,
            True if party.agency_id in given else None,
            _when(given[party.agency_id], names) if party.agency_id in given else "",
        )
        for party in parties
    ]


def too_late(over: FundYear | None, missing: Collection[Party]) -> str:
    """Say that its year was over before everybody had agreed; empty where it wasn't."""
    if over is None or not missing:
        return ""
    names = formatting.listed([party.name for party in missing])
    return f"{over} was over before {names} had agreed. A fund manager withdraws it."


def _when(consent: VirementConsent, names: Mapping[str, str]) -> str:
    return formatting.act(consent.given_at, consent.given_by, names)


def reserve(rules: FundRules, set_aside: Pence, position: FundPosition) -> list[Fact]:
    """Return what the rules keep against risk, what was set aside and what is left of it."""
    return [
        Fact("By the rules", in_pounds(Pence(rules.risk_pool_pence))),
        Fact("Set aside, or brought forward", in_pounds(set_aside)),
        Fact("Left of it", in_pounds(position.risk_reserve_pence), is_total=True),
    ]
