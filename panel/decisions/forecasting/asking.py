"""Asking what if: what may be asked over JSON, the same as a form, and what it then assumes."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from django import forms
from pydantic import Field

from panel.decisions.forecasting import gathering
from panel.decisions.forecasting.scenarios import MONTHS_OF_A_TERM, NO_UPLIFT, Scenario
from panel.money import BasisPoints
from panel.parsing import Part, parse
from panel.pooledbudget.models import FundYear
from panel.presentation.fields import DayField, PanelForm
from panel.presentation.percent import PercentField

SLIP = f"Placements that haven’t ended end a term later, taken as {MONTHS_OF_A_TERM} months"


class WhatIfPart(Part):
    """What is assumed beside what is known: any of three things, or several at once.

    `approve_agenda`: all on the next agenda is approved. `uplift_basis_points`: rates rise by so
    much from `uplift_from`, or from today. `slip`: placements end a term of four months later.
    """

    approve_agenda: bool = False
    uplift_basis_points: Annotated[int, Field(ge=0, le=10_000)] = 0
    uplift_from: date | None = None
    slip: bool = False


class WhatIfForm(PanelForm):
    """The same as boxes, of which at least one is filled in."""

    approve_agenda = forms.BooleanField(
        label="Everything on the next agenda is approved", required=False
    )
    slip = forms.BooleanField(label=SLIP, required=False)
    uplift_basis_points = PercentField(label="Rates rise by", required=False)
    uplift_from = DayField(
        label="From which day do they rise?", help_text="Today, if left empty.", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse to ask of nothing."""
        typed = super().clean()
        if not self.errors and not any(typed.values()):
            raise forms.ValidationError("Assume at least one thing.")
        return typed

    @property
    def made(self) -> WhatIfPart:
        """What is assumed, once the form is valid."""
        typed: dict[str, Any] = dict(self.cleaned_data)
        typed["uplift_basis_points"] = typed["uplift_basis_points"] or NO_UPLIFT
        return WhatIfPart(**typed)


def as_asked(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a question that was kept, as the form shows it: what isn't assumed is left empty."""
    asked = parse(WhatIfPart, json.dumps(kept))
    return {name: value or None for name, value in asked}


def assumed(asked: WhatIfPart, fund_year: FundYear, *, on: date) -> Scenario:
    """Return what a question assumes of a fund year on a day."""
    agenda = (
        gathering.next_agenda(fund_year.fund.panel_id) if asked.approve_agenda else frozenset()
    )
    return Scenario(
        approved=agenda,
        uplift_basis_points=BasisPoints(asked.uplift_basis_points),
        uplift_from=asked.uplift_from or on,
        slips_from=on if asked.slip else None,
    )
