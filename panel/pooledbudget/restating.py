"""What was posted while it was disputed who pays, and the entries that say it anew once it isn't.

A request's money may be promised before agencies agree who pays, without prejudice. Then all that
was posted on the strength of it is reversed, and posted again as it is settled: see
`operations.sharing_anew`. An invoice or a credit note keeps the entry that it was booked by; what
stands for it now is found here. Reads; never writes.
"""

from collections.abc import Iterable

from django.db.models import CharField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from panel.audit import queries as audit
from panel.audit.models import Event
from panel.pooledbudget import holdings
from panel.pooledbudget.models import FundYear, JournalEntry

PROMISED, ENDED = "money_promised_meanwhile", "no_longer_promised_meanwhile"  # events


def is_interim(about: str) -> bool:
    """Say whether a request's money is promised though it isn't settled who pays."""
    said = audit.history(about).filter(kind__in=(PROMISED, ENDED)).last()
    return said is not None and said.kind == PROMISED


def interim_in(fund_year: FundYear) -> list[str]:
    """Return the requests of which a year's money is promised though it isn't settled who pays.

    Asked of the events first, of which there are few: entries are found by request.
    """
    said = Event.objects.filter(kind__in=(PROMISED, ENDED)).order_by("subject", "-sequence")
    last = said.distinct("subject").values_list("subject", "kind")
    abouts = [about for about, kind in last if kind == PROMISED]
    promised = JournalEntry.objects.filter(
        about__in=abouts, fund_year=fund_year, key__contains="/interim/", reversed_by=None
    )
    return sorted(set(promised.values_list("about", flat=True)))


def interim_key(about: str, number: int) -> str:
    """Return the key of the entry that promises a request's money for the nth time meanwhile."""
    return f"{about}/interim/{number}"


def interim(about: str, fund_year: FundYear) -> JournalEntry | None:
    """Return the last entry by which money of a year was promised meanwhile, if it stands.

    It does while the request holds anything of that year: what was given back whole is over.
    """
    if not holdings.counted(fund_year, about).total():
        return None
    promised = JournalEntry.objects.filter(about=about, key__startswith=f"{about}/interim/")
    standing = promised.filter(fund_year=fund_year, reversed_by=None)
    return standing.select_related("fund_year__fund").order_by("pk").last()


def first_of(entry: JournalEntry) -> int:
    """Return the entry that one says anew, the first of them; itself, if it says none anew."""
    match entry.key.split("/"):
        case ["shared anew", first, _]:
            return int(first)
        case _:
            return entry.pk


def again_key(entry: JournalEntry) -> str:
    """Return the key of the entry that says anew what one says."""
    first = first_of(entry)
    times = 1 if first == entry.pk else int(entry.key.split("/")[2]) + 1
    return f"shared anew/{first}/{times}"


def standing(entry_ids: Iterable[int]) -> list[int]:
    """Return, for each entry, the one that stands for it now: itself, or what said it anew."""
    firsts = list(entry_ids)
    anew = Q()
    for pk in firsts:
        anew |= Q(key__startswith=f"shared anew/{pk}/")
    abouts = JournalEntry.objects.filter(pk__in=firsts).values("about")  # which has an index
    rows = JournalEntry.objects.filter(anew, about__in=abouts, reverses=None, reversed_by=None)
    found = {int(key.split("/")[1]): pk for key, pk in rows.values_list("key", "pk")}
    return [found.get(pk, pk) for pk in firsts]


def anew_of(entry: str, *, about: str) -> QuerySet[JournalEntry]:
    """Return, for a row around it, what says anew the entry that a column of the row holds.

    Args:
        about: the column that holds the request of that entry, by which entries are found.
    """
    begins = Concat(Value("shared anew/"), Cast(OuterRef(entry), CharField()), Value("/"))
    found = JournalEntry.objects.filter(about=OuterRef(about), key__startswith=begins)
    return found.filter(reverses=None, reversed_by=None)
