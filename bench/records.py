"""
Issuing a decision record (claim, render, sign, store, register) beside a bare WeasyPrint.

Both leave thousands of objects in circles, and once in a few documents Python looks through
everything for such. As that falls on whoever happens to be printing, it is done between them.
"""

import gc
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from weasyprint import HTML  # noqa: TID251 the bare peer

from bench import rounds
from bench.table import Row
from panel.decisions import operations
from panel.decisions.models import Rendering
from panel.decisions.records import canonical, pdf
from panel.decisions.stages import RenderingStage
from tests import builders

RECORDS = 12


def issuing(_options: Namespace) -> Iterator[Row]:
    """Measure records a minute, each printed barely and issued in turn, in this process."""
    owed = Rendering.objects.filter(stage=RenderingStage.OWED).select_related("record")
    times: dict[str, list[float]] = {"bare": [], "issue": []}
    for rendering in owed.order_by("pk")[: RECORDS + 1]:
        html = pdf.as_html(canonical.from_json(rendering.record.content.encode()))
        issue = partial(operations.issue, rendering_id=rendering.pk, at=builders.MEETING_DAY)
        times["bare"].append(_seconds(partial(_barely, html)))
        times["issue"].append(_seconds(issue))
    # The first of each finds nothing warm; a record at a time is a round.
    bare, issued = ([60 / seconds for seconds in times[name][1:]] for name in ("bare", "issue"))
    yield Row("bare WeasyPrint, records", median(bare), "a min")
    yield Row("records issued", median(issued), "a min")
    yield Row("records issued v. bare WeasyPrint", rounds.ratio(issued, bare), "×", 0.85)


def _barely(html: str) -> None:
    HTML(string=html).write_pdf()


def _seconds(do: Callable[[], object]) -> float:
    gc.collect()
    started = time.perf_counter()
    do()
    return time.perf_counter() - started
