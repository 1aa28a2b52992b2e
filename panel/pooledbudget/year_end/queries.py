"""Questions at the end of a year: what is left or missing, who owes what, what is in the way."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from panel.agencies.access import Access, Permission
from panel.agencies.models import Agency
from panel.money import Pence, split
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget import queries
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import Fund, FundYear, YearSettlement
from panel.pooledbudget.year_end import settlement
from panel.pooledbudget.year_end.settlement import NOTHING, Part, Settlement, Shares


@dataclass(frozen=True)
class Outcome(Settlement):
    """The settlement of all pots of a year together, and what is left in them by then.

    `drawn`: what comes out of the risk reserve, by a partner whose pot it goes into.
    """

    left_pence: Pence = NOTHING
    drawn: Shares = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)  # agency id → name


def settlements_in_force(fund_year: FundYear) -> list[YearSettlement]:
    """Return how a year was settled since its books were last opened again, the last first."""
    settled = fund_year.settlements.order_by("-number")
    opened = fund_year.reopenings.order_by("-reopened_at").first()
    return list(settled.filter(settled_at__gt=opened.reopened_at) if opened else settled)


def is_settled(fund_year: FundYear) -> bool:
    """Say whether a year is settled, and nothing has come in since."""
    return bool(settlements_in_force(fund_year)) and not left_pence(fund_year)


def late(fund_year: FundYear, *, on: date) -> dict[str, Pence]:
    """Return what of their contributions is late on a day, by partner, of those that are."""
    found = contributions.statements(fund_year, on=on)
    return {one.agency.name: one.late_pence for one in found if one.late_pence}


def left_pence(fund_year: FundYear) -> Pence:
    """Return what lies in a year's pots and its risk reserve."""
    position = queries.position(fund_year)
    return Pence(position.uncommitted_pence + position.risk_reserve_pence)


def following(fund_year: FundYear) -> FundYear | None:
    """Return the year after, if its books were opened."""
    years = FundYear.objects.select_related("fund")
    return years.filter(fund=fund_year.fund_id, year=fund_year.year + 1).first()


def outcome(fund_year: FundYear, rules: FundRules) -> Outcome:
    """Return what settling a year would do, as its books stand."""
    position, given = queries.position(fund_year), _given(fund_year)
    parts = {
        agency_id: Part(_paid_in(figures, given[agency_id]), _used(figures))
        for agency_id, figures in position.agencies.items()
    }
    by_pot = _by_pot(fund_year, rules, position, parts, given)
    pots, drawn = by_pot.values(), {pk: pot.drawn_pence for pk, pot in by_pot.items()}
    partners = Agency.objects.filter(accounts__fund_year=fund_year)
    left_over = position.risk_reserve_pence - sum(drawn.values())
    undivided = 0 if position.contribution_pence else left_over
    return Outcome(
        carried=_merged(pot.carried for pot in pots),
        reserved=_merged(pot.reserved for pot in pots),
        returned=_merged(pot.returned for pot in pots),
        owed=_merged(pot.owed for pot in pots),
        uncovered_pence=Pence(sum(pot.uncovered_pence for pot in pots)),
        undivided_pence=Pence(sum(pot.undivided_pence for pot in pots) + undivided),
        left_pence=Pence(position.uncommitted_pence + sum(drawn.values())),
        drawn=drawn,
        names=dict(partners.values_list("pk", "name").distinct()),
    )


def _by_pot(
    fund_year: FundYear,
    rules: FundRules,
    position: queries.FundPosition,
    parts: Mapping[int, Part],
    given: Mapping[int, int],
) -> dict[int, Settlement]:
    """Return the settlement of each pot, by a partner whose it is; any one of a common pot."""
    if FundKind(fund_year.fund.kind).is_one_pot:
        left, reserve = position.uncommitted_pence, position.risk_reserve_pence
        pot = settlement.of_pot(rules, parts, left, given=given, reserve_pence=reserve)
        return {next(iter(parts)): pot}
    kept = kept_in_reserve(fund_year)
    return {
        pk: settlement.of_pot(
            rules, {pk: parts[pk]}, figures.uncommitted_pence, reserve_pence=kept[pk]
        )
        for pk, figures in position.agencies.items()
    }


def _given(fund_year: FundYear) -> Counter[int]:
    """Return what settlements in force have carried, set aside and given back, by agency id."""
    settled = settlements_in_force(fund_year)
    ids = dict(fund_year.fund.panel.agencies.values_list("code", "pk")) if settled else {}
    found: Counter[int] = Counter()
    for one in settled:
        for shares in (one.carried, one.reserved, one.returned):
            found.update({ids[code]: pence for code, pence in shares.items()})
    return found


def _paid_in(figures: queries.Figures, given: int) -> Pence:
    """Return what an agency paid in, before any of it left with a settlement."""
    return Pence(figures.contribution_pence + given)


def _used(figures: queries.Figures) -> Pence:
    return Pence(figures.spent_pence + figures.recoverable_pence)


def _merged(found: Iterator[Shares]) -> Shares:
    return {agency_id: pence for shares in found for agency_id, pence in shares.items()}


def kept_in_reserve(fund_year: FundYear) -> Shares:
    """Return each agency's part of the risk reserve, where each has its own pot; else nothing.

    That is what it has paid in, less all that has become of it.
    """
    if FundKind(fund_year.fund.kind).is_one_pot:
        return {}
    return {
        agency_id: Pence(2 * figures.contribution_pence - sum(vars(figures).values()))
        for agency_id, figures in queries.position(fund_year).agencies.items()
    }


def reserve_parts(fund_year: FundYear, outcome: Outcome) -> Shares:
    """Return each agency's part of the risk reserve when its year is settled so.

    Of one pot it is divided by what the rest of the settlement leaves of their contributions.
    """
    if kept := kept_in_reserve(fund_year):
        return kept
    position = queries.position(fund_year)
    if not position.risk_reserve_pence:
        return {}
    left = Counter({pk: each.contribution_pence for pk, each in position.agencies.items()})
    for shares in (outcome.carried, outcome.reserved, outcome.returned):
        left.subtract(shares)
    return split(position.risk_reserve_pence, left)


def may_reopen(fund: Fund, held: Access) -> bool:
    """Say whether a person speaks for the host, which alone opens closed books again."""
    return held.may(Permission.SHARE_APPROVE, panel_id=fund.panel_id, agency_ids=[fund.host_id])


def who_reopens(fund: Fund) -> str:
    """Return in a sentence who opens closed books again."""
    host = fund.host
    hosts = f"which hosts the fund for {host.legal_entity}"
    return f"Only a lead of {host}, {hosts}, opens its books again."
