"""The child, the placement request, and what it is made of."""

from panel.cases.models.advice import Advice
from panel.cases.models.child import Child
from panel.cases.models.costs import CostLine, CostShare
from panel.cases.models.options import NeedFit, PlacementOption
from panel.cases.models.papers import Circulation, Paper, PaperVersion, Scan
from panel.cases.models.placements import (
    Placement,
    PlacementAgreement,
    PlacementChange,
    Signatory,
    Suspension,
)
from panel.cases.models.providers import Provider
from panel.cases.models.request import Need, PlacementRequest
from panel.cases.models.restrictions import EmergencyAccess, Restriction
from panel.cases.models.reviews import (
    EarlyReview,
    OutcomeMeasure,
    PlacementReview,
    PlacementTask,
)

__all__ = [
    "Advice",
    "Child",
    "Circulation",
    "CostLine",
    "CostShare",
    "EarlyReview",
    "EmergencyAccess",
    "Need",
    "NeedFit",
    "OutcomeMeasure",
    "Paper",
    "PaperVersion",
    "Placement",
    "PlacementAgreement",
    "PlacementChange",
    "PlacementOption",
    "PlacementRequest",
    "Provider",
    "PlacementReview",
    "PlacementTask",
    "Restriction",
    "Scan",
    "Signatory",
    "Suspension",
]
