"""The JSON doorway to what joins a case to its money: outcomes, approvals and records."""

from panel.decisions.api.approvals import Approvals
from panel.decisions.api.challenges import Challenges, Challenging
from panel.decisions.api.commitment import Committing
from panel.decisions.api.deciding import BringingBack, Deciding, Reopening, Withdrawing
from panel.decisions.api.disputes import Disputes
from panel.decisions.api.finishing import Finishing
from panel.decisions.api.forecasting import Forecasting
from panel.decisions.api.listing import Listing
from panel.decisions.api.permitting import Permitting
from panel.decisions.api.placing import Placing
from panel.decisions.api.records import Records
from panel.decisions.api.telling import Tellings
from panel.decisions.api.urgent import Hastening

__all__ = [
    "Approvals",
    "BringingBack",
    "Challenges",
    "Challenging",
    "Committing",
    "Deciding",
    "Disputes",
    "Finishing",
    "Forecasting",
    "Hastening",
    "Listing",
    "Permitting",
    "Placing",
    "Records",
    "Reopening",
    "Tellings",
    "Withdrawing",
]
