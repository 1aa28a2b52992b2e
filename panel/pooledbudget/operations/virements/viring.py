"""Proposing to move money from where it lies, agreeing to it, and withdrawing the proposal."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.chart import MoveRefused
from panel.money import Pence, in_pounds
from panel.policies import queries as versions
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import FundYear, Route, Virement
from panel.pooledbudget.operations.virements import notices as virement_notices
from panel.pooledbudget.operations.years.opening import require_keeper
from panel.pooledbudget.stages import VirementStage
from panel.pooledbudget.virements import queries as virements
from panel.refusals import Refusal


class WrongRoute(Refusal):
    """Raised when money can't go the way that is asked for."""


class NotThere(Refusal):
    """Raised when more would move than lies where it comes from."""

    field = "amount_pence"


class NobodyAgrees(Refusal):
    """Raised when the panel's rules let nobody move so much, or somebody hasn't agreed yet."""


class Retrospective(Refusal):
    """Raised when somebody would propose or agree to move money of a year that is over."""


class OwnVirement(Refusal):
    """Raised when somebody would agree to what they proposed."""


@dataclass(frozen=True)
class VirementTerms:
    """What is to move. `from_agency_id` is None from the risk reserve, `to_year_id` within."""

    route: Route
    to_agency_id: int
    pence: Pence
    reason: str
    from_agency_id: int | None = None
    to_year_id: int | None = None


@dataclass(frozen=True)
class Facts:
    """What the chart's guards ask."""

    is_its_proposer_or_late: bool


