"""What was posted while it was disputed who pays, and the entries that say it anew once it isn't.

A request's money may be promised before agencies agree who pays, without prejudice. Then all that
came of it is given back, and posted again as it is settled: see `operations.sharing_anew`. An
invoice or a credit note keeps the entry that it was booked by; what stands for it now is found
here. Reads; never writes.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import CharField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from panel.audit import queries as audit
from panel.pooledbudget import holdings
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.models import FundYear, JournalEntry

PROMISED, ENDED = "money_promised_meanwhile", "no_longer_promised_meanwhile"  # events


def is_interim(about: str) -> bool:
    """Say whether a request's money is promised though it isn't settled who pays."""
    said = audit.history(about).filter(kind__in=(PROMISED, ENDED)).last()
    return said is not None and said.kind == PROMISED


def interim_in(fund_year: FundYear) -> list[str]:
    """Return the requests of which a year's money is promised though it isn't settled who pays.

    Not those of which the year only once did, for a decision that has lapsed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT about FROM fund_interim_in(%s)", [fund_year.pk])
        return [about for (about,) in cursor.fetchall()]


def interim_key(about: str, number: int) -> str:
    """Return the key of the entry that promises a request's money for the nth time meanwhile."""
    return f"{about}/interim/{number}"


def interim(about: str, fund_year: FundYear) -> JournalEntry | None:
    """Return the entry by which a request's money of a year is promised meanwhile, if it is.

    It is while the request holds anything of that year, and nothing was promised for it since.
    """
    if not holdings.counted(fund_year, about).total():
        return None
    promised = JournalEntry.objects.filter(about=about, fund_year=fund_year, verb=Verb.COMMIT)
    standing = promised.filter(reversed_by=None).select_related("fund_year__fund")
    last = standing.order_by("pk").last()
    return last if last and last.key.startswith(f"{about}/interim/") else None


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
    """Return, for each entry, what stands for it now: the last that said it anew, or itself."""
    firsts = list(entry_ids)
    anew = Q()
    for pk in firsts:
        anew |= Q(key__startswith=f"shared anew/{pk}/")
    abouts = JournalEntry.objects.filter(pk__in=firsts).values("about")  # which has an index
    rows = JournalEntry.objects.filter(anew, about__in=abouts, reverses=None).order_by("pk")
    found = {int(key.split("/")[1]): pk for key, pk in rows.values_list("key", "pk")}
    return [found.get(pk, pk) for pk in firsts]


def stands_for(entry: str, *, about: str) -> Coalesce:
    """Return, for a row around a query, the entry that stands for the one in a column of the row.

    Args:
        about: the column that holds the request of that entry, by which entries are found.
    """
    first = OuterRef(OuterRef(entry))
    begins = Concat(Value("shared anew/"), Cast(first, CharField()), Value("/"))
    anew = JournalEntry.objects.filter(about=OuterRef(OuterRef(about)), key__startswith=begins)
    last = anew.filter(reverses=None).order_by("-pk").values("pk")[:1]
    return Coalesce(Subquery(last), OuterRef(entry))
