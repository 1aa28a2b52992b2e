"""What partners, placements and providers say, beside what the books say."""

from collections import Counter

from django.db.models import Sum
from django.urls import reverse

from panel.cases.models import Placement
from panel.cases.placement_stages import PlacementStage
from panel.pooledbudget import holdings
from panel.pooledbudget.accounts import AccountGroup, AccountKind
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.extracts.listed import Listed
from panel.pooledbudget.models import CreditNote, FundYear, Invoice
from panel.pooledbudget.stages import InvoiceStage
from panel.reports import balances, sources
from panel.reports.span import Span
from panel.reports.spending import pence_by_request
from panel.reports.table import Column, Figure, Table, Unit

UNSIGNED, SIGNED, NONE = "Agreement to be signed", "Agreement signed", "No placement on record"


def agreements(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what is promised by whether the placement's agreement is signed."""
    counted: Counter[str] = Counter()
    summed: Counter[str] = Counter()
    for state, pence in by_request(fund_year, span).values():
        counted[state] += 1
        summed[state] += pence.total()
    columns = (
        Column("Agreement"),
        Column("Requests", Unit.COUNT, is_added=True),
        Column("Promised, and paid to providers", Unit.PENCE, is_added=True),
    )
    rows = tuple(
        (state, counted[state], _of_requests(fund_year, span, state, summed[state]))
        for state in (SIGNED, UNSIGNED, NONE)
    )
    return [Table("Commitments beside agreements", columns, rows)]


def _of_requests(fund_year: FundYear, span: Span, state: str, pence: int) -> int:
    count = AccountGroup.COST.value
    of = sources.requests(fund_year, span, by="agreement", of=state, count=count)
    return Figure(pence, of) if pence else 0


def by_request(fund_year: FundYear, span: Span) -> dict[str, tuple[str, Counter[str]]]:
    """Return how the agreement of each request stands, and what it has on which accounts."""
    pence = pence_by_request(fund_year, span)
    placements = Placement.objects.filter(placement_request__reference__in=list(pence))
    stages = dict(placements.values_list("placement_request__reference", "stage"))
    return {about: (_state(stages.get(about)), of) for about, of in pence.items()}


def _state(stage: str | None) -> str:
    if stage is None:
        return NONE
    return UNSIGNED if stage == PlacementStage.AGREED else SIGNED


def invoices(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what invoices of the year come to, credit notes taken off, beside its accounts."""
    amounts = _invoiced(fund_year)
    books = balances.standing(fund_year, on=fund_year.ends_on)
    unpaid = amounts[InvoiceStage.RECEIVED] + amounts[InvoiceStage.APPROVED]
    spent = holdings.paid_back(fund_year, by=fund_year.ends_on) + sum(
        balances.of_kind(books, kind) for kind in AccountGroup.PAID.kinds
    )
    by_whomever = Extract(year=fund_year.pk, kind=AccountGroup.PAID, is_gross=True)
    columns = (
        Column("Invoices"),
        Column("By the invoices", Unit.PENCE, is_added=True),
        Column("By the books", Unit.PENCE, is_added=True),
        Column("Difference", Unit.PENCE, is_added=True, less=("By the invoices", "By the books")),
    )
    rows = (
        (
            "To be paid",
            Figure(unpaid, _listed(fund_year, "unpaid")),
            balances.of_kind(books, AccountKind.INVOICED),
        ),
        (
            "Paid to providers",
            Figure(amounts[InvoiceStage.PAID], _listed(fund_year, InvoiceStage.PAID.value)),
            Figure(spent, by_whomever),
        ),
    )
    note = "By the books: what was paid, with what was recharged to agencies, paid back or not."
    return [Table("Invoices beside the books, to date", columns, rows, note)]


def _listed(fund_year: FundYear, stage: str) -> Listed:
    asked = (("year", str(fund_year.pk)), ("stage", stage))
    return Listed("invoices", reverse("invoices"), asked)


def _invoiced(fund_year: FundYear) -> Counter[str]:
    """Return by stage what invoices come to, less their credit notes."""
    booked = Invoice.objects.filter(fund_year=fund_year).order_by("stage").values_list("stage")
    credited = CreditNote.objects.filter(invoice__fund_year=fund_year).order_by("invoice__stage")
    found: Counter[str] = Counter(dict(booked.annotate(pence=Sum("amount_pence"))))
    found.subtract(
        dict(credited.values_list("invoice__stage").annotate(pence=Sum("amount_pence")))
    )
    return found
