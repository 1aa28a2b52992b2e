"""How a section of a request, or of a child's record, is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from panel.cases.forms.parts import PartForm
from panel.cases.forms.rows import ListForm
from panel.cases.models import Child, PlacementRequest


@dataclass(frozen=True)
class Asked:
    """One section: how its form is made, from what was typed and what is held."""

    form: Callable[[Any, PlacementRequest], PartForm | ListForm]
    lede: str = ""


def held(form: type[PartForm], row: PlacementRequest | Child) -> dict[str, Any]:
    """Return what a record holds of a form's fields."""
    return {name: getattr(row, name) for name in form.base_fields}
