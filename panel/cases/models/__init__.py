"""The child, the placement request, and what it is made of."""

from panel.cases.models.advice import Advice, AdviceVersion, Invitation
from panel.cases.models.agreements import PlacementAgreement, Signatory
from panel.cases.models.child import Child, Contact, Practitioner
from panel.cases.models.costs import CostLine, CostShare
from panel.cases.models.links import RequestLink
from panel.cases.models.options import NeedFit, PlacementOption
from panel.cases.models.papers import Circulation, Paper, PaperVersion, Scan
from panel.cases.models.placements import Placement, PlacementChange, Suspension
from panel.cases.models.planning import PlanStep
from panel.cases.models.providers import Provider
from panel.cases.models.remarks import Remark
from panel.cases.models.request import PlacementRequest
from panel.cases.models.restrictions import EmergencyAccess, Restriction
from panel.cases.models.reviews import (
    EarlyReview,
    OutcomeMeasure,
    PlacementReview,
    PlacementTask,
)
from panel.cases.models.sections import ChildSection, RequestSection
from panel.cases.models.telling import Attempt, Need, PanelAnswer, SoughtOutcome
from panel.cases.models.urgency import Urgency

__all__ = [
    "Advice",
    "AdviceVersion",
    "Attempt",
    "Child",
    "ChildSection",
    "Circulation",
    "Contact",
    "CostLine",
    "CostShare",
    "EarlyReview",
    "EmergencyAccess",
    "Invitation",
    "Need",
    "NeedFit",
    "OutcomeMeasure",
    "PanelAnswer",
    "Paper",
    "PaperVersion",
    "Placement",
    "PlacementAgreement",
    "PlacementChange",
    "PlacementOption",
    "PlacementRequest",
    "PlacementReview",
    "PlacementTask",
    "PlanStep",
    "Practitioner",
    "Provider",
    "Remark",
    "RequestLink",
    "RequestSection",
    "Restriction",
    "Scan",
    "Signatory",
    "SoughtOutcome",
    "Suspension",
    "Urgency",
]
