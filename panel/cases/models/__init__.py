"""The child, the placement request, and what it is made of."""

from panel.cases.models.advice import Advice
from panel.cases.models.child import Child
from panel.cases.models.options import CostLine, CostShare, PlacementOption
from panel.cases.models.papers import Circulation, Paper, PaperSection, PaperVersion, Scan
from panel.cases.models.request import Need, PlacementRequest

__all__ = [
    "Advice",
    "Child",
    "Circulation",
    "CostLine",
    "CostShare",
    "Need",
    "Paper",
    "PaperSection",
    "PaperVersion",
    "PlacementOption",
    "PlacementRequest",
    "Scan",
]
