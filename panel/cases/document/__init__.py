"""A placement request as one plain document: the shape shared by forms, API, `walk` and tests.

A draft demands little, so most texts may be empty; what a request must hold to be submitted is
on the chart (`stages.py`), not here. Amounts are pence, shares are basis points, dates are
ISO 8601, agencies are named by their code.
"""

from panel.cases.document.advice import AdvicePart, InvitationPart
from panel.cases.document.asked import (
    GroundsPart,
    PanelAnswerPart,
    PanelAnswersPart,
    SharingPart,
)
from panel.cases.document.child import (
    ChildPart,
    CommunicationPart,
    ContactPart,
    ContactsPart,
    IdentityPart,
    PractitionerPart,
    PractitionersPart,
    StandingPart,
)
from panel.cases.document.costs import CostLinePart
from panel.cases.document.days import require_true_days, untrue_days
from panel.cases.document.links import LinkPart, UnlinkPart
from panel.cases.document.options import MissingProvisionPart, NeedFitPart, OptionPart
from panel.cases.document.papers import PaperPart, WithholdPart
from panel.cases.document.parts import AgencyCode, Day, Line, Paragraph, Part, Text
from panel.cases.document.providers import ProviderPart
from panel.cases.document.request import RequestDocument
from panel.cases.document.telling import (
    AttemptPart,
    AttemptsPart,
    DeclarationPart,
    NeedPart,
    NeedsPart,
    OutcomesPart,
    PlansPart,
    PreparationPart,
    SoughtOutcomePart,
    StoryPart,
    TalePart,
    ViewsPart,
)
from panel.parsing import Fault, Faulty, parse

__all__ = [
    "AdvicePart",
    "AgencyCode",
    "AttemptPart",
    "AttemptsPart",
    "ChildPart",
    "CommunicationPart",
    "ContactPart",
    "ContactsPart",
    "CostLinePart",
    "Day",
    "DeclarationPart",
    "Fault",
    "Faulty",
    "GroundsPart",
    "IdentityPart",
    "InvitationPart",
    "Line",
    "LinkPart",
    "MissingProvisionPart",
    "NeedFitPart",
    "NeedPart",
    "NeedsPart",
    "OptionPart",
    "OutcomesPart",
    "PanelAnswerPart",
    "PanelAnswersPart",
    "PaperPart",
    "Paragraph",
    "Part",
    "PlansPart",
    "PractitionerPart",
    "PractitionersPart",
    "PreparationPart",
    "ProviderPart",
    "RequestDocument",
    "SharingPart",
    "SoughtOutcomePart",
    "StandingPart",
    "StoryPart",
    "TalePart",
    "Text",
    "UnlinkPart",
    "ViewsPart",
    "WithholdPart",
    "parse",
    "require_true_days",
    "untrue_days",
]
