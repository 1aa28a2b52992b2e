"""What a lead sees of a decision that goes over the fund: by how much, and who consents."""

from dataclasses import dataclass

from panel.agencies.models import Agency
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.overspending.asked import Short
from panel.decisions.overspending.headroom import Headroom
from panel.money import Pence, in_pounds
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear
from panel.presentation import formatting
from panel.presentation.parts import Check


@dataclass(frozen=True)
class OverspendCard:
    """The card “Going over the fund's money” on the page of a share."""

    whose: str  # money it is: the fund’s, or one agency’s in an aligned fund
    amount: str
    year: str
    then: str  # how it adds up: with what is consented to already, and where the money then stands
    later: str  # that it is for this year alone, where the placement goes on; else empty
    roles: str  # who may let it pass, in the words of the panel's rules
    consents: tuple[Check, ...]
    may_consent: bool


def overspend_card(approval: ShareApproval, found: Short, rules: FundRules) -> OverspendCard:
    """Return the card of the lead for a share. `found`: what `asked.blocked` returns."""
    begun, year, lacking = found.begun, found.headroom.fund_year, found.lacking_pence
    given = begun.consents.all() if begun else ()
    to_pence = {consent.agency_id: consent.to_pence for consent in given}
    return OverspendCard(
        whose=_whose(begun.agency if begun else approval.agency, year),
        amount=in_pounds(lacking),
        year=year.span,
        then=_then(found.headroom, lacking),
        later=_later(found.decision, year),
        roles=formatting.listed(list(rules.override_roles)),
        consents=tuple(_check(one, to_pence.get(one.agency_id), lacking) for one in found.paying),
        may_consent=approval in found.awaited,
    )


def _whose(agency: Agency, year: FundYear) -> str:
    if FundKind(year.fund.kind).is_one_pot:
        return "the fund’s money"
    return f"{agency.name}’s money in the fund"


def _then(headroom: Headroom, lacking: int) -> str:
    stands = f"It would then stand at {in_pounds(headroom.stands_pence)}."
    if not (before := headroom.consented_pence):
        return stands
    return (
        f"This comes on top of the {in_pounds(before)} consented to already, "
        f"{in_pounds(Pence(before + lacking))} in all. {stands}"
    )


def _check(share: ShareApproval, to_pence: int | None, lacking: int) -> Check:
    """Say whether an agency has consented to what is short now: more covers it, less doesn't."""
    if to_pence is None:
        return Check(share.agency.name, None, "Hasn’t consented yet")
    most = in_pounds(Pence(to_pence))
    if to_pence < lacking:
        return Check(share.agency.name, None, f"Up to {most}. The rest is asked for after that.")
    return Check(share.agency.name, True, f"Up to {most}")


def _later(decision: Decision, year: FundYear) -> str:
    option = decision.option
    if option is None or option.ends_on is None or option.ends_on <= year.ends_on:
        return ""
    return (
        f"The placement goes on until {formatting.day(option.ends_on)}. What it costs after "
        f"{year.span} is taken from later years’ money once their books are open: this consent "
        "lets none of them go over."
    )
