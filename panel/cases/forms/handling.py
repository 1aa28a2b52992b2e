"""What coordinators and advisers type about a request."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import TextChoices

from panel.agencies.models import Agency, AgencyKind
from panel.cases.asked.newer_rules import RebaseReason
from panel.cases.document import AdvicePart, InvitationPart
from panel.cases.forms.parts import PartForm
from panel.cases.vocabulary import AdviceExcuse, AdviceOpinion, Agreer
from panel.policies.schema import referral as schema
from panel.presentation.fields import DayField, PanelForm, offer


class QuestionForm(PanelForm):
    """Why a request goes back to its referrer."""

    question = forms.CharField(
        label="What has to be mended or answered?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what the referrer has to mend or answer"},
    )


class RebaseForm(PanelForm):
    """Why a request moves to newer rules."""

    reason = forms.ChoiceField(
        label="Why does it move?",
        choices=RebaseReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why it moves to the newer rules"},
    )


class AdviceForm(PartForm):
    """What an agency advises."""

    kind = AdvicePart
    made: AdvicePart

    opinion = forms.ChoiceField(
        label="Does your agency support the recommended option?",
        choices=AdviceOpinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what your agency advises"},
    )
    is_suitable = forms.TypedChoiceField(
        label="Would the recommended option meet the child’s needs?",
        help_text="Whatever it costs and whoever pays.",
        choices=(("yes", "Yes"), ("no", "No")),
        coerce=lambda chosen: chosen == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    summary = forms.CharField(
        label="Your advice and the evidence for it",
        help_text="Others read it once every agency has sent its own.",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Write your advice"},
    )
    conditions = forms.CharField(
        label="On what conditions?", required=False, widget=forms.Textarea({"rows": 3})
    )
    hours_per_week = forms.IntegerField(
        label="How many hours a week of health provision does it take?",
        required=False,
        min_value=0,
        max_value=168,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )
    departures = forms.CharField(
        label="Where does this leave your agency’s usual criteria, and why?",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    written_on = DayField(
        label="If you wrote it before, for something else: when?", required=False
    )
    reuse_agreed_by = forms.MultipleChoiceField(
        label="Who agrees that it is used here?",
        help_text="The panel’s rules ask for the agreement of each",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    late_because = forms.ChoiceField(label="If it is late, what excuses that?", required=False)

    def __init__(self, *args: Any, agency: Agency, rules: schema.Advice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("reuse_agreed_by", Agreer, rules.reuse_requires)
        self._offer("late_because", AdviceExcuse, rules.stop_clock_reasons)
        if agency.kind != AgencyKind.HEALTH:
            del self.fields["hours_per_week"]

    def _offer(self, name: str, kind: type[TextChoices], offered: Iterable[str]) -> None:
        """Let what the rules name be chosen; ask nothing where they name nothing."""
        choices = [(value, kind(value).label) for value in offered]
        if not choices:
            del self.fields[name]
            return
        is_many = isinstance(self.fields[name], forms.MultipleChoiceField)
        offer(self, name, choices if is_many else [("", "Choose"), *choices])


class InvitationForm(PartForm):
    """Whom to ask for an agency's advice who has no account."""

    kind = InvitationPart
    made: InvitationPart

    name = forms.CharField(
        label="Their name", error_messages={"required": "Enter the adviser’s name"}
    )
    organisation = forms.CharField(
        label="Their organisation",
        error_messages={"required": "Enter the adviser’s organisation"},
    )
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="They get a link that works once. The mail doesn’t say who it is about.",
        error_messages={"required": "Enter the adviser’s e-mail address"},
    )
    agency = forms.ChoiceField(
        label="For which agency do they speak?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the agency they speak for"},
    )

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["agency"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(agency.code, agency.name) for agency in agencies]

    def values(self) -> dict[str, Any]:
        """Return who is invited; for which agency goes its own way."""
        return {name: self.cleaned_data[name] for name in ("name", "organisation", "email")}