@transaction.atomic
def propose_virement(
    *, fund_year_id: int, asked: VirementTerms, by: Person, at: datetime
) -> Virement:
    """Propose to move money; the rules in force say who has to agree, and they are told.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        WrongRoute: money can't go that way.
        NotThere: less lies there now than shall move; posting asks again.
        NobodyAgrees: the rules let nobody move so much.
        Retrospective: a year that it concerns is over.
        NotAPartner: an agency has no part in a year.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    require_keeper(by, panel_id=fund_year.fund.panel_id, at=at)
    _require_route(fund_year, asked)
    require_there(fund_year, asked.route, asked.from_agency_id, asked.pence)
    rules = versions.fund_terms_of(fund_year.fund.panel_id, on=clock.date_of(at))
    moved = virements.moved_pence(fund_year, asked.route)
    agreed_by = virements.who_agrees(rules, asked.route, Pence(moved + asked.pence))
    if agreed_by is None:
        raise NobodyAgrees("The panel’s rules let nobody move so much in a year.")
    virement = Virement.objects.create(
        fund_year=fund_year,
        route=asked.route,
        from_agency_id=asked.from_agency_id,
        to_agency_id=asked.to_agency_id,
        to_fund_year_id=asked.to_year_id,
        amount_pence=asked.pence,
        reason=asked.reason,
        agreed_by=agreed_by,
        proposed_at=at,
        proposed_by=by.username,
    )
    _require_running(virement, at=at)
    record(virement, "virement_proposed", by=by, at=at)
    virement_notices.ask(virement, at=at)
    return virement


@transaction.atomic
def agree_to_virement(*, virement_id: int, by: Person, at: datetime) -> Virement:
    """Agree for everybody for whom this person speaks; what was agreed before stays.

    Raises:
        access.Refused: they speak for nobody whom the rules name.
        OwnVirement: they proposed it.
        chart.MoveRefused: it was withdrawn.
        Retrospective: a year that it concerns is over.
    """
    virement = locked(virement_id)
    held = access.of(by, on=clock.date_of(at))
    mine = [party for party in virements.parties(virement) if party.may_be(held)]
    if not mine:
        raise access.Refused(by, Permission.FUND_AGREE)
    if virement.proposed_by == by.username:
        raise OwnVirement("You proposed it, so somebody else has to agree to it.")
    if virement.stage == VirementStage.WITHDRAWN:
        raise MoveRefused(virement, "agree", ["It was withdrawn."])
    if virement.stage == VirementStage.POSTED:
        return virement
    _require_running(virement, at=at)
    for party in virements.missing(virement):
        if party in mine:
            virement.consents.create(agency=party.agency, given_at=at, given_by=by.username)
            record(virement, "virement_agreed", by=by, at=at)
    return virement


@transaction.atomic
def withdraw_virement(*, virement_id: int, by: Person, at: datetime) -> Virement:
    """Take a proposal back before its money has moved; who agreed to it stays on record.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        chart.MoveRefused: they didn't propose it and its year runs, or it was posted or withdrawn.
    """
    virement = locked(virement_id)
    require_keeper(by, panel_id=virement.fund_year.fund.panel_id, at=at)
    virement.withdrawn_at, virement.withdrawn_by = at, by.username
    facts = Facts(virements.may_withdraw(virement, by.username, on=clock.date_of(at)))
    move(virement, "withdraw", facts=facts, by=by, at=at)
    return virement


def _require_running(virement: Virement, *, at: datetime) -> None:
    if over := virements.over(virement, on=clock.date_of(at)):
        raise Retrospective(f"{over} is over, and nothing moves after the fact.")


def locked(virement_id: int) -> Virement:
    found = Virement.objects.select_related("fund_year__fund", "to_fund_year__fund")
    return found.select_for_update(of=("self",)).get(pk=virement_id)


def _require_route(fund_year: FundYear, asked: VirementTerms) -> None:
    books = Books.of(fund_year)
    for agency_id in (asked.from_agency_id or asked.to_agency_id, asked.to_agency_id):
        books.account(AccountKind.CONTRIBUTION, agency_id)
    match asked.route:
        case Route.POTS if FundKind(fund_year.fund.kind).is_one_pot:
            raise WrongRoute("The fund is one pot, so nothing moves between its agencies.")
        case Route.POTS if asked.from_agency_id in (None, asked.to_agency_id):
            raise WrongRoute("Money moves from one agency’s pot to another’s.")
        case Route.OUT:
            _require_way_out(fund_year, asked)
        case Route.RESERVE if asked.from_agency_id is not None:
            raise WrongRoute("The risk reserve is no agency’s, so it comes from nobody’s pot.")
        case _ if asked.to_year_id is not None:
            raise WrongRoute("Money goes into another fund’s year only out of this fund.")


def require_there(fund_year: FundYear, route: Route, agency_id: int | None, pence: Pence) -> None:
    """Raise `NotThere` where less lies in an agency's pot, or the reserve, than shall move."""
    left = virements.left_pence(fund_year, route, agency_id)
    if pence > left:
        raise NotThere(f"{in_pounds(left)} lies there and can move; this is {in_pounds(pence)}.")


def _require_way_out(fund_year: FundYear, asked: VirementTerms) -> None:
    others = FundYear.objects.exclude(fund=fund_year.fund_id).select_related("fund")
    other = others.filter(pk=asked.to_year_id or 0).first()
    if other is None:
        raise WrongRoute("Say into which year of which other fund it goes.")
    if asked.from_agency_id != asked.to_agency_id:
        raise WrongRoute("What leaves a fund is the same agency’s in the other.")
    Books.of(other).account(AccountKind.CONTRIBUTION, asked.to_agency_id)


def move(virement: Virement, name: str, *, facts: object = None, by: Person, at: datetime) -> None:
    """Move a locked virement, save it, and record where that led."""
    source, target = virement.make(name, facts=facts)
    virement.save()
    record(virement, name, by=by, at=at, **{"from": source, "to": target})


def record(virement: Virement, kind: str, *, by: Person, at: datetime, **led: str) -> None:
    payload = {"pence": virement.amount_pence, **led}
    log.record(subject=f"virement {virement.pk}", kind=kind, by=by, at=at, payload=payload)
