"""How a form becomes a part of the request document, and a part's faults the form's errors."""

import json
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder

from panel.cases import document
from panel.cases.document import Part
from panel.presentation.fields import PanelForm


class PartForm(PanelForm):
    """A form whose valid values are one part of the document, found at `made`."""

    kind: ClassVar[type[Part]]
    made: Part

    def values(self) -> dict[str, Any]:
        """Return the part's values by name; empty optional ones are left to the part."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

    def clean(self) -> dict[str, Any]:
        """Make the part; each of its faults is told at the field it points to."""
        typed = super().clean() or {}
        if not self.errors:
            self._make()
        return typed

    def _make(self) -> None:
        written = json.dumps(self.values(), cls=DjangoJSONEncoder)
        try:
            self.made = document.parse(self.kind, written)
        except document.Faulty as faulty:
            for fault in faulty.faults:
                self.add_error(self.field_at(fault.pointer), fault.sentence)

    def field_at(self, pointer: str) -> str | None:
        """Return the field in which the value at a JSON pointer was typed; None if in none."""
        name = pointer.split("/")[1] if pointer else ""
        return name if name in self.fields else None
