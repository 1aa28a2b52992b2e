"""Questions about an extract: its entries, and what they come to."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from panel.money import Pence
from panel.pooledbudget import queries
from panel.pooledbudget.accounts import Side, Verb
from panel.pooledbudget.extracts.extract import Extract, Measure
from panel.pooledbudget.models import FundYear, JournalEntry, Posting


@dataclass(frozen=True)
class Sums:
    """What the postings of an extract come to, and of how many entries they are."""

    entries: int
    grew_pence: Pence
    debit_pence: Pence
    credit_pence: Pence

    def by(self, measure: Measure) -> Pence:
        """Return the sum that is asked for."""
        return {
            Measure.GREW: self.grew_pence,
            Measure.LEFT: Pence(-self.grew_pence),
            Measure.DEBITS: self.debit_pence,
            Measure.CREDITS: self.credit_pence,
        }[measure]


def entries(fund_year: FundYear, extract: Extract) -> QuerySet[JournalEntry]:
    """Return the entries of which a posting counts, newest first, each with all its postings."""
    found = queries.entries_of(fund_year).filter(_of_entries(extract))
    if not extract.narrows_accounts:
        return found
    counted = Posting.objects.filter(_of_accounts(extract), entry=OuterRef("pk"))
    return found.filter(Exists(counted))


def sums(fund_year: FundYear, extract: Extract) -> Sums:
    """Add up the postings that count, in one query."""
    counted = Posting.objects.filter(
        _of_accounts(extract), _of_entries(extract, "entry__"), account__fund_year=fund_year
    )
    return Sums(
        **counted.aggregate(
            entries=Count("entry", distinct=True),
            grew_pence=Sum(queries.SIGNED, default=0),
            debit_pence=Sum("amount_pence", filter=Q(side=Side.DEBIT), default=0),
            credit_pence=Sum("amount_pence", filter=Q(side=Side.CREDIT), default=0),
        )
    )


def _of_accounts(extract: Extract) -> Q:
    found = Q()
    if extract.kinds:
        found &= Q(account__kind__in=extract.kinds)
    if extract.agency is not None:
        found &= Q(account__agency=extract.agency)
    return found


def _of_entries(extract: Extract, entry: str = "") -> Q:
    """Narrow entries, or what has one. `entry`: how it is reached."""
    asked = {
        "about": extract.about,
        "number": extract.number,
        "effective_on__gte": extract.first,
        "effective_on__lte": extract.last,
        "posted_at__lte": extract.by,
    }
    found = Q(**{f"{entry}{name}": value for name, value in asked.items() if value})
    if extract.verb is not None:
        found &= _did(extract.verb, entry)
    if extract.is_gross:
        found &= ~_did(Verb.RECOVER, entry)
    return found


def _did(verb: Verb, entry: str) -> Q:
    """Keep what did something, and what undid such."""
    return Q(**{f"{entry}verb": verb}) | Q(**{f"{entry}reverses__verb": verb})
