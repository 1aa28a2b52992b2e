"""The child, the placement request, and what it is made of."""

from panel.cases.models.advice import Advice
from panel.cases.models.child import Child
from panel.cases.models.options import CostLine, CostShare, PlacementOption
from panel.cases.models.papers import Circulation, Paper, PaperVersion, Scan
from panel.cases.models.request import Need, PlacementRequest
from panel.cases.models.restrictions import EmergencyAccess, Restriction

__all__ = [
    "Advice",
    "Child",
    "Circulation",
    "CostLine",
    "CostShare",
    "EmergencyAccess",
    "Need",
    "Paper",
    "PaperVersion",
    "PlacementOption",
    "PlacementRequest",
    "Restriction",
    "Scan",
]
