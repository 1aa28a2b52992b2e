"""Questions about invoices: who sees them, what is left of one, and who pays it."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypedDict

from django.db.models import F, QuerySet, Sum

from panel.agencies.access import Access, Permission
from panel.money import Pence
from panel.pooledbudget import payees, restating
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.invoices import waiting
from panel.pooledbudget.models import CreditNote, FundYear, Invoice, Posting
from panel.pooledbudget.queries import SIGNED
from panel.pooledbudget.stages import InvoiceStage

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

UNPAID = (InvoiceStage.RECEIVED, InvoiceStage.APPROVED)


class Asked(NamedTuple):
    """Which days of a request an invoice asks to be paid for."""

    about: str
    provider: str
    number: str
    first_day: date
    last_day: date


class Credited(TypedDict):
    """What credit notes have taken back of an invoice."""

    credited_pence: int


CreditedInvoice: TypeAlias = "WithAnnotations[Invoice, Credited]"


def visible_to(access: Access) -> "QuerySet[CreditedInvoice]":
    """Return the invoices of funds that a person may read, the latest first."""
    panel_ids = {grant.panel_id for grant in access.reach(Permission.FUND_READ)}
    found = Invoice.objects.filter(fund__panel_id__in=panel_ids)
    credited = Sum("credit_notes__amount_pence", default=0)
    whole = found.select_related("fund_year__fund", "entry").annotate(credited_pence=credited)
    return whole.order_by("-pk")


def listed(
    access: Access,
    *,
    stage: str = "",
    about: str = "",
    provider: str = "",
    waits_for: str = "",
) -> "QuerySet[CreditedInvoice]":
    """Narrow them to a stage, a request's reference and a part of a provider's name; empty is any.

    Args:
        stage: `unpaid` keeps those to be paid, passed or not.
        waits_for: "you" keeps those that this person is to pass or to pay.
    """
    invoices = visible_to(access)
    if stage:
        invoices = invoices.filter(stage__in=UNPAID if stage == "unpaid" else [stage])
    if about:
        invoices = invoices.filter(about=about)
    if waits_for:
        invoices = invoices.filter(waiting.of(access))
    return invoices.filter(provider__icontains=provider) if provider else invoices


def left(invoices: QuerySet[Invoice]) -> Pence:
    """Return what invoices come to, less their credit notes."""
    notes = CreditNote.objects.filter(invoice__in=invoices.order_by().values("pk"))
    sums = [rows.aggregate(pence=Sum("amount_pence", default=0)) for rows in (invoices, notes)]
    return Pence(sums[0]["pence"] - sums[1]["pence"])


def asked(abouts: Collection[str], *, first: date, last: date) -> list[Asked]:
    """Return what is asked for some requests and days; not void, nor credited whole."""
    credited = Sum("credit_notes__amount_pence", default=0)
    of_days = Invoice.objects.filter(about__in=abouts, first_day__lte=last, last_day__gte=first)
    in_force = of_days.exclude(stage=InvoiceStage.VOIDED).annotate(credited_pence=credited)
    left = in_force.filter(amount_pence__gt=F("credited_pence")).order_by("pk")
    return [Asked(*row) for row in left.values_list(*Asked._fields)]


def taken_over(invoice: Invoice) -> dict[str, tuple[date, date]]:
    """Return which days of an invoice another request pays for now, by the other's reference.

    Of one that is void, or has credit notes, what was to be done about them was.
    """
    if invoice.stage == InvoiceStage.VOIDED or invoice.credit_notes.all():
        return {}
    return payees.taken_over(invoice.about, invoice.first_day, invoice.last_day)


def booked(fund_year: FundYear, *, provider: str, number: str) -> QuerySet[Invoice]:
    """Return the invoices that go by a provider's number in a fund: void ones, and one at most."""
    return Invoice.objects.filter(
        fund_id=fund_year.fund_id, provider__iexact=provider, number__iexact=number
    )


def shares(invoice: Invoice) -> Counter[int]:
    """Return what each agency pays of an invoice, by id: what credit notes left."""
    notes = invoice.credit_notes.values_list("entry_id", flat=True)
    entries = restating.standing([invoice.entry_id, *notes])
    rows = (
        Posting.objects.filter(
            entry__in=entries, account__kind__in=[AccountKind.INVOICED, AccountKind.SPENT]
        )
        .order_by("account__agency_id")
        .values_list("account__agency_id")
        .annotate(pence=Sum(SIGNED))
    )
    return Counter({agency_id: pence for agency_id, pence in rows if pence})


def payers(invoice: Invoice) -> set[int]:
    """Return the ids of the agencies among which an invoice was divided."""
    divided = Posting.objects.filter(
        entry__in=restating.standing([invoice.entry_id]), account__kind=AccountKind.INVOICED
    )
    return set(divided.values_list("account__agency_id", flat=True))
