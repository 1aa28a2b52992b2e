"""Who has to agree before money moves, by the panel's rules, and who still does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, Sum

from panel.agencies.access import Access, Permission
from panel.agencies.models import Agency
from panel.money import Pence
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget import queries
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import Account, FundYear, Posting, Route, Virement
from panel.pooledbudget.queries import NOTHING
from panel.pooledbudget.stages import VirementStage

#: Whom a rule names → the permission of whoever speaks for them, and their name. The others
#: that a rule may name are agencies.
OFFICES: Mapping[str, tuple[Permission, str]] = {
    "fund_manager": (Permission.FUND_POST, "The fund manager"),
    "board": (Permission.FUND_BOARD, "The board, by its chair"),
}


#: The agencies of a fund's year, by the year's id.
Partners = dict[int, set[Agency]]


@dataclass(frozen=True)
class Party:
    """Somebody who has to agree. `agency` is None for an office of the panel."""

    agency: Agency | None
    name: str
    permission: Permission
    panel_id: int

    @property
    def agency_id(self) -> int | None:
        """The agency's id, if it is one."""
        return self.agency.pk if self.agency else None

    def may_be(self, access: Access) -> bool:
        """Say whether a person speaks for it."""
        ids = [self.agency.pk] if self.agency else []
        return access.may(self.permission, panel_id=self.panel_id, agency_ids=ids)


def who_agrees(rules: FundRules, route: Route, pence: Pence) -> str | None:
    """Return whom the rules name for so much by a route; None where they let nobody.

    `pence` is what has moved that way in the year with what shall now, so that no limit is passed
    by halves. Of several rules that reach it, it is the one with the lowest limit.
    """
    where = "out" if route is Route.OUT else "inside"
    reaching = [
        (rule.up_to_pence is None, rule.up_to_pence or 0, rule.agreed_by)
        for rule in rules.virements
        if rule.where == where and (rule.up_to_pence is None or pence <= rule.up_to_pence)
    ]
    return min(reaching)[2] if reaching else None


def moved_pence(fund_year: FundYear, route: Route) -> Pence:
    """Return what has moved in a year the way of a route: inside the fund, or out of it."""
    posted = Virement.objects.filter(fund_year=fund_year, posted_at__isnull=False)
    is_out = Q(route=Route.OUT)
    posted = posted.filter(is_out if route is Route.OUT else ~is_out)
    return Pence(posted.aggregate(pence=Sum("amount_pence", default=0))["pence"])


def partners(virements: Iterable[Virement]) -> Partners:
    """Return the partners of the years between which some virements move money, in one query."""
    years = {pk for one in virements for pk in (one.fund_year_id, one.to_fund_year_id) if pk}
    accounts = Account.objects.filter(fund_year__in=years).select_related("agency")
    of_each = ("fund_year_id", "agency_id")
    found: Partners = defaultdict(set)
    for account in accounts.order_by(*of_each).distinct(*of_each):
        if account.agency:
            found[account.fund_year_id].add(account.agency)
    return found


def parties(virement: Virement, of: Partners | None = None) -> list[Party]:
    """Return everybody who has to agree to a virement. `of`: `partners`, where they are known."""
    panel_id = virement.fund_year.fund.panel_id
    if office := OFFICES.get(virement.agreed_by):
        permission, name = office
        return [Party(None, name, permission, panel_id)]
    return [
        Party(agency, agency.name, Permission.FUND_AGREE, panel_id)
        for agency in _agencies(virement, partners([virement]) if of is None else of)
    ]


def _agencies(virement: Virement, of: Partners) -> list[Agency]:
    """Return the agencies that agree: those concerned where officers do, else every partner."""
    agencies = of.get(virement.fund_year_id, set()) | of.get(virement.to_fund_year_id or 0, set())
    if virement.agreed_by == "officers":
        concerned = (virement.from_agency_id, virement.to_agency_id)
        agencies = {agency for agency in agencies if agency.pk in concerned}
    return sorted(agencies, key=lambda agency: agency.name)


