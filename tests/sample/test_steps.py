"""What the sample people write down is what the file says, and nothing beside it."""

import json
from typing import Any

import pytest
from django.conf import settings

from panel.cases import operations as cases
from panel.cases.models import Child
from panel.clock import now
from panel.sample import document, steps
from tests.builders import a_panel

EXAMPLE = json.loads((settings.BASE_DIR / "docs/examples/residential-52-weeks.json").read_text())

pytestmark = pytest.mark.django_db


def draft(**changes: Any) -> None:
    """Have the example's referrer write it down for a child without a number."""
    told = EXAMPLE | {"child": EXAMPLE["child"] | {"nhs_number": ""}} | changes
    steps.draft(a_panel(), document.read(json.dumps(told).encode()), at=now())


def test_a_child_is_another_only_where_the_file_says_so() -> None:
    draft()

    with pytest.raises(cases.MayBeKnown):
        draft(kind="change")
    draft(kind="change", is_another_child=True)

    assert Child.objects.count() == 2
