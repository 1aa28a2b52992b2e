"""What people ask of the fund's pages, checked; nothing here saves."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms

from panel.agencies.models import Agency, Panel
from panel.money import Pence, in_pounds
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.agreements.forms import CHOOSE
from panel.pooledbudget.contributions.statements import InstalmentState
from panel.pooledbudget.document import LONGEST_REASON
from panel.pooledbudget.models import Fund, FundYear, Instalment
from panel.pooledbudget.operations import Remittance
from panel.presentation import formatting
from panel.presentation.fields import DayField, PanelForm, PoundsField, offer

KINDS = (
    (FundKind.POOLED, "Pooled: one pot, whoever paid in"),
    (FundKind.ALIGNED, "Aligned: each agency’s money stays its own"),
    (FundKind.INTERNAL, "Internal: one body’s own services pay from one pot"),
)


class FundForm(PanelForm):
    """A fund to be set up for one of the panels whose fund somebody keeps."""

    panel = forms.ModelChoiceField(Panel.objects.none(), empty_label=None)
    name = forms.CharField(max_length=Fund._meta.get_field("name").max_length)
    code = forms.RegexField(
        r"^[a-z][a-z0-9-]*$",
        max_length=50,
        help_text="A short name for addresses and exports, as in northmere-pool.",
        error_messages={"invalid": "Use lower-case letters, digits and hyphens"},
    )
    kind = forms.TypedChoiceField(
        label="How is the money held?", choices=KINDS, coerce=FundKind, widget=forms.RadioSelect
    )
    host = forms.ModelChoiceField(
        Agency.objects.none(), label="Which agency hosts it?", empty_label=None
    )

    def __init__(self, data: Any = None, *, panels: Collection[int]) -> None:
        super().__init__(data)
        panel, host = self.fields["panel"], self.fields["host"]
        assert isinstance(panel, forms.ModelChoiceField)
        assert isinstance(host, forms.ModelChoiceField)
        panel.queryset = Panel.objects.filter(pk__in=panels)
        host.queryset = Agency.objects.filter(panels__in=panels).distinct()
        if len(panels) == 1:
            panel.initial, panel.widget = next(iter(panels)), forms.HiddenInput()


class FundYearForm(PanelForm):
    """The books of one financial year, and who has a part in them."""

    year = forms.IntegerField(
        label="It begins on 1 April of which year?",
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    agencies = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label="Which agencies have a part in it?",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, fund: Fund, before: FundYear | None) -> None:
        """Fill it with the year after the last, `before`, and with who had a part in that."""
        super().__init__(data)
        if before is not None:
            had = Agency.objects.filter(accounts__fund_year=before).distinct()
            self.initial = {"year": before.year + 1, "agencies": had}
        field = self.fields["agencies"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = fund.panel.agencies.all()


class ContributionForm(PanelForm):
    """What an agency has paid in.

    It takes any instalment in force, since the same paper again names one that is booked by then,
    and lists those that can still be paid.
    """

    agency = forms.ModelChoiceField(Agency.objects.none(), empty_label=CHOOSE)
    amount_pence = PoundsField(label="Amount")
    received_on = DayField(
        label="On which day did it come in?",
        help_text="Today, if left empty. After 31 March too: it still counts in the year.",
        required=False,
    )
    about = forms.CharField(
        label="Remittance",
        help_text="Whatever names it: each is booked once for an agency and a year.",
        max_length=80,
        widget=forms.TextInput({"spellcheck": "false"}),
    )
    instalment = forms.ChoiceField(
        label="For which instalment?",
        help_text="Without one, it counts for the oldest that is short.",
        required=False,
    )
    accepted_because = forms.CharField(
        label="Reason, if it comes on top of what was agreed",
        help_text="As in: interest for paying late. It then counts for nothing that is still to "
        "come. It stands in the ledger, for the auditor.",
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        fund_year: FundYear,
        instalments: Iterable[Instalment],
        agency: str = "",
    ) -> None:
        super().__init__(data, initial={"agency": agency})
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(accounts__fund_year=fund_year).distinct()
        self._offer((each.pk, str(each)) for each in instalments)

    def list_only(self, due: Iterable[tuple[Agency, InstalmentState]]) -> None:
        """List of what is due that of the agency alone, once one is chosen."""
        chosen = str(self["agency"].value() or "")
        self._offer(
            (each.pk, _named(agency, each))
            for agency, each in due
            if chosen in ("", str(agency.pk))
        )

    def _offer(self, named: Iterable[tuple[int, str]]) -> None:
        choices = ((str(pk), words) for pk, words in named)
        offer(self, "instalment", [("", "None in particular"), *choices])

    @property
    def made(self) -> Remittance:
        """What came in."""
        typed = self.cleaned_data
        return Remittance(
            about=typed["about"],
            pence=typed["amount_pence"],
            instalment_id=int(typed["instalment"]) if typed["instalment"] else None,
            received_on=typed["received_on"],
            accepted_because=typed["accepted_because"],
        )


def _named(agency: Agency, due: InstalmentState) -> str:
    amount = in_pounds(due.amount_pence)
    if due.received_pence:
        amount = f"{in_pounds(due.missing_pence)} missing of {amount}"
    return f"{agency}, {formatting.day(due.due_on)}, {amount}"


class TakeBackForm(PanelForm):
    """Why a contribution is taken back."""

    reason = forms.CharField(
        label="What was wrong with it?",
        help_text="It stands in the ledger beside the entry, for the auditor.",
        max_length=100,
    )


class YearInvoicedForm(PanelForm):
    """Why nothing more is invoiced for a request's days in a year."""

    reason = forms.CharField(
        label="Why does nothing more come?",
        help_text="It stands in the ledger beside the entry, for the auditor. Name no child.",
        max_length=LONGEST_REASON,
    )


class SettleForm(PanelForm):
    """A year is settled by what came in: whoever settles it while some is late says so."""

    late_is_known = forms.BooleanField(
        label="Settle it by what came in, without what is late", required=False
    )

    def __init__(self, data: Any = None, *, late: Mapping[str, Pence]) -> None:
        super().__init__(data)
        if not late:
            del self.fields["late_is_known"]


class ReopenForm(PanelForm):
    """Why closed books are opened again."""

    reason = forms.CharField(
        label="Why do they have to be opened again?",
        help_text="It is kept with the year, for the auditor.",
        max_length=300,
    )
