"""What a lead sees of a decision that goes over the fund: by how much, and who consents."""

from dataclasses import dataclass

from panel.agencies.models import Agency
from panel.cases.stages import Stage
from panel.decisions.models import Decision, ShareApproval
from panel.decisions.operations.overspending import missing
from panel.decisions.overspending.headroom import Headroom, short
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


def overspend_card(
    approval: ShareApproval, headroom: Headroom | None, rules: FundRules
) -> OverspendCard | None:
    """Return the card; None where there is enough, or nobody is asked to consent."""
    decision = approval.decision
    if decision.placement_request.stage != Stage.FUNDING or rules.over_budget != "block":
        return None
    headroom, begun = short(approval, headroom)
    if headroom is None or headroom.is_enough or headroom.fund_year.closed_at:
        return None
    shares, year = _paying(approval), headroom.fund_year
    waiting = {share.agency_id for share in (missing(begun) if begun else shares)}
    given = begun.consents.select_related("overspend") if begun else ()
    lacking, to_pence = -headroom.after_pence, {one.agency_id: one.to_pence for one in given}
    return OverspendCard(
        whose=_whose(begun.agency if begun else approval.agency, year),
        amount=in_pounds(Pence(lacking)),
        year=year.span,
        then=_then(headroom, lacking),
        later=_later(decision, year),
        roles=formatting.listed(list(rules.override_roles)),
        consents=tuple(_check(one, to_pence.get(one.agency_id), lacking) for one in shares),
        may_consent=approval.agency_id in waiting,
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
        return Check(share.agency.name, None)
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


def _paying(approval: ShareApproval) -> list[ShareApproval]:
    shares = approval.decision.approvals.filter(this_year_pence__gt=0)
    return list(shares.select_related("agency").order_by("pk"))
