"""The JSON doorway to placement requests."""

from panel.cases.api.advising import Advising
from panel.cases.api.linking import Linking
from panel.cases.api.papers import Papers
from panel.cases.api.placements import Placements
from panel.cases.api.planning import Planning
from panel.cases.api.providers import Gaps, Providers
from panel.cases.api.reads import Reads
from panel.cases.api.rebasing import Rebasing
from panel.cases.api.reports import Promises, Turnround
from panel.cases.api.requests import PlacementRequests
from panel.cases.api.restricting import EmergencyAccesses, Restricting
from panel.cases.api.telling import TellingOfChild
from panel.cases.api.writing import Writing

__all__ = [
    "Advising",
    "EmergencyAccesses",
    "Gaps",
    "Linking",
    "Papers",
    "PlacementRequests",
    "Placements",
    "Planning",
    "Promises",
    "Providers",
    "Reads",
    "Rebasing",
    "Restricting",
    "TellingOfChild",
    "Turnround",
    "Writing",
]
