"""What an adviser is shown of a request, as one hash: it differs once anything there differs."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, Prefetch, QuerySet

from panel.cases.models import CostLine, CostShare, NeedFit, PlacementOption, PlacementRequest

#: Who the child is doesn't bear on advice: a name spelt rightly at last leaves it as it was.
OF_THE_CHILD = (
    "born_on",
    "communication",
    "education_setting",
    "year_group",
    "legal_status",
    "plan_stage",
)
OF_THE_REQUEST = (
    "kind",
    "criteria_met",
    "story",
    "strengths",
    "legal_basis",
    "child_views",
    "child_views_absent_because",
    "family_views",
    "split_reason",
    "return_plan",
    "transition_plan",
)


def of(placement_request: PlacementRequest) -> str:
    """Return the fingerprint of a request as it stands: 64 hexadecimal digits."""
    shown = {
        "child": _named(placement_request.child, OF_THE_CHILD),
        "request": _named(placement_request, OF_THE_REQUEST),
        "needs": _rows(placement_request.needs.order_by("rank")),
        "outcomes": _rows(placement_request.outcomes_sought.order_by("position")),
        "attempts": _rows(placement_request.attempts.order_by("position")),
        "panel_answers": _rows(placement_request.panel_answers.order_by("position")),
        "options": [
            _row(option)
            | {
                "fits": _rows(option.fits.all()),
                "cost_lines": [
                    _row(line) | {"shares": _rows(line.shares.all())}
                    for line in option.cost_lines.all()
                ],
            }
            for option in _options(placement_request)
        ],
    }
    written = json.dumps(shown, cls=DjangoJSONEncoder, sort_keys=True)
    return sha256(written.encode()).hexdigest()


def _options(placement_request: PlacementRequest) -> QuerySet[PlacementOption]:
    shares = CostShare.objects.order_by("agency_id")
    lines = CostLine.objects.order_by("position").prefetch_related(Prefetch("shares", shares))
    # Not through the request, which may have its options already, fetched in another way.
    options = PlacementOption.objects.filter(placement_request=placement_request)
    return options.order_by("letter").prefetch_related(
        Prefetch("fits", NeedFit.objects.order_by("need")), Prefetch("cost_lines", lines)
    )


def _rows(rows: Iterable[Model]) -> list[dict[str, Any]]:
    return [_row(row) for row in rows]


def _row(row: Model) -> dict[str, Any]:
    """Return everything a row says but its own number, which a row written anew doesn't keep."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    parents = {"placement_request_id", "option_id", "cost_line_id"}
    return _named(row, [name for name in fields if name not in parents])


def _named(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
