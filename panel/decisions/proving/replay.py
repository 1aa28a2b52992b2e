"""
Replaying the audit log: every row must stand where its events say it went, by moves of its chart.

Set-based, so that half a million requests are replayed in seconds. Reads; never writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from panel.cases.models import Placement, PlacementRequest
from panel.chart import Charted
from panel.meetings.models import Meeting, Ratification
from panel.pooledbudget.models import Import, Invoice, Recharge, Virement

#: A case taken over from elsewhere begins where it stood; its one event says so.
BROUGHT_OVER = ("brought_over", "draft", "approved")

OF_ITS_REQUEST = """
    'placement ' || (
        SELECT reference FROM cases_placementrequest WHERE id = placement_request_id
    )
"""

OF_ITS_URGENCY = """
    'ratification ' || (
        SELECT reference FROM cases_placementrequest request
        JOIN cases_urgency urgency ON urgency.placement_request_id = request.id
        WHERE urgency.id = urgency_id
    )
"""


@dataclass(frozen=True)
class Kind:
    """One kind of row that has a chart and whose moves are events."""

    chart: type[Charted]
    subject: str  # SQL for the subject of a row's events
    beside: tuple[tuple[str, str, str], ...] = ()  # moves besides the chart's

    @property
    def moves(self) -> list[tuple[str, str, str]]:
        """Every (name, from, to) that an event may tell of."""
        drawn = [
            (str(arrow.name), str(arrow.source), str(arrow.target))
            for arrow in self.chart.arrows()
        ]
        return [*drawn, *self.beside]

    @property
    def first(self) -> str:
        """The stage in which a row is made."""
        return str(self.chart().stage)


KINDS = (
    Kind(PlacementRequest, "reference", (BROUGHT_OVER,)),
    Kind(Placement, OF_ITS_REQUEST),
    Kind(Ratification, OF_ITS_URGENCY),
    Kind(Meeting, "'meeting ' || panel_id || '/' || number"),
    Kind(Invoice, "'invoice ' || id"),
    Kind(Import, "'import ' || id"),
    Kind(Recharge, "'recharge ' || number"),
    Kind(Virement, "'virement ' || id"),
)

ROWS = "SELECT {subject} AS subject, stage FROM {table}"

OFF_THE_CHART = """
    SELECT subject, sequence, kind, source, target, stood FROM (
        SELECT event.subject, sequence, kind, payload ->> 'from' AS source,
            payload ->> 'to' AS target,
            lag(payload ->> 'to', 1, %(first)s)
                OVER (PARTITION BY event.subject ORDER BY sequence) AS stood
        FROM audit_event event JOIN ({rows}) kept ON kept.subject = event.subject
        WHERE payload ->> 'to' IS NOT NULL
    ) moves
    WHERE source <> stood OR (kind, source, target) NOT IN (
        SELECT * FROM unnest(%(names)s::text[], %(sources)s::text[], %(targets)s::text[])
    )
    ORDER BY subject, sequence
"""

ELSEWHERE = """
    SELECT kept.subject, kept.stage, coalesce(last.target, %(first)s) FROM ({rows}) kept
    LEFT JOIN LATERAL (
        SELECT payload ->> 'to' AS target FROM audit_event event
        WHERE event.subject = kept.subject AND payload ->> 'to' IS NOT NULL
        ORDER BY sequence DESC LIMIT 1
    ) last ON true
    WHERE kept.stage <> coalesce(last.target, %(first)s) ORDER BY kept.subject
"""

# What an agency's adviser or lead did: rows that say so, and events that do, for each agency.
ANSWERS = {
    "advice": """
        SELECT reference AS subject, agency.code, count(*) FROM cases_advice answer
        JOIN cases_placementrequest request ON request.id = answer.placement_request_id
        JOIN agencies_agency agency ON agency.id = answer.agency_id
        WHERE answer.stage = 'given' GROUP BY 1, 2
    """,
    "approval": """
        SELECT reference AS subject, agency.code, count(*) FROM decisions_shareapproval answer
        JOIN decisions_decision decision ON decision.id = answer.decision_id
        JOIN cases_placementrequest request ON request.id = decision.placement_request_id
        JOIN agencies_agency agency ON agency.id = answer.agency_id
        WHERE answer.stage = 'approved' AND answer.carried_from_id IS NULL GROUP BY 1, 2
    """,
}
ANSWERED = {"advice": "advice_given", "approval": "share_approved"}

UNANSWERED = """
    SELECT coalesce(told.subject, kept.subject), coalesce(told.code, kept.code),
        coalesce(kept.count, 0), coalesce(told.count, 0)
    FROM ({rows}) kept FULL JOIN (
        SELECT subject, payload ->> 'agency' AS code, count(*) FROM audit_event
        WHERE kind = %(kind)s GROUP BY 1, 2
    ) told ON told.subject = kept.subject AND told.code = kept.code
    WHERE kept.count IS DISTINCT FROM told.count ORDER BY 1, 2
"""


def faults() -> Iterator[str]:
    """Yield a sentence for every row that doesn't stand where its events lead."""
    for kind in KINDS:
        yield from _stage_faults(kind)
    for what, kept in ANSWERS.items():
        answered = {"kind": ANSWERED[what]}
        for subject, agency, rows, events in _rows(UNANSWERED, kept, answered):
            yield f"{subject}: {rows} rows of {what} by {agency}, and {events} events of it."


def _stage_faults(kind: Kind) -> Iterator[str]:
    kept = ROWS.format(subject=kind.subject, table=kind.chart._meta.db_table)
    names, sources, targets = map(list, zip(*kind.moves, strict=True))
    known = {"first": kind.first, "names": names, "sources": sources, "targets": targets}
    for subject, sequence, name, source, target, stood in _rows(OFF_THE_CHART, kept, known):
        yield (
            f"{subject}: event {sequence} says {name} led from {source} to {target}; "
            f"it stood at {stood}, and the chart must have that move."
        )
    for subject, stage, led_to in _rows(ELSEWHERE, kept, known):
        yield f"{subject}: it stands at {stage}, and its events lead to {led_to}."


def _rows(query: str, kept: str, known: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query.format(rows=kept), known)
        return list(cursor.fetchall())
