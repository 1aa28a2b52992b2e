"""The child, the placement request, and what it is made of."""

from panel.cases.models.advice import Advice
from panel.cases.models.child import Child
from panel.cases.models.options import CostLine, CostShare, PlacementOption
from panel.cases.models.request import Need, PlacementRequest

__all__ = [
    "Advice",
    "Child",
    "CostLine",
    "CostShare",
    "Need",
    "PlacementOption",
    "PlacementRequest",
]
