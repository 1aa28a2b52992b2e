"""What partners, placements and providers say, beside what the books say."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Sum
from django.urls import reverse

from panel.cases.models import PlacementAgreement, Signatory
from panel.pooledbudget import holdings
from panel.pooledbudget.accounts import AccountGroup, AccountKind
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.extracts.listed import Listed
from panel.pooledbudget.models import CreditNote, FundYear, Invoice
from panel.pooledbudget.stages import InvoiceStage
from panel.reports.requests import sources
from panel.reports.span import Span
from panel.reports.table import Column, Figure, Table, Unit
from panel.reports.tables import balances
from panel.reports.tables.spending import pence_by_request

#: By whether everybody has signed the agreement in force; None where there is none.
STATES = {True: "Agreement signed", False: "Agreement not signed", None: "No agreement drawn up"}


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
        for state in STATES.values()
    )
    return [Table("Commitments beside agreements", columns, rows)]


def _of_requests(fund_year: FundYear, span: Span, state: str, pence: int) -> int:
    count = AccountGroup.COST.value
    of = sources.requests(fund_year, span, by="agreement", of=state, count=count)
    return Figure(pence, of) if pence else 0


def by_request(fund_year: FundYear, span: Span) -> dict[str, tuple[str, Counter[str]]]:
    """Return how the agreement of each request stands, and what it has on which accounts."""
    pence = pence_by_request(fund_year, span)
    are_signed = _are_signed(pence)
    return {about: (STATES[are_signed.get(about)], of) for about, of in pence.items()}


def _are_signed(references: Iterable[str]) -> dict[str, bool]:
    """Return of each of these requests that has an agreement whether everybody has signed it."""
    about = "placement__placement_request__reference"
    in_force = PlacementAgreement.objects.filter(
        superseded_by=None, **{f"{about}__in": list(references)}
    )
    waiting = Signatory.objects.filter(agreement=OuterRef("pk"), signed_on=None)
    return dict(in_force.annotate(is_signed=~Exists(waiting)).values_list(about, "is_signed"))


def invoices(fund_year: FundYear, span: Span) -> list[Table]:
    """Return what invoices of the year come to, credit notes taken off, beside its accounts."""
    amounts = _invoiced(fund_year)
    books = balances.standing(fund_year, on=fund_year.ends_on)
    unpaid = amounts[InvoiceStage.RECEIVED] + amounts[InvoiceStage.APPROVED]
    spent = holdings.paid_back(fund_year) + sum(
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
