"""Questions about what partners agreed to pay, what of it fell due, and what came in."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from panel.agencies.access import Access, Permission
from panel.agencies.models import Agency
from panel.money import Pence
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.contributions import sources, timetable
from panel.pooledbudget.contributions.statements import InstalmentState, Statement, allocate
from panel.pooledbudget.models import (
    AgreedContribution,
    FundYear,
    Instalment,
    JournalEntry,
    Posting,
)
from panel.presentation import formatting

EVER = date.max


def statements(fund_year: FundYear, *, on: date) -> list[Statement]:
    """Return the statement of each partner of a year as of a day, by name, in a few queries.

    What was stated only later isn't in it, and what came in by then and was only taken back later
    had still come in.
    """
    agencies = Agency.objects.filter(accounts__fund_year=fund_year).distinct().order_by("name")
    stated = _stated(fund_year, by=on)
    received, on_top = _received(fund_year, by=fund_year.nearest_day(on))
    instalments = _instalments(fund_year, by=on)
    return [
        Statement(
            agency=agency,
            versions=stated.get(agency.pk, ()),
            received_pence=Pence(received[agency.pk].total() + on_top[agency.pk]),
            on_top_pence=Pence(on_top[agency.pk]),
            instalments=allocate(instalments.get(agency.pk, ()), received[agency.pk], on=on),
            on=on,
        )
        for agency in agencies
    ]


def _stated(fund_year: FundYear, *, by: date) -> dict[int, list[AgreedContribution]]:
    """Return the versions stated by a day, the newest first, by agency's id."""
    found: dict[int, list[AgreedContribution]] = {}
    stated = fund_year.agreed_contributions.filter(stated_at__date__lte=by)
    for version in stated.select_related("agency").order_by("-version"):
        found.setdefault(version.agency_id, []).append(version)
    return found


def listed(found: list[Statement], *, figure: str, agency: str) -> list[Statement]:
    """Narrow statements to an agency's, and to the instalments that a figure adds up.

    What is empty narrows nothing.
    """
    of = [one for one in found if agency in ("", one.agency.code)]
    narrowed = [sources.narrowed(one, figure) for one in of] if figure else of
    return [one for one in narrowed if one.instalments or not figure]


def still_to_pay(fund_year: FundYear, *, on: date) -> dict[int, Pence]:
    """Return what is still to come of each agency that is to pay anything, by its id."""
    found = statements(fund_year, on=on)
    return {one.agency.pk: one.remaining_pence for one in found if one.agreed}


def in_force(fund_year: FundYear, *, by: date = EVER) -> QuerySet[AgreedContribution]:
    """Return the newest version of what each agency had agreed by a day to pay into a year."""
    found = AgreedContribution.objects.filter(fund_year=fund_year, stated_at__date__lte=by)
    return found.select_related("agency").order_by("agency_id", "-version").distinct("agency_id")


def before(agreed: AgreedContribution) -> list[AgreedContribution]:
    """Return what an agency had approved for a year before a version, the newest first."""
    found = agreed.fund_year.agreed_contributions.filter(
        agency=agreed.agency_id, version__lt=agreed.version, approved_at__isnull=False
    )
    return list(found.select_related("agency").order_by("-version"))


def to_approve(access: Access) -> list[AgreedContribution]:
    """Return what waits for a person to approve it for an agency, the oldest first."""
    newer = AgreedContribution.objects.filter(
        fund_year=OuterRef("fund_year"),
        agency=OuterRef("agency"),
        version__gt=OuterRef("version"),
    )
    stated = AgreedContribution.objects.filter(
        ~Exists(newer),
        access.rows(Permission.FUND_AGREE, panel="fund_year__fund__panel"),
        approved_at=None,
        fund_year__closed_at=None,
    )
    return list(stated.select_related("agency", "fund_year__fund").order_by("pk"))


