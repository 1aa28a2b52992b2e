"""The child’s story and needs, what was tried and what is hoped for."""

from collections.abc import Iterable
from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.cases.document import (
    AttemptPart,
    AttemptsPart,
    NeedPart,
    NeedsPart,
    OutcomesPart,
    SoughtOutcomePart,
    TalePart,
    ViewsPart,
)
from panel.cases.forms.costs import DEAREST
from panel.cases.forms.parts import PartForm, limit
from panel.cases.forms.rows import ListForm, PartRows, RowForm
from panel.cases.vocabulary import NeedCode
from panel.presentation.fields import DayField, PoundsField, offer


class StoryForm(PartForm):
    """What happened, and what helps."""

    kind = TalePart
    needed_to_send = ("story",)
    made: TalePart

    story = forms.CharField(
        label="The child’s story",
        help_text="What has happened, and how things are now",
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    strengths = forms.CharField(
        label="Strengths",
        help_text="What they are good at, what they love, what helps",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    legal_basis = forms.CharField(
        label="Legal basis",
        help_text="For example, Children and Families Act 2014, section 42",
        required=False,
    )
    plan_requested_on = DayField(
        label="When was the EHC assessment request received?",
        help_text="The plan’s 20 weeks run from this day. Leave empty if none was made.",
        required=False,
    )


class ViewsForm(PartForm):
    """What the child and the family think, each in their own words."""

    kind = ViewsPart
    needed_to_send = ("child_views", "child_views_absent_because")  # either
    made: ViewsPart

    child_views = forms.CharField(
        label="The child’s own words",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    child_views_how = forms.CharField(
        label="How they were heard",
        help_text="For example, told to an advocate, with picture cards",
        required=False,
    )
    child_views_on = DayField(label="When they were heard", required=False)
    child_views_absent_because = forms.CharField(
        label="If there are no views, why not", required=False
    )
    family_views = forms.CharField(
        label="What the family thinks", required=False, widget=forms.Textarea({"rows": 4})
    )
    family_views_how = forms.CharField(label="How the family was asked", required=False)
    family_views_on = DayField(label="When the family was asked", required=False)
    family_views_absent_because = forms.CharField(
        label="If the family wasn’t asked, why not", required=False
    )


class NeedForm(RowForm):
    """One need."""

    kind = NeedPart
    needed = {"code": "Choose the need that this detail is about"}

    code = forms.ChoiceField(
        label="Need", choices=[("", "Choose"), *NeedCode.choices], required=False
    )
    detail = forms.CharField(label="Detail", required=False)
    assessed_on = DayField(label="Assessed on", required=False)
    assessed_for = forms.ChoiceField(label="By which agency", required=False)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **named: Any) -> None:
        super().__init__(*args, **named)
        chosen = [(agency.code, agency.name) for agency in agencies]
        offer(self, "assessed_for", [("", "Not assessed"), *chosen])
        self.fields["detail"].help_text = ""  # said once, above the rows


class NeedRows(PartRows):
    """The needs, each named once."""

    row_name = "Need"

    def clean(self) -> None:
        """Refuse a need that is named twice."""
        seen: set[str] = set()
        for form in self.forms:
            code = form.cleaned_data.get("code", "") if form.is_valid() else ""
            if code in seen:
                form.add_error("code", "This need is named above already")
            seen |= {code} - {""}


class NeedsForm(ListForm):
    """The needs, the main one first."""

    kind = NeedsPart
    listed = "needs"
    row = NeedForm
    rows_kind = NeedRows
    at_least = 5


class AttemptForm(RowForm):
    """Something that was tried."""

    kind = AttemptPart
    needed = {"what": "Say what was tried"}

    what = forms.CharField(label="What was tried", required=False)
    from_on = DayField(label="From", required=False)
    until_on = DayField(label="Until", help_text="Leave empty if it goes on", required=False)
    cost_pence = PoundsField(label="What it cost", required=False, most=DEAREST)
    effect = forms.CharField(label="What came of it", required=False)

    def field_at(self, pointer: str) -> str | None:
        """Tell a fault of the whole row, an end before its start, at the end."""
        return super().field_at(pointer) or "until_on"


class AttemptRows(PartRows):
    """One attempt after another."""

    row_name = "Attempt"


class AttemptsForm(ListForm):
    """What was tried, in order of time."""

    kind = AttemptsPart
    listed = "attempts"
    row = AttemptForm
    rows_kind = AttemptRows

    tried_less_because = forms.CharField(
        label="If little was tried, why",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        limit(self.fields["tried_less_because"], 500)


class OutcomeForm(RowForm):
    """Something that should come of it."""

    kind = SoughtOutcomePart
    needed = {"what": "Say what should come of it"}

    what = forms.CharField(
        label="What should come of it", required=False, widget=forms.Textarea({"rows": 2})
    )
    by_on = DayField(label="By when", required=False)
    measure = forms.CharField(label="How it will be known", required=False)


class OutcomeRows(PartRows):
    """One outcome after another."""

    row_name = "Outcome"


class OutcomesForm(ListForm):
    """The outcomes sought."""

    kind = OutcomesPart
    listed = "outcomes"
    row = OutcomeForm
    rows_kind = OutcomeRows
