"""What requests hold in a fund year, asked of the entries about them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet, Sum

from panel.money import Pence
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import FundYear, Posting
from panel.pooledbudget.queries import SIGNED

Holding = tuple[AccountKind, int]  # what a request has on one kind of account, for an agency by id

#: The entries by which agencies paid back, and those that undo such.
RECOVERY = Q(entry__verb=Verb.RECOVER) | Q(entry__reverses__verb=Verb.RECOVER)


def held(fund_year: FundYear, about: str) -> Counter[Holding]:
    """Return what a request holds in a fund year, without zeros."""
    return held_by(fund_year, [about])[about]


def held_by(fund_year: FundYear, abouts: Iterable[str]) -> dict[str, Counter[Holding]]:
    """Return the same of each of many requests: its reference → what it holds."""
    found: dict[str, Counter[Holding]] = {about: Counter() for about in abouts}
    rows = (
        Posting.objects.filter(
            entry__about__in=found, account__fund_year=fund_year, account__is_per_request=True
        )
        .values_list("entry__about", "account__kind", "account__agency_id")
        .order_by("entry__about", "account__kind", "account__agency_id")
        .annotate(pence=Sum(SIGNED))
    )
    for about, kind, agency_id, pence in rows:
        if pence:
            found[about][AccountKind(kind), agency_id] = pence
    return found


def promised(fund_year: FundYear, about: str) -> Counter[int]:
    """Return what a request may still be invoiced for, delivered or not yet, by agency id."""
    return promised_of(held(fund_year, about))


def promised_of(held: Mapping[Holding, int]) -> Counter[int]:
    """Return the same of what a request holds."""
    left: Counter[int] = Counter()
    for (kind, agency_id), pence in held.items():
        if kind in (AccountKind.COMMITTED, AccountKind.ACCRUED):
            left[agency_id] += pence
    return left


def counted(fund_year: FundYear, about: str) -> Counter[int]:
    """
    Return what of a request's cost the books of a year show, by agency id, reservations left out.

    That is what is committed, accrued, invoiced or spent, or recharged to its agency, whether or
    not this has paid it back: a recovery fills the pot and makes no placement cheaper.
    """
    kept = _of_a_request(fund_year, about).exclude(account__kind=AccountKind.RESERVED)
    return _by_agency(kept.exclude(RECOVERY))


def recovered(fund_year: FundYear, about: str) -> Counter[int]:
    """Return what agencies have paid back of what was recharged to them, by agency id."""
    moved = _of_a_request(fund_year, about).filter(RECOVERY)
    return Counter({agency_id: -pence for agency_id, pence in _by_agency(moved).items() if pence})


def paid_back(fund_year: FundYear) -> Pence:
    """Return what agencies have paid back of what was recharged to them in a year."""
    moved = Posting.objects.filter(
        RECOVERY,
        account__fund_year=fund_year,
        account__kind=AccountKind.RECOVERABLE,
    )
    return Pence(-moved.aggregate(pence=Sum(SIGNED, default=0))["pence"])


def _of_a_request(fund_year: FundYear, about: str) -> QuerySet[Posting]:
    return Posting.objects.filter(
        entry__about=about, account__fund_year=fund_year, account__is_per_request=True
    )


def _by_agency(postings: QuerySet[Posting]) -> Counter[int]:
    rows = postings.order_by("account__agency_id").values_list("account__agency_id")
    return Counter(dict(rows.annotate(pence=Sum(SIGNED))))
