"""What the panel decided, who pays and who consented; the record of it, and what came after."""

from panel.decisions.models.challenges import Challenge
from panel.decisions.models.decisions import Decision, ShareApproval
from panel.decisions.models.disputes import Dispute
from panel.decisions.models.expenditure import ExpenditureConsent
from panel.decisions.models.overspends import Overspend, OverspendConsent
from panel.decisions.models.records import DecisionRecord, RegisterEntry, Rendering
from panel.decisions.models.tellings import WRITTEN, Channel, FamilyLetter, Telling
from panel.decisions.models.what_ifs import WhatIf
from panel.decisions.outcomes.outcome import AGREEING, Outcome

__all__ = [
    "AGREEING",
    "WRITTEN",
    "Challenge",
    "Channel",
    "Decision",
    "DecisionRecord",
    "Dispute",
    "ExpenditureConsent",
    "FamilyLetter",
    "Outcome",
    "Overspend",
    "OverspendConsent",
    "RegisterEntry",
    "Rendering",
    "ShareApproval",
    "Telling",
    "WhatIf",
]
