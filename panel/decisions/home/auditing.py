"""The work of those who audit."""

from datetime import datetime

from django.urls import reverse

from panel.agencies.access import Access
from panel.decisions import queries
from panel.decisions.home.work import (
    SHOWN,
    Table,
    Work,
)
from panel.decisions.records import presenters as register
from panel.presentation.parts import Link, Tile


def for_an_auditor(access: Access, *, at: datetime) -> Work:
    """Return the latest decision records."""
    records = queries.records_in_lines(queries.records_visible_to(access))
    return Work(
        tiles=(Tile("Decision records", f"{records.count():,}"),),
        tables=(
            Table(
                "Latest decision records",
                register.HEADINGS,
                register.rows(records[:SHOWN]),
                "No decisions yet.",
            ),
        ),
        primary=Link("Check a record", reverse("verify")),
    )
