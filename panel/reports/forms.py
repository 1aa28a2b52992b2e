"""What people ask of the figures of a report, and what whoever signs it off adds to it."""

from typing import Any

from django import forms

from panel.pooledbudget.accounts import AccountGroup
from panel.presentation.fields import PanelForm
from panel.reports.document import MOST_WORDS
from panel.reports.kinds import Kind
from panel.reports.requests.behind import WAYS
from panel.reports.requests.presenters import COUNTED


class RequestsFilter(PanelForm):
    """Which requests a figure adds up, and what of theirs. Asked by links; else all of both."""

    by = forms.TypedChoiceField(
        choices=[(name, way.words) for name, way in WAYS.items()],
        required=False,
        empty_value="provider",
    )
    of = forms.CharField(required=False, max_length=200)
    count = forms.TypedChoiceField(
        choices=[(group.value, group.value) for group in COUNTED],
        coerce=AccountGroup,
        required=False,
        empty_value=AccountGroup.COST,
    )


class SignOffForm(PanelForm):
    """The words beside the figures: asked for where the law asks that they be explained."""

    commentary = forms.CharField(
        label="What lies behind the figures",
        help_text="Why they vary, the risks, and what is done about them. Name no child.",
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 6}),
    )

    def __init__(self, data: Any = None, *, kind: Kind) -> None:
        super().__init__(data)
        self.fields["commentary"].required = kind.needs_commentary
