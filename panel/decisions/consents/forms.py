"""What a partner types who consents to spend on what the fund isn't there for."""

from collections.abc import Collection
from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.pooledbudget.agreements.forms import AgencyForm


class ExpenditureForm(AgencyForm):
    """Why a partner consents to spend on what the fund isn't there for."""

    reason = forms.CharField(
        label="Why does it consent?",
        max_length=2_000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why it consents"},
    )

    def __init__(self, data: Any = None, *, agencies: Collection[Agency]) -> None:
        super().__init__(data, agencies=agencies)
        if len(agencies) == 1:
            self.fields["reason"].label = f"Why does {next(iter(agencies))} consent?"
