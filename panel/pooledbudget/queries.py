"""
Questions about money. Balances are read from account rows, so that they cost the same at ten
entries and at ten million; `proof` shows every night that the entries come to them.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Expression, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Least

from panel.agencies.access import Access, Permission
from panel.money import Pence
from panel.pooledbudget.accounts import CHART, AccountKind, Verb
from panel.pooledbudget.models import (
    Account,
    FloorAuthorisation,
    Fund,
    FundYear,
    JournalEntry,
    Posting,
)

NOTHING = Pence(0)
AccountOf = tuple[str, int | None]  # its kind, and an agency by its id; None for the whole fund

#: What a posting adds to its account: below zero where it stands on the other side.
SIGNED = Case(
    When(side=F("account__normal_side"), then=F("amount_pence")), default=-F("amount_pence")
)
ABOVE_FLOOR = F("balance_pence") - F("floor_pence")


@dataclass(frozen=True)
class Figures:
    """What stands on the accounts of each kind. Contribution is what came in, less what was moved
    out or given back; the rest sums to it.

    An agency's own figures show uncommitted money only where its fund keeps a pot for each, and
    never the risk reserve, which is common.
    """

    contribution_pence: Pence = NOTHING
    uncommitted_pence: Pence = NOTHING
    reserved_pence: Pence = NOTHING
    committed_pence: Pence = NOTHING
    accrued_pence: Pence = NOTHING
    invoiced_pence: Pence = NOTHING
    spent_pence: Pence = NOTHING
    risk_reserve_pence: Pence = NOTHING
    recoverable_pence: Pence = NOTHING

    @property
    def beyond_shares_pence(self) -> Pence:
        """What an agency paid in beyond what its own shares of requests hold."""
        kinds = (kind for kind in AccountKind if CHART[kind].is_per_request)
        held = sum(getattr(self, f"{kind}_pence") for kind in kinds)
        return Pence(self.contribution_pence - held)


@dataclass(frozen=True)
class FundPosition(Figures):
    """Where a fund year stands: overall, and by agency id.

    `beyond_pence` is how far its pots may be promised beyond what is uncommitted.
    """

    agencies: Mapping[int, Figures] = field(default_factory=dict)
    beyond_pence: Pence = field(default=NOTHING, compare=False)


def year_of(*, panel_id: int, day: date) -> FundYear | None:
    """
    Return the books of a panel's fund for the year that holds a day; None if they aren't open.

    Of several funds, it is the one that was opened first: a later one takes nothing over.
    """
    years = FundYear.objects.select_related("fund").order_by("fund_id")
    return years.filter(fund__panel_id=panel_id, starts_on__lte=day, ends_on__gte=day).first()


def years_visible_to(access: Access) -> QuerySet[FundYear]:
    """Return the fund years a person may read, the latest first."""
    panel_ids = {grant.panel_id for grant in access.reach(Permission.FUND_READ)}
    years = FundYear.objects.filter(fund__panel_id__in=panel_ids)
    return years.select_related("fund__host").order_by("-starts_on", "fund_id")


def funds_read_by(access: Access) -> QuerySet[Fund]:
    """Return the funds that a person may read, by code."""
    panel_ids = {grant.panel_id for grant in access.reach(Permission.FUND_READ)}
    funds = Fund.objects.filter(panel_id__in=panel_ids).order_by("code")
    return funds.select_related("panel", "host")


def funds_kept_by(access: Access) -> QuerySet[Fund]:
    """Return the funds to which a person may post, by code."""
    return Fund.objects.filter(panel_id__in=access.panels(Permission.FUND_POST)).order_by("code")


def years_kept_by(access: Access) -> QuerySet[FundYear]:
    """Return the years of the funds to which a person may post."""
    return FundYear.objects.filter(fund__in=funds_kept_by(access)).select_related("fund__panel")


def balance(account_id: int) -> Pence:
    """Return what stands on an account, on its normal side."""
    return Pence(Account.objects.values_list("balance_pence", flat=True).get(pk=account_id))


def headroom(fund_year: FundYear, agency_id: int | None = None) -> Pence:
    """Return what may still be promised from a fund year: uncommitted money above its floor.

    `agency_id` asks for one agency's own pot; None for the one pot, or for all pots together.
    """
    pots = headrooms(fund_year)
    return Pence(sum(pots.values()) if agency_id is None else pots.get(agency_id, NOTHING))


def headrooms(fund_year: FundYear) -> dict[int | None, Pence]:
    """Return the same of each pot, by the id of its agency: None for the one pot."""
    return _of_pots(fund_year, ABOVE_FLOOR)


def beyond(fund_year: FundYear) -> dict[int | None, Pence]:
    """Return what of `headrooms` lies beyond the uncommitted money, by leave."""
    return _of_pots(fund_year, -F("floor_pence"))


def movable(fund_year: FundYear) -> dict[int | None, Pence]:
    """Return what of each pot lies there and may still be promised, as `headrooms` does."""
    return _of_pots(fund_year, Least("balance_pence", ABOVE_FLOOR))


def _of_pots(fund_year: FundYear, pence: Expression) -> dict[int | None, Pence]:
    pots = fund_year.accounts.filter(kind=AccountKind.UNCOMMITTED.value).order_by("agency_id")
    return {agency_id: Pence(left) for agency_id, left in pots.values_list("agency_id", pence)}


def let_over(fund_year: FundYear) -> dict[str, Pence]:
    """Return the requests for which a year was let go over its money → by how much it still is."""
    lowered = FloorAuthorisation.objects.filter(account__fund_year=fund_year).order_by("about")
    by_request = lowered.values("about").annotate(pence=Sum("amount_pence")).filter(pence__gt=0)
    return {row["about"]: Pence(row["pence"]) for row in by_request}


def position(fund_year: FundYear) -> FundPosition:
    """Return what stands on every account of a fund year, in one query."""
    overall: Counter[str] = Counter()
    agencies: dict[int, Counter[str]] = defaultdict(Counter)
    beyond = 0
    rows = fund_year.accounts.order_by("pk")
    for kind, agency_id, pence, floor in rows.values_list(
        "kind", "agency_id", "balance_pence", "floor_pence"
    ):
        overall[kind] += pence
        beyond -= floor if kind == AccountKind.UNCOMMITTED else 0
        if agency_id is not None:
            agencies[agency_id][kind] += pence
    each = {agency_id: Figures(**_named(sums)) for agency_id, sums in agencies.items()}
    return FundPosition(**_named(overall), agencies=each, beyond_pence=Pence(beyond))


def _named(sums: Mapping[str, int]) -> dict[str, Pence]:
    return {f"{kind}_pence": Pence(pence) for kind, pence in sums.items()}


def moved(fund_year: FundYear) -> set[AccountOf]:
    """Return the figures of a position with entries behind them, though they come to nothing."""
    # The first of each by the index: to ask whether there is any would read the whole ledger.
    first = Posting.objects.filter(account=OuterRef("pk")).order_by("entry_id").values("pk")[:1]
    accounts = fund_year.accounts.order_by("pk").values_list("kind", "agency_id", Subquery(first))
    found = {(kind, agency_id) for kind, agency_id, first_id in accounts if first_id}
    return found | {(kind, None) for kind, _ in found}


def moved_by(entry: JournalEntry) -> Counter[AccountKind]:
    """Return by how many pence an entry made the balance of each kind of account grow."""
    rows = entry.postings.order_by("account__kind").values_list("account__kind")
    return Counter({AccountKind(kind): pence for kind, pence in rows.annotate(pence=Sum(SIGNED))})


def years_of(about: str) -> QuerySet[FundYear]:
    """Return the fund years that a request has moved money in, oldest first."""
    years = FundYear.objects.filter(entries__about=about).order_by("starts_on", "pk").distinct()
    return years.select_related("fund")


def entries_for(about: str) -> QuerySet[JournalEntry]:
    """Return all entries about one request, in the order of posting, each with its postings."""
    entries = JournalEntry.objects.filter(about=about).order_by("fund_id", "number")
    return entries.prefetch_related("postings__account__agency")


def entries_of(fund_year: FundYear) -> QuerySet[JournalEntry]:
    """Return the entries of a fund year, newest first, each with its postings."""
    entries = _of_year(fund_year).select_related("reversed_by")
    return entries.prefetch_related("postings__account__agency")


def newest_entry(fund_year: FundYear) -> JournalEntry | None:
    """Return the last entry of a fund year, by itself; None before the first."""
    return _of_year(fund_year).first()


def _of_year(fund_year: FundYear) -> QuerySet[JournalEntry]:
    # Naming the fund too lets its index give the newest, where the year alone would sort them all.
    of_year = JournalEntry.objects.filter(fund_id=fund_year.fund_id, fund_year=fund_year)
    return of_year.order_by("-number")


def contributions() -> QuerySet[JournalEntry]:
    """Return the entries by which money came in, each with its year and postings."""
    received = JournalEntry.objects.filter(verb=Verb.RECEIVE).select_related("fund_year__fund")
    return received.prefetch_related("postings__account__agency")
