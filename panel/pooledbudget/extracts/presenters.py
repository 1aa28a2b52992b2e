"""What the ledger's page says, as plain values. Nothing here asks the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from panel.money import Pence, in_pounds
from panel.pooledbudget.accounts import CHART, AccountGroup, AccountKind, Side, Verb
from panel.pooledbudget.extracts.extract import Extract, Measure
from panel.pooledbudget.extracts.queries import Sums
from panel.pooledbudget.models import JournalEntry, Posting
from panel.presentation import formatting
from panel.presentation.parts import Total

GROUP_NAMES: Mapping[AccountGroup, str] = {
    AccountGroup.UNPAID: "Not yet paid: committed to invoiced",
    AccountGroup.PAID: "Paid: spent or recoverable",
    AccountGroup.COST: "Committed to recoverable",
    AccountGroup.ACTUAL: "Actual: accrued to recoverable",
    AccountGroup.BOUGHT: "Bought: accrued to spent",
    AccountGroup.PROMISED: "Promised: reserved or committed",
    AccountGroup.LEFT: "Left: uncommitted or in reserve",
    AccountGroup.HELD: "All but contributions",
}


@dataclass(frozen=True)
class Part:
    """One posting of an entry. `counts`: the extract that is shown adds it up."""

    account: str
    debit: str
    credit: str
    after: str
    counts: bool


@dataclass(frozen=True)
class Entry:
    """One entry of the ledger, with both sides and its place in the chain."""

    number: int
    verb: str
    memo: str
    about: str
    day: str
    posted_at: datetime
    posted_by: str
    parts: tuple[Part, ...]
    previous_hash: str
    hash: str
    take_back: str  # where it can be undone; empty where it can't


def total(extract: Extract, sums: Sums, *, agency: str) -> Total:
    """Return what the entries of an extract come to. `agency`: its name, if it is of one."""
    entries = formatting.count(sums.entries, "entry", "entries")
    if extract.kind is None and extract.measure is Measure.GREW:
        amount = f"{in_pounds(sums.debit_pence)} debit, {in_pounds(sums.credit_pence)} credit"
        does = DOES_ON_BOTH
    else:
        amount, does = in_pounds(sums.by(extract.measure)), DOES[extract.measure]
    told = does.format(entries=entries, accounts=_accounts(extract, agency))
    says = "; ".join((told, *_narrowing(extract)))
    return Total(amount, f"{says}.{MARKED if extract.narrows_accounts else ''}")


DOES: Mapping[Measure, str] = {
    Measure.GREW: "What {entries} put on {accounts}, less what came off",
    Measure.LEFT: "What came off {accounts} by {entries}, less what was put on",
    Measure.DEBITS: "The debits of {entries} to {accounts}",
    Measure.CREDITS: "The credits of {entries} to {accounts}",
}
DOES_ON_BOTH = "What {entries} put on {accounts}"
MARKED = " The lines that count are marked."


def _accounts(extract: Extract, agency: str) -> str:
    """Return the accounts in words: `the committed account of Health`."""
    return f"{_kinds(extract)} of {agency}" if agency else _kinds(extract)


def _kinds(extract: Extract) -> str:
    if extract.kind is None:
        return "all accounts"
    if extract.kind is AccountGroup.HELD:
        return "all accounts but contributions"
    names = formatting.listed([CHART[kind].name.lower() for kind in extract.kinds])
    is_one = len(extract.kinds) == 1 and extract.agency is not None
    return f"the {names} {'account' if is_one else 'accounts'}"


def _narrowing(extract: Extract) -> Iterator[str]:
    """Yield what else an extract is narrowed to."""
    if extract.number is not None:
        yield f"entry {extract.number} only"
    if extract.about:
        yield f"about {extract.about}"
    if extract.verb is not None:
        yield f"“{extract.verb.capitalize()}” only, with what undid it"
    if extract.is_gross:
        yield "without what agencies paid back"
    yield from _days(extract.first, extract.last)
    if extract.by:
        yield f"as the books stood on {formatting.moment(extract.by)}"


def _days(first: date | None, last: date | None) -> Iterator[str]:
    if first and last:
        yield f"for {formatting.day_range(first, last)}"
    elif last:
        yield f"up to {formatting.day(last)}"
    elif first:
        yield f"from {formatting.day(first)}"


def entry(
    row: JournalEntry,
    names: Mapping[str, str],
    extract: Extract | None = None,
    *,
    keeps: bool = False,
) -> Entry:
    """
    Present one entry; its postings are fetched with their accounts.

    Args:
        names: of people, by username.
        extract: that it is shown in, some of its postings being marked.
        keeps: as to somebody who keeps the fund.
    """
    is_undone = hasattr(row, "reversed_by")
    may_be = keeps and row.verb == Verb.RECEIVE and not is_undone
    return Entry(
        number=row.number,
        verb=row.verb.capitalize(),
        memo=row.memo,
        about=row.about,
        day=formatting.short_day(row.effective_on),
        posted_at=row.posted_at,
        posted_by=names.get(row.posted_by, row.posted_by),
        parts=tuple(_part(posting, extract) for posting in row.postings.all()),
        previous_hash=formatting.fingerprint(row.previous_hash) or "None: the first entry",
        hash=formatting.fingerprint(row.hash),
        take_back=reverse("fund-take-back", args=[row.pk]) if may_be else "",
    )


def _part(posting: Posting, extract: Extract | None) -> Part:
    amount = in_pounds(Pence(posting.amount_pence))
    return Part(
        account=str(posting.account),
        debit=amount if posting.side == Side.DEBIT else "",
        credit=amount if posting.side == Side.CREDIT else "",
        after=in_pounds(Pence(posting.balance_after_pence)),
        counts=extract is not None and _counts(posting, extract),
    )


def _counts(posting: Posting, extract: Extract) -> bool:
    is_of_kind = not extract.kinds or AccountKind(posting.account.kind) in extract.kinds
    is_of_agency = extract.agency in (None, posting.account.agency_id)
    return extract.narrows_accounts and is_of_kind and is_of_agency
