"""What people ask of invoices on the fund's pages, checked; nothing here saves."""

from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.money import Pence
from panel.pooledbudget.invoices.document import CreditNotePart, InvoicePart
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.stages import InvoiceStage
from panel.presentation.fields import DayField, PanelForm, PoundsField

TO_BE_PAID = "unpaid"
ABOVE_NOTHING = Pence(1)
PLAIN = "is_plainly_optional"  # the question above these boxes says that they may be empty


class InvoiceFilter(PanelForm):
    """Which invoices to list."""

    stage = forms.ChoiceField(
        label="Where it stands",
        choices=[
            ("", "Anywhere"),
            *InvoiceStage.choices,
            (TO_BE_PAID, "To be paid, passed or not"),
        ],
        required=False,
    )
    about = forms.CharField(label="Request", max_length=80, required=False)
    provider = forms.CharField(label="Provider", max_length=200, required=False)
    waits_for = forms.ChoiceField(
        label="Waits for", choices=[("", "Anybody or nobody"), ("you", "You")], required=False
    )
    year = forms.IntegerField(required=False, widget=forms.HiddenInput())


class InvoiceForm(PanelForm):
    """A provider's invoice, found at `made`."""

    about = forms.CharField(
        label="Which request is it for?",
        help_text="Its reference, as in JRAP-2026-00042.",
        max_length=80,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    provider = forms.CharField(max_length=200)
    number = forms.CharField(
        label="The provider’s invoice number",
        max_length=60,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    dated_on = DayField(label="When was it written?")
    due_on = DayField(label="When is it due?")
    first_day = DayField(label="From which day is it for?")
    last_day = DayField(label="To which day?")
    received_on = DayField(
        label="On which day did it come in?",
        help_text="Today, if left empty. After 31 March too: it still counts in the year.",
        required=False,
    )
    amount_pence = PoundsField(label="Amount")
    accepted_because = forms.CharField(
        label="Reason, if it isn’t as planned",
        help_text="For days that are invoiced already, lie ahead or aren’t of the placement, or "
        "for another provider. As in: the taxi to school, or the contract pays in advance.",
        max_length=100,
        required=False,
    )

    def __init__(self, data: Any = None, *, fund_year: FundYear) -> None:
        super().__init__(data)
        partners = Agency.objects.filter(accounts__fund_year=fund_year).distinct()
        self.agencies = list(partners.order_by("code"))
        for agency in self.agencies:
            box = PoundsField(
                label=f"{agency.name} pays",
                help_text="Empty: as what is promised for the request is divided.",
                required=False,
            )
            self.fields[f"share_{agency.pk}"] = box

    @property
    def made(self) -> InvoicePart:
        """The invoice, once the form is valid."""
        typed = {
            name: self.cleaned_data[name]
            for name in InvoicePart.model_fields.keys() & self.fields.keys()
        }
        shares = {a.code: self.cleaned_data[f"share_{a.pk}"] for a in self.agencies}
        told = {code: pence for code, pence in shares.items() if pence}
        return InvoicePart(**typed, shares_pence=told)

    def clean_amount_pence(self) -> Pence:
        """Refuse an invoice for nothing."""
        return _above_nothing(self.cleaned_data["amount_pence"])


class CreditNoteForm(PanelForm):
    """What a provider takes back of an invoice, found at `made`."""

    number = forms.CharField(
        label="The provider’s credit note number",
        max_length=60,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    dated_on = DayField(label="When was it written?")
    amount_pence = PoundsField(label="Amount")
    reason = forms.CharField(
        label="What is it for?",
        help_text="It stands beside the invoice, for the auditor. Name no child.",
        max_length=100,
    )

    @property
    def made(self) -> CreditNotePart:
        """The credit note, once the form is valid."""
        return CreditNotePart(**self.cleaned_data)

    def clean_amount_pence(self) -> Pence:
        """Refuse a credit note for nothing."""
        return _above_nothing(self.cleaned_data["amount_pence"])


class VoidForm(PanelForm):
    """Why an invoice is void."""

    reason = forms.CharField(
        label="What was wrong with it?",
        help_text="It stands in the ledger beside the entry, for the auditor. Name no child.",
        max_length=100,
    )


def _above_nothing(pence: Pence) -> Pence:
    if pence < ABOVE_NOTHING:
        raise forms.ValidationError("The amount must be more than £0.00")
    return pence