def missing(virement: Virement, of: Partners | None = None) -> list[Party]:
    """Return who hasn't agreed yet. `of`: `partners`, where they are known."""
    given = {consent.agency_id for consent in virement.consents.all()}
    return [party for party in parties(virement, of) if party.agency_id not in given]


def proposed_in(fund_year: FundYear) -> QuerySet[Virement]:
    """Return what is proposed to move within a year or out of it, the oldest first."""
    return in_full(fund_year.virements.filter(stage=VirementStage.PROPOSED)).order_by("pk")


def may_withdraw(virement: Virement, username: str, *, on: date) -> bool:
    """Say whether a fund manager may withdraw it: their own, or any once a year of it is over."""
    return virement.proposed_by == username or over(virement, on=on) is not None


def over(virement: Virement, *, on: date) -> FundYear | None:
    """Return a year of it that is over on a day, so that nobody agrees any more; None if none."""
    years = filter(None, (virement.fund_year, virement.to_fund_year))
    return next((year for year in years if year.ends_on < on), None)


def virements_of(fund_year: FundYear) -> QuerySet[Virement]:
    """Return the virements within a year, out of it and into it, the newest first."""
    return in_full(touching([fund_year])).order_by("-pk")


def touching(years: Iterable[FundYear]) -> QuerySet[Virement]:
    """Return the virements from or into any of some years."""
    return Virement.objects.filter(Q(fund_year__in=years) | Q(to_fund_year__in=years))


def in_full(virements: QuerySet[Virement]) -> QuerySet[Virement]:
    """Fetch with each virement all that is shown of it."""
    return virements.select_related(
        "fund_year__fund", "to_fund_year__fund", "from_agency", "to_agency"
    ).prefetch_related("consents__agency")


@dataclass(frozen=True)
class Sources:
    """From where something could move now: the ways that lead on, and whose pots hold money."""

    routes: tuple[Route, ...]
    pots: frozenset[int]  # ids of agencies


def sources(fund_year: FundYear, *, has_others: bool) -> Sources:
    """Return where money lies that could be moved. `has_others`: there is another fund's year."""
    ways = _ways(fund_year)
    routes = [route for route, left in ways.items() if left]
    if not has_others and Route.OUT in routes:
        routes.remove(Route.OUT)
    return Sources(tuple(routes), frozenset(pk for pk in ways[Route.POTS] if pk))


def left_pence(fund_year: FundYear, route: Route, agency_id: int | None) -> Pence:
    """Return how much of an agency's can leave by a route now; the risk reserve is nobody's."""
    return _ways(fund_year)[route].get(None if route is Route.RESERVE else agency_id, NOTHING)


def _ways(fund_year: FundYear) -> dict[Route, dict[int | None, Pence]]:
    """Return how much can leave by each route now, by the id of whose it is; 0 is left out.

    Money that lies in a pot and may still be promised: a floor that was lowered for one decision
    is nobody else's. Out of a fund, no more of it than the agency paid in and its own shares of
    requests don't hold.
    """
    position, pots = queries.position(fund_year), queries.movable(fund_year)
    one_pot = pots.pop(None, NOTHING)
    ways: dict[Route, dict[int | None, Pence]] = {
        Route.POTS: pots,
        Route.OUT: {
            pk: min(pots.get(pk, one_pot), figures.beyond_shares_pence)
            for pk, figures in position.agencies.items()
        },
        Route.RESERVE: {None: position.risk_reserve_pence},
    }
    return {
        route: {whose: left for whose, left in of.items() if left > 0}
        for route, of in ways.items()
    }


def set_aside_pence(fund_year: FundYear) -> Pence:
    """Return what a year has set aside or brought forward against risk, drawn on since or not."""
    into = Posting.objects.filter(
        account__fund_year=fund_year,
        account__kind=AccountKind.RISK_RESERVE.value,
        side=F("account__normal_side"),
        entry__verb__in=(Verb.SET_ASIDE.value, Verb.SETTLE.value),
        entry__reversed_by=None,
    )
    return Pence(into.aggregate(pence=Sum("amount_pence", default=0))["pence"])