def instalments_of(fund_year: FundYear, *, by: date = EVER) -> QuerySet[Instalment]:
    """
    Return the instalments of a year, the oldest first, that no later version has replaced.

    `by`: only of versions that had been stated by then.
    """
    replaced = AgreedContribution.objects.filter(
        fund_year=fund_year,
        agency_id=OuterRef("contribution__agency_id"),
        version__gt=OuterRef("contribution__version"),
        applies_from__lte=OuterRef("due_on"),
        stated_at__date__lte=by,
    )
    found = Instalment.objects.filter(
        ~Exists(replaced),
        contribution__fund_year=fund_year,
        contribution__stated_at__date__lte=by,
    )
    return found.select_related("contribution__agency").order_by("due_on", "number", "pk")


def _received(
    fund_year: FundYear, *, by: date
) -> tuple[dict[int, Counter[int | None]], Counter[int]]:
    """Return what each agency paid in by a day, not taken back by then, by its id.

    Of what it agreed by instalment; and what came on top of that.

    Args:
        by: a day of the year, as those of its entries are.
    """
    paid = Posting.objects.filter(
        Q(entry__reversed_by=None) | Q(entry__reversed_by__effective_on__gt=by),
        account__fund_year=fund_year,
        account__kind=AccountKind.CONTRIBUTION.value,
        entry__verb=Verb.RECEIVE.value,
        entry__effective_on__lte=by,
    )
    receipt = "entry__instalment_receipt"
    is_on_top = Q(**{f"{receipt}__isnull": False, f"{receipt}__instalment": None})
    rows = (
        paid.order_by()
        .annotate(is_on_top=is_on_top)
        .values_list("account__agency_id", f"{receipt}__instalment", "is_on_top")
        .annotate(pence=Sum("amount_pence"))
    )
    found: dict[int, Counter[int | None]] = defaultdict(Counter)
    on_top: Counter[int] = Counter()
    for agency_id, instalment_id, is_none_of_it, pence in rows:
        if is_none_of_it:
            on_top[agency_id] += pence
        else:
            found[agency_id][instalment_id] += pence
    return found, on_top


def still_to_book(fund_year: FundYear, *, on: date) -> list[tuple[Agency, InstalmentState]]:
    """Return the instalments of which something is still to come by a day, by agency."""
    return [
        (one.agency, each)
        for one in statements(fund_year, on=on)
        for each in one.instalments
        if each.missing_pence
    ]


def booked_for(instalment: Instalment) -> Pence:
    """Return what was booked for an instalment and not taken back."""
    entries = instalment.receipts.filter(entry__reversed_by=None).values("entry")
    paid = Posting.objects.filter(entry__in=entries, account__kind=AccountKind.CONTRIBUTION.value)
    return Pence(paid.aggregate(pence=Sum("amount_pence", default=0))["pence"])


def taken_back(fund_year: FundYear, abouts: Collection[str]) -> Counter[str]:
    """Count, by `books.paper_key`, how often these papers were booked and taken back again."""
    undone = JournalEntry.objects.filter(
        fund_year=fund_year, verb=Verb.RECEIVE.value, about__in=abouts, reversed_by__isnull=False
    )
    return Counter(key.rpartition("/")[0] for key in undone.values_list("key", flat=True))


def _instalments(fund_year: FundYear, *, by: date) -> dict[int, list[Instalment]]:
    found: dict[int, list[Instalment]] = {}
    for instalment in instalments_of(fund_year, by=by):
        found.setdefault(instalment.contribution.agency_id, []).append(instalment)
    return found


def no_change_because(fund_year: FundYear, rules: FundRules, *, on: date) -> str:
    """Return why the rules take no change of a contribution on a day; empty where they do."""
    days = rules.adjustment_days
    window = timetable.window(fund_year.year, days, on=on)
    if window is not None and window.first <= on <= window.last:
        return ""
    rule = f"A change is taken within {formatting.count(days, 'day')} of the end of a quarter"
    following = timetable.next_window(fund_year.year, days, on=on)
    if following is None:
        return f"{rule}, and {fund_year} has no other."
    return f"{rule}: next from {formatting.day_range(following.first, following.last)}."
