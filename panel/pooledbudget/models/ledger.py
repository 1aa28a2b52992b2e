"""
A fund, its years and accounts, and the journal that explains every balance.

PostgreSQL guards these rows itself (`migrations/*.sql`): the application's login may read the
journal and call `ledger_post`, and nobody may change or remove what was posted.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Panel
from panel.pooledbudget.accounts import CHART, AccountKind, FundKind, Side

SIDES = [side.value for side in Side]


def _choices(kinds: type[AccountKind] | type[FundKind] | type[Side]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value.replace("_", " ").capitalize()) for kind in kinds]


class Fund(models.Model):
    """Money that agencies hold together, or side by side, for one panel's placements."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="funds")
    kind = models.CharField(max_length=10, choices=_choices(FundKind))
    host = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="hosted_funds")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class FundYear(models.Model):
    """A fund in one financial year, 1 April to 31 March."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="years")
    agreement = models.ForeignKey(  # none only of a year opened before agreements were kept
        "FundAgreement", on_delete=models.PROTECT, related_name="years", null=True, blank=True
    )
    year = models.PositiveSmallIntegerField()  # of its April
    starts_on = models.DateField()
    ends_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ("fund", "year")
        constraints = (
            models.UniqueConstraint(fields=["fund", "year"], name="fund_year_is_opened_once"),
            models.CheckConstraint(
                condition=Q(starts_on__year=F("year"), starts_on__month=4, starts_on__day=1)
                & Q(ends_on__year=F("year") + 1, ends_on__month=3, ends_on__day=31),
                name="fund_year_runs_from_april_to_march",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by="")),
                name="fund_year_is_closed_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund}, {self.span}"

    @property
    def span(self) -> str:
        """The year as people say it: `2026 to 2027`."""
        return f"{self.year} to {self.year + 1}"

    def nearest_day(self, day: date) -> date:
        """Return `day`, or the first or last day of the year if it lies before or after."""
        return min(max(day, self.starts_on), self.ends_on)

    def is_running(self, day: date) -> bool:
        """Return whether the year holds a day, and its books are open."""
        return self.closed_at is None and self.starts_on <= day <= self.ends_on


class Account(models.Model):
    """One line of a fund year's books, with the balance that its postings come to."""

    fund_year = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=12, choices=_choices(AccountKind))
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="accounts", null=True, blank=True
    )
    normal_side = models.CharField(max_length=6, choices=_choices(Side))
    is_per_request = models.BooleanField()
    balance_pence = models.BigIntegerField(default=0)  # on the normal side
    floor_pence = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("fund_year_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["fund_year", "kind", "agency"],
                name="account_is_one_per_kind_and_agency",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(balance_pence__gte=F("floor_pence")), name="account_keeps_its_floor"
            ),
        )

    def __str__(self) -> str:
        name = CHART[AccountKind(self.kind)].name
        return f"{name}, {self.agency}" if self.agency_id else name


class JournalEntry(models.Model):
    """One thing that happened to a fund's money, told once and never changed."""

    is_repeat = False  # true on an entry that `journal.post` found under its key and gave back

    # See Note [References are checked by the statement] in migrations/0003_journal_guards.sql.
    fund = models.ForeignKey(
        Fund,
        on_delete=models.PROTECT,
        related_name="entries",
        db_index=False,
        db_constraint=False,
    )
    fund_year = models.ForeignKey(
        FundYear,
        on_delete=models.PROTECT,
        related_name="entries",
        db_index=False,
        db_constraint=False,
    )
    number = models.IntegerField()  # from 1, without gaps, in its fund
    key = models.CharField(max_length=120)  # what makes a repeated press harmless
    asked = models.CharField(max_length=64)  # digest of what the holder of the key asked for
    verb = models.CharField(max_length=20)
    memo = models.CharField(max_length=200)
    about = models.CharField(max_length=80)  # a request's reference, or another paper's
    effective_on = models.DateField()
    posted_at = models.DateTimeField()
    posted_by = models.CharField(max_length=254)  # username
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="reversed_by", null=True, blank=True
    )
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("fund_id", "number")
        verbose_name_plural = "journal entries"
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "number"], name="entry_number_is_unique_in_its_fund"
            ),
            models.UniqueConstraint(fields=["key"], name="entry_key_is_used_once"),
        )
        indexes = (models.Index(fields=["about", "number"], name="entry_about"),)

    def __str__(self) -> str:
        return f"{self.fund_id}/{self.number}: {self.memo}"


class Posting(models.Model):
    """One account's part in an entry: a positive amount on one side."""

    # See Note [References are checked by the statement] in migrations/0003_journal_guards.sql.
    entry = models.ForeignKey(
        JournalEntry,
        on_delete=models.PROTECT,
        related_name="postings",
        db_index=False,
        db_constraint=False,
    )
    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="postings",
        db_index=False,
        db_constraint=False,
    )
    side = models.CharField(max_length=6, choices=_choices(Side))
    amount_pence = models.BigIntegerField()
    balance_after_pence = models.BigIntegerField()  # of its account, on the normal side

    class Meta:
        ordering = ("entry_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "account"], name="posting_is_one_per_account_of_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(amount_pence__gt=0), name="posting_amount_is_positive"
            ),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="posting_has_a_known_side"),
        )
        indexes = (models.Index(fields=["account", "entry"], name="posting_of_account"),)

    def __str__(self) -> str:
        return f"{self.side} {self.amount_pence}p"
