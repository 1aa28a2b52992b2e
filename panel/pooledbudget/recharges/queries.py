"""Questions about recharges: who sees them, and how old what agencies owe is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from panel.agencies.access import Access, Permission
from panel.money import Pence
from panel.pooledbudget.models import FundYear, JournalEntry, Recharge
from panel.pooledbudget.recharges.asked import Asked, band
from panel.pooledbudget.stages import RechargeStage


@dataclass(frozen=True)
class Debt:
    """What one agency owes, by how late it is: the name of each band → pence."""

    agency: str
    code: str
    bands: Counter[str]

    @property
    def total_pence(self) -> Pence:
        """All of it."""
        return Pence(self.bands.total())


def visible_to(access: Access) -> QuerySet[Recharge]:
    """Return the recharges of funds that a person may read, the latest first."""
    panel_ids = {grant.panel_id for grant in access.reach(Permission.FUND_READ)}
    found = Recharge.objects.filter(fund_year__fund__panel_id__in=panel_ids)
    return found.select_related("agency", "fund_year__fund").order_by("-pk")


def asked_for(access: Access, asked: Asked) -> QuerySet[Recharge]:
    """Narrow those that a person may read to what is asked for."""
    found = visible_to(access)
    if asked.stage:
        found = found.filter(stage=asked.stage)
    if asked.agency:
        found = found.filter(agency__code=asked.agency)
    if asked.year:
        found = found.filter(fund_year=asked.year)
    if asked.owed:
        found = found.filter(_owed_on(asked.owed))
    return found.filter(due_on__range=asked.due) if asked.late else found


def owed(recharges: QuerySet[Recharge]) -> QuerySet[Recharge]:
    """Narrow to those that are owed now."""
    return recharges.filter(stage=RechargeStage.ISSUED)


def booked_by(fund_year: FundYear, *, day: date) -> QuerySet[Recharge]:
    """Return the recharges that a year's books show at the end of a day, owed or not.

    The days are those of entries, so that what is owed comes to what the account of recoverable
    money does.
    """
    booked = fund_year.recharges.filter(entry__effective_on__lte=day)
    return booked.select_related("agency", "entry")


def owed_by(fund_year: FundYear, *, day: date) -> QuerySet[Recharge]:
    """Narrow those to what had neither been paid back nor withdrawn by the end of the day."""
    return booked_by(fund_year, day=day).filter(_owed_on(day))


def _owed_on(day: date) -> Q:
    """Keep what the books show to be owed at the end of a day."""
    ended = JournalEntry.objects.filter(
        Q(reverses=OuterRef("entry"))
        | Q(key=Concat(Value("recharge/"), OuterRef("number"), Value("/recovered"))),
        effective_on__lte=day,
    )
    return Q(~Exists(ended), entry__effective_on__lte=day)


def aged(owed: QuerySet[Recharge], *, on: date) -> list[Debt]:
    """Return what each agency owes of recharges, by how late it is on a day, by their codes."""
    debts: dict[str, Debt] = {}
    for code, name, due_on, pence in owed.order_by("agency__code").values_list(
        "agency__code", "agency__name", "due_on", "amount_pence"
    ):
        debts.setdefault(code, Debt(name, code, Counter())).bands[band(due_on, on=on)] += pence
    return [*debts.values()]


def added(debts: Iterable[Debt]) -> Counter[str]:
    """Return what all agencies owe together, by band."""
    together: Counter[str] = Counter()
    for debt in debts:
        together.update(debt.bands)
    return together
