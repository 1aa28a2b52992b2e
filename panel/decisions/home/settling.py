"""What a fund asks of a person: invoices, virements, what their agency pays in, and plans."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from panel import clock
from panel.agencies.access import Access
from panel.decisions.home.work import Table, Work
from panel.money import Pence, in_pounds
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.invoices import presenters as invoice_presenters
from panel.pooledbudget.invoices import waiting as invoices
from panel.pooledbudget.models import AgreedContribution, Invoice, Virement
from panel.pooledbudget.stages import InvoiceStage
from panel.pooledbudget.variances import queries as variances
from panel.pooledbudget.variances.presenters import WHOLE
from panel.pooledbudget.variances.queries import DatedPlan
from panel.pooledbudget.virements import presenters
from panel.pooledbudget.virements import waiting as virements
from panel.presentation import formatting
from panel.presentation.due import by_when
from panel.presentation.parts import Cell, Link, Row, Tile
from panel.presentation.tones import Tone

SHOWN = 5  # rows of a table; the lists hold the rest
COUNTED = 1_000  # at most: how many wait beyond that changes nothing
INVOICE_HEADINGS = ("Invoice", "For", "Amount", "Due")


def for_whoever_settles(access: Access, *, at: datetime) -> Work:
    """Return a tile and a table for each sort that waits for a person; none where none does."""
    on = clock.date_of(at)
    moves = virements.of(access, on=on)
    return _together(
        _invoices("Invoices to pass", invoices.to_pass(access), InvoiceStage.RECEIVED, on=on),
        _invoices("Invoices to pay", invoices.to_pay(access), InvoiceStage.APPROVED, on=on),
        _virements("Virements to agree to", moves.to_agree),
        _virements("Virements to post", moves.to_post),
        _contributions("Contributions to approve", contributions.to_approve(access)),
        _plans("Plans you answer for", variances.plans_owned_by(access), on=on),
    )


def _together(*sorts: tuple[Tile, Table] | None) -> Work:
    found = [sort for sort in sorts if sort is not None]
    return Work(tiles=[tile for tile, _ in found], tables=[table for _, table in found])


def _invoices(
    heading: str, waiting: Q, stage: InvoiceStage, *, on: date
) -> tuple[Tile, Table] | None:
    found = Invoice.objects.filter(waiting).order_by("due_on", "pk")
    rows = [_invoice(invoice, on=on) for invoice in found[:SHOWN]]
    number = found.order_by()[:COUNTED].count()
    if not number:
        return None
    many = f"{COUNTED:,} or more" if number == COUNTED else formatting.count(number, "invoice")
    rest = Link(f"All {heading.lower()}", f"{reverse('invoices')}?stage={stage}&waits_for=you")
    return _tile(heading, many), Table(heading, INVOICE_HEADINGS, rows, "", link=rest)


def _invoice(invoice: Invoice, *, on: date) -> Row:
    return Row(
        f"{invoice.provider}, {invoice.number}",
        (
            Cell(formatting.day_range(invoice.first_day, invoice.last_day)),
            Cell(in_pounds(Pence(invoice.amount_pence))),
            invoice_presenters.due(invoice, on=on),
        ),
        address=reverse("invoice", args=[invoice.pk]),
    )


def _virements(heading: str, found: Sequence[Virement]) -> tuple[Tile, Table] | None:
    if not found:
        return None
    many = formatting.count(len(found), "virement")
    return _tile(heading, many), Table(heading, presenters.HEADINGS, presenters.rows(found), "")


def _contributions(heading: str, found: Sequence[AgreedContribution]) -> tuple[Tile, Table] | None:
    if not found:
        return None
    rows = [
        Row(
            str(contribution.agency),
            (
                Cell(str(contribution.fund_year)),
                Cell(in_pounds(Pence(contribution.amount_pence))),
            ),
            address=reverse("fund-contribution-approve", args=[contribution.pk]),
        )
        for contribution in found
    ]
    many = formatting.count(len(found), "contribution")
    return _tile(heading, many), Table(heading, ("Agency", "Pays into", "Amount"), rows, "")


def _plan(plan: DatedPlan, *, on: date) -> Row:
    assert plan.due_on is not None, "Of a plan that runs it is told by a day."
    name = f"{plan.agency or WHOLE}, {plan.fund_year}"
    due = by_when(plan.due_on, on=on)
    return Row(name, [due], address=reverse("fund-plan", args=[plan.pk]))


def _plans(heading: str, found: Iterable[DatedPlan], *, on: date) -> tuple[Tile, Table] | None:
    """Return the plans whose progress a person tells, the next due first."""
    rows = [_plan(plan, on=on) for plan in found]
    if not rows:
        return None
    many, headings = formatting.count(len(rows), "plan"), ("Against", "Progress due")
    return _tile(heading, many), Table(heading, headings, rows, "")


def _tile(heading: str, many: str) -> Tile:
    return Tile(heading, many, tone=Tone.INFO)
