"""The chart of a forecast by agency, as a Vega-Lite specification, and what charts share. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from panel.money import Pence
from panel.pooledbudget.forecasts.outturn import Outturn, Variance

MILLION, THOUSAND = 100_000_000, 100_000  # in pence
OVER, UNDER = "#86140f", "#0b5530"
LINE = "#b0400e"
EDGE = "#12436d"
#: Each part: its fill, and whether its outline is dashed. Told apart without colour, too.
PARTS: Mapping[str, tuple[str, bool]] = {
    "Actual": ("#12436d", False),
    "Committed": ("#7ea6cb", False),
    "Expected": ("#d9e6f2", False),
    "Pipeline": ("#ffffff", True),
}


@dataclass(frozen=True)
class Bar:
    """One agency's forecast beside its budget."""

    agency: str
    outturn: Outturn
    budget_pence: Pence


@dataclass(frozen=True)
class Size:
    """How wide a chart is drawn, and whether there is room for words in it."""

    name: str
    width: int
    has_words: bool


SIZES = (Size("wide", 520, has_words=True), Size("narrow", 320, has_words=False))


def by_agency(bars: Sequence[Bar], size: Size) -> dict[str, Any]:
    """Return stacked bars, one for each agency, with a mark where its budget is."""
    most = max((max(bar.outturn.outturn_pence, bar.budget_pence) for bar in bars), default=0)
    across = {"field": "agency", "type": "nominal", "sort": None, "axis": {"domain": False}}
    scale = {"domain": [0, max(1, most * (14 if size.has_words else 11) // 10)], "nice": False}
    layers = [
        {
            "data": {"values": _parts(bars)},
            "mark": {"type": "bar", "height": 26, "strokeWidth": 1},
            "encoding": {
                "y": across,
                "x": amount(most, scale, ticks=4 if size.has_words else 3),
                **told_apart(PARTS),
            },
        },
        *_marks(bars, across),
    ]
    if size.has_words:
        layers.append(_words(bars, across))
    return {"width": size.width - 90, "height": 64 * max(1, len(bars)), "layer": layers}


def _parts(bars: Sequence[Bar]) -> list[dict[str, Any]]:
    return [
        {"agency": bar.agency, "part": part, "order": order, "pence": pence}
        for bar in bars
        for order, (part, pence) in enumerate(zip(PARTS, bar.outturn.parts, strict=True))
        if pence > 0
    ]


def told_apart(parts: Mapping[str, tuple[str, bool]]) -> dict[str, Any]:
    """Return how the parts of a bar differ: by fill, by outline, and by their order."""
    fills = [fill for fill, _ in parts.values()]
    dashed = [part for part, (_, is_dashed) in parts.items() if is_dashed]
    return {
        "order": {"field": "order"},
        "fill": {
            "field": "part",
            "type": "nominal",
            "scale": {"domain": [*parts], "range": fills},
            "legend": None,
        },
        "stroke": {"value": EDGE},
        "strokeDash": {
            "condition": {"test": f"indexof({dashed!r}, datum.part) >= 0", "value": [3, 2]},
            "value": [1, 0],
        },
    }


def amount(most: int, scale: Mapping[str, Any], *, ticks: int) -> dict[str, Any]:
    unit, letter = (MILLION, "m") if most >= MILLION else (THOUSAND, "k")
    label = f"datum.value ? '£' + format(datum.value / {unit}, ',.2~f') + '{letter}' : '£0'"
    axis = {"labelExpr": label, "tickCount": ticks, "domain": False}
    return {
        "field": "pence",
        "type": "quantitative",
        "stack": "zero",
        "scale": scale,
        "axis": axis,
    }


def _marks(bars: Sequence[Bar], across: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a line through each bar and a triangle above it, where its budget is."""
    values = {"values": [{"agency": bar.agency, "pence": bar.budget_pence} for bar in bars]}
    at = {"y": across, "x": {"field": "pence", "type": "quantitative"}}
    ticks = [
        {"type": "tick", "color": color, "thickness": thickness, "size": 34, "opacity": 1}
        for color, thickness in (("#ffffff", 5), (LINE, 2))
    ]
    triangle = {
        "type": "point",
        "shape": "triangle-down",
        "filled": True,
        "color": LINE,
        "size": 90,
        "opacity": 1,
        "yOffset": -22,
    }
    return [{"data": values, "mark": mark, "encoding": at} for mark in (*ticks, triangle)]


def _words(bars: Sequence[Bar], across: Mapping[str, Any]) -> dict[str, Any]:
    """Return how far each is over or under, written behind its bar."""
    variances = [Variance(bar.outturn.outturn_pence, bar.budget_pence) for bar in bars]
    values = [
        {
            "agency": bar.agency,
            "pence": max(variance.outturn_pence, variance.budget_pence),
            "words": _short(variance.pence),
            "color": OVER if variance.pence > 0 else UNDER,
        }
        for bar, variance in zip(bars, variances, strict=True)
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "dx": 10},
        "encoding": {
            "y": across,
            "x": {"field": "pence", "type": "quantitative"},
            "text": {"field": "words"},
            "color": {"field": "color", "type": "nominal", "scale": None},
        },
    }


def _short(pence: Pence) -> str:
    """Write a difference where there is little room: `£53k over`, `£1.25m under`."""
    size, words = abs(pence), "over" if pence > 0 else "under"
    if size >= MILLION:
        millions, hundredths = divmod(size * 100 // MILLION, 100)
        return f"£{millions}.{hundredths:02d}m {words}"
    if size >= THOUSAND:
        return f"£{(size + THOUSAND // 2) // THOUSAND}k {words}"
    return f"£{size // 100} {words}"
