"""The pages on which invoices are found, booked, passed, paid, credited and voided."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from panel import clock
from panel.agencies.access import Permission
from panel.agencies.models import Agency
from panel.pooledbudget import finishing, operations, payees, queries
from panel.pooledbudget.invoices import presenters, waiting
from panel.pooledbudget.invoices import queries as invoice_queries
from panel.pooledbudget.invoices.forms import CreditNoteForm, InvoiceFilter, InvoiceForm, VoidForm
from panel.pooledbudget.invoices.queries import CreditedInvoice
from panel.pooledbudget.models import FundYear, Invoice
from panel.presentation.doorway import PersonRequest, holders_of, posted, pressed, status, telling
from panel.presentation.methods import form_page
from panel.presentation.paging import page_of
from panel.presentation.parts import Link

keepers = holders_of(Permission.FUND_POST)
readers = holders_of(Permission.FUND_READ)


@require_GET
@readers
def index(request: PersonRequest) -> HttpResponse:
    """List the invoices, the latest first."""
    form = InvoiceFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    year = asked.pop("year", None)
    found = invoice_queries.listed(request.access, **asked)
    found = found.filter(fund_year=year) if year else found
    listed, pages = page_of(found, request)
    context = {
        "form": form,
        "headings": presenters.HEADINGS,
        "comes_to": presenters.total(invoice_queries.left(found)) if year else None,
        "rows": [presenters.row(invoice, on=clock.today()) for invoice in listed],
        "pages": pages,
    }
    return render(request, "pooledbudget/invoices.html", context)


@require_GET
@readers
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one invoice: what it is for, who pays what, and what can be done about it."""
    invoice = _found(request, pk)
    shares = invoice_queries.shares(invoice)
    agencies = Agency.objects.in_bulk(list(shares))
    waits = Invoice.objects.filter(waiting.of(request.access), pk=pk).exists()
    page = presenters.page(
        invoice,
        shares,
        agencies,
        request.access,
        taken_over=invoice_queries.taken_over(invoice),
        waits=waits,
    )
    return render(request, "pooledbudget/invoice.html", {"page": page})


@form_page
@keepers
def book(request: PersonRequest, pk: int) -> HttpResponse:
    """Book an invoice to a year; the same again moves nothing."""
    fund_year = get_object_or_404(queries.years_kept_by(request.access), pk=pk)
    form = InvoiceForm(posted(request), fund_year=fund_year)
    more_comes = None
    if form.is_valid():
        asked = form.made
        with telling(form):
            booked = operations.book_invoice(
                fund_year=fund_year, invoice=asked, by=request.user, at=clock.now()
            )
            messages.success(request, f"{booked} is booked. Somebody else passes it for payment.")
            return redirect("invoice", booked.pk)
        more_comes = _more_comes(asked.about, fund_year)
    context = {"form": form, "fund_year": fund_year, "more_comes": more_comes}
    return render(request, "pooledbudget/invoice_book.html", context, status=status(form))


@require_POST
@holders_of(Permission.INVOICE_PASS)
def approve(request: PersonRequest, pk: int) -> HttpResponse:
    """Pass it for payment."""
    return _press(request, pk, operations.approve_invoice, "It is passed for payment.")


@require_POST
@keepers
def pay(request: PersonRequest, pk: int) -> HttpResponse:
    """Book that its provider has been paid."""
    return _press(request, pk, operations.pay_invoice, "Its payment is booked.")


@form_page
@keepers
def credit(request: PersonRequest, pk: int) -> HttpResponse:
    """Book a credit note against it; the same again moves nothing."""
    invoice, form = _found(request, pk), CreditNoteForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.credit_invoice(
                invoice_id=invoice.pk, note=form.made, by=request.user, at=clock.now()
            )
            messages.success(request, "The credit note is booked.")
            return redirect("invoice", invoice.pk)
    context = {"form": form, "invoice": invoice, "what": presenters.what(invoice)}
    return render(request, "pooledbudget/invoice_credit.html", context, status=status(form))


@form_page
@keepers
def void(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo an invoice that was booked by mistake."""
    invoice, form = _found(request, pk), VoidForm(posted(request))
    if form.is_valid():
        with telling(form):
            operations.void_invoice(
                invoice_id=invoice.pk, **form.cleaned_data, by=request.user, at=clock.now()
            )
            messages.success(request, "The invoice is void.")
            return redirect("invoice", invoice.pk)
    context = {"form": form, "invoice": invoice, "what": presenters.what(invoice)}
    return render(request, "pooledbudget/invoice_void.html", context, status=status(form))


def _more_comes(about: str, fund_year: FundYear) -> Link | None:
    """Lead to where one more invoice is expected, if it was said that the last one is in."""
    if not finishing.is_finished_for(about, fund_year.year) or not payees.has_started(about):
        return None
    return Link("One more invoice comes", reverse("placement-last-invoice", args=[about]))


def _found(request: PersonRequest, pk: int) -> CreditedInvoice:
    also = ("entry", "received_by", "approved_by", "paid_by", "voided_by")
    seen = invoice_queries.visible_to(request.access).select_related("fund_year__fund", *also)
    return get_object_or_404(seen, pk=pk)


def _press(request: PersonRequest, pk: int, verb: Callable[..., Model], done: str) -> HttpResponse:
    act = partial(verb, invoice_id=_found(request, pk).pk, by=request.user, at=clock.now())
    return pressed(request, act, done=done, back=reverse("invoice", args=[pk]))
