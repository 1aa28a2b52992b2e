"""What a coordinator types about a dispute: who pays meanwhile, and how it was settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.cases.forms.parts import PartForm
from panel.cases.models import CostLine
from panel.decisions.disputes.document import InterimFunderPart, SettlementPart, unwhole
from panel.presentation.percent import PercentField

PLAIN = "is_plainly_optional"  # an agency that doesn't pay has an empty box


class InterimFunderForm(PartForm):
    """Which agency pays until the dispute is settled."""

    kind = InterimFunderPart
    made: InterimFunderPart

    agency = forms.ChoiceField(
        label="Which agency pays meanwhile?",
        help_text="Without prejudice: it says nothing about who pays in the end.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the agency that pays meanwhile"},
    )

    def __init__(self, data: Any = None, *, agencies: Iterable[Agency]) -> None:
        super().__init__(data)
        choice = self.fields["agency"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(agency.code, agency.name) for agency in agencies]


@dataclass(frozen=True)
class LineBoxes:
    """The boxes for who pays one cost line."""

    position: int
    name: str
    fields: list[forms.BoundField]


class SettlementForm(PartForm):
    """Who pays each cost line from now on, and why the agencies settled it so."""

    kind = SettlementPart
    made: SettlementPart

    reason = forms.CharField(
        label="What was settled, by whom, and why?",
        help_text="It is printed in the decision record.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say what was settled, and why"},
    )

    def __init__(
        self, data: Any = None, *, lines: Iterable[CostLine], agencies: Iterable[Agency]
    ) -> None:
        super().__init__(data)
        self.lines, self.agencies = list(lines), list(agencies)
        for line in self.lines:
            pays = {share.agency_id: share.basis_points for share in line.shares_in_force()}
            for agency in self.agencies:
                box = PercentField(
                    label=f"{agency.name} pays", required=False, initial=pays.get(agency.pk)
                )
                setattr(box, PLAIN, True)
                self.fields[_box(line, agency)] = box

    @property
    def boxes(self) -> list[LineBoxes]:
        """The boxes of each line, for the template."""
        return [
            LineBoxes(
                line.position,
                line.description or line.get_kind_display(),
                [self[_box(line, agency)] for agency in self.agencies],
            )
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """Say at each line what its shares come to, also where the reason is missing."""
        for line in self._changed():
            boxes = [_box(line, agency) for agency in self.agencies]
            fault = unwhole(self._typed(line))
            if fault and not any(box in self.errors for box in boxes):
                self.add_error(boxes[0], fault)
        return super().clean()

    def values(self) -> dict[str, Any]:
        """Return the reason, and the lines whose shares were changed."""
        lines = [
            {"position": line.position, "shares": self._typed(line)} for line in self._changed()
        ]
        return {"reason": self.cleaned_data["reason"], "lines": lines}

    def _changed(self) -> list[CostLine]:
        return [line for line in self.lines if self._typed(line) != self._shown(line)]

    def _typed(self, line: CostLine) -> dict[str, int]:
        typed = {a.code: self.cleaned_data.get(_box(line, a)) for a in self.agencies}
        return {code: points for code, points in typed.items() if points}

    def _shown(self, line: CostLine) -> dict[str, int]:
        shown = {a.code: self.fields[_box(line, a)].initial for a in self.agencies}
        return {code: points for code, points in shown.items() if points}


def _box(line: CostLine, agency: Agency) -> str:
    return f"share_{line.position}_{agency.pk}"
