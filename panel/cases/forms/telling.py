"""The child’s story and needs."""

from typing import Any, cast

from django import forms

from panel.cases.document import NeedPart, StoryPart
from panel.cases.forms.options import PLAIN
from panel.cases.forms.parts import FormWithRows, PartForm, RowForms, limit
from panel.cases.models import PlacementRequest
from panel.cases.vocabulary import NeedCode
from panel.presentation.fields import DayField, PanelForm

NEEDS_ASKED = 5


class StoryForm(PartForm):
    """What happened, what is hoped for, and in whose words."""

    kind = StoryPart
    made: StoryPart

    plan_requested_on = DayField(
        label="When was the EHC assessment request received?",
        help_text="The plan’s 20 weeks run from this day. Leave empty if none was made.",
        required=False,
    )
    story = forms.CharField(
        label="The child’s story and strengths",
        help_text="What has happened, what has been tried, what helps",
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )
    outcomes_sought = forms.CharField(
        label="Outcomes sought",
        help_text="One on a line",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    child_views = forms.CharField(
        label="The child’s own words",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    child_views_how = forms.CharField(
        label="How and when they were heard",
        help_text="For example, told to an advocate on 3 November, with picture cards",
        required=False,
    )
    child_views_absent_because = forms.CharField(
        label="If there are no views, why not", required=False
    )
    family_views = forms.CharField(
        label="What the family thinks", required=False, widget=forms.Textarea({"rows": 4})
    )
    legal_basis = forms.CharField(
        label="Legal basis",
        help_text="For example, Children and Families Act 2014, section 42",
        required=False,
    )


class NeedForm(PanelForm):
    """One need; an empty line is none."""

    code = forms.ChoiceField(
        label="Need", choices=[("", "Choose"), *NeedCode.choices], required=False
    )
    detail = forms.CharField(label="Detail", required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        limit(self.fields["detail"], 300)
        self.fields["detail"].help_text = ""  # said once, above the rows
        for field in self.fields.values():
            setattr(field, PLAIN, True)


class NeedForms(RowForms):
    """The needs, the main one first."""

    row_name = "Need"

    def made(self) -> tuple[NeedPart, ...]:
        """Return the needs typed, in order, without the empty lines."""
        return tuple(
            NeedPart(code=NeedCode(typed["code"]), detail=typed["detail"])
            for typed in self.cleaned_data
            if typed.get("code")
        )

    def clean(self) -> None:
        """Refuse a need that is named twice, or a detail without its need."""
        seen: set[str] = set()
        for form in self.forms:
            typed = form.cleaned_data if form.is_valid() else {}
            if typed.get("code") in seen:
                form.add_error("code", "This need is named above already")
            if typed.get("detail") and not typed.get("code"):
                form.add_error("code", "Choose the need that this detail is about")
            seen |= {typed["code"]} if typed.get("code") else set()


class NeedsForm(FormWithRows):
    """The needs as one form, with nothing to fill in beside its rows."""

    rows: NeedForms

    def __init__(self, data: Any, placement_request: PlacementRequest) -> None:
        super().__init__(data)
        self.rows = need_forms(data, placement_request)


def need_forms(data: Any, placement_request: PlacementRequest) -> NeedForms:
    """Return the forms for a request's needs, filled with those named already."""
    made = forms.formset_factory(NeedForm, formset=NeedForms, extra=0)
    return cast("NeedForms", made(data, initial=_needs_of(placement_request), prefix="need"))


def story_of(placement_request: PlacementRequest) -> dict[str, Any]:
    """Return what is told already, to fill the form."""
    return {name: getattr(placement_request, name) for name in StoryPart.model_fields}


def _needs_of(placement_request: PlacementRequest) -> list[dict[str, str]]:
    """Return the needs named already and empty lines after them, to fill the forms."""
    named = [{"code": need.code, "detail": need.detail} for need in placement_request.needs.all()]
    return named + [{}] * max(1, NEEDS_ASKED - len(named))
