"""The chart of a year month by month, as a Vega-Lite specification. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from panel.money import Pence
from panel.pooledbudget.forecasts.charts import LINE, Size, amount, told_apart
from panel.pooledbudget.forecasts.outturn import MonthForecast
from panel.presentation import formatting

PARTS: Mapping[str, tuple[str, bool]] = {
    "Gone by": ("#12436d", False),
    "To come": ("#7ea6cb", False),
    "Pipeline": ("#ffffff", True),
}


def by_month(
    months: Sequence[MonthForecast], a_month: Pence, size: Size, *, on: date
) -> dict[str, Any]:
    """Return a bar for each month, with a line at a twelfth of the budget.

    Args:
        on: the day of the forecast: months that end before it have gone by.
    """
    most = max([a_month, *(month.approved_pence + month.pipeline_pence for month in months)])
    names = [name(month) for month in months]
    along = {
        "field": "month",
        "type": "ordinal",
        "scale": {"domain": names},
        "axis": {
            "labelAngle": 0,
            "labelExpr": f"slice(datum.label, 0, {3 if size.has_words else 1})",
        },
    }
    scale = {"domain": [0, max(1, most * 11 // 10)], "nice": False}
    bars = {
        "data": {"values": _months(months, on)},
        "mark": {"type": "bar", "strokeWidth": 1},
        "encoding": {"x": along, "y": amount(most, scale, ticks=4), **told_apart(PARTS)},
    }
    budget = {"y": {"field": "pence", "type": "quantitative"}}
    line = {"data": {"values": [{"pence": a_month}]}, "encoding": budget}
    rules = [
        {**line, "mark": {"type": "rule", "color": color, "strokeWidth": width}}
        for color, width in (("#ffffff", 6), (LINE, 3))
    ]
    return {"width": size.width - 60, "height": 220, "layer": [bars, *rules]}


def _months(months: Sequence[MonthForecast], on: date) -> list[dict[str, Any]]:
    return [
        {"month": name(month), "part": part, "order": order, "pence": pence}
        for month in months
        for order, part, pence in (
            (0, "Gone by" if month.last < on else "To come", month.approved_pence),
            (1, "Pipeline", month.pipeline_pence),
        )
        if pence > 0
    ]


def name(month: MonthForecast) -> str:
    """Return what a month is called."""
    return formatting.MONTHS[month.first.month - 1]
