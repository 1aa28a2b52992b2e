"""The verbs that join a case to its money: the only writers of this app's tables.

Callers say `operations.approve_share(...)`. Inside, each idea has a room: `outcomes` takes a
request from the meeting to what the panel says of it, `urgent` decides between two meetings,
`approvals` asks each agency and commits the money, `consents` and `overspending` keep who
consented to what the fund isn't there for or hasn't got, `disputes` sees a refused share through,
`records` freezes and proves what was decided, `telling` sees that the family hears of it,
`challenges` what comes of their not accepting it, `placements` carries it out and has it paid for,
`forecasting` says what it will come to.
"""

from panel.decisions.operations.approvals.approving import BooksClosed, approve_share, refuse_share
from panel.decisions.operations.approvals.leading import DutyClash, OverLimit, TooJunior
from panel.decisions.operations.approvals.money import NoFund, NotCosted
from panel.decisions.operations.challenges.challenging import (
    NotAsTold,
    NothingOwed,
    carry_out,
    end_challenge,
    record_challenge,
)
from panel.decisions.operations.challenges.reopening import AgreedBefore, NotOverturned, reopen
from panel.decisions.operations.consents.consenting import NothingOutside, consent_to_expenditure
from panel.decisions.operations.consents.permitting import NotPermitted
from panel.decisions.operations.disputes.disputing import (
    CannotPayMeanwhile,
    name_interim_funder,
    raise_dispute,
)
from panel.decisions.operations.disputes.resharing import NoSuchLine, settle_dispute
from panel.decisions.operations.forecasting.asking_what_if import answer_what_if, ask_what_if
from panel.decisions.operations.forecasting.forecasting import make_forecast, sweep_forecasts
from panel.decisions.operations.outcomes.cancelling import cancel_meeting
from panel.decisions.operations.outcomes.deciding import (
    consider,
    list_request,
    record_outcome,
    withdraw,
)
from panel.decisions.operations.outcomes.deferring import bring_back
from panel.decisions.operations.outcomes.judging import (
    DeferredBefore,
    NotOffered,
    NotQuorate,
    NotSupported,
)
from panel.decisions.operations.outcomes.lapsing import Lapsed, NotLapsed, let_lapse
from panel.decisions.operations.outcomes.stating import Unstated
from panel.decisions.operations.outcomes.writing import WrongOption
from panel.decisions.operations.overspending.overspending import NotOver, consent_to_overspend
from panel.decisions.operations.placements.accruing import accrue, accrue_placements
from panel.decisions.operations.placements.finishing import (
    NoLastInvoice,
    NothingLeft,
    StillRuns,
    YearRuns,
    expect_invoice,
    record_last_invoice,
    record_year_invoiced,
)
from panel.decisions.operations.placements.placing import (
    NotAsApproved,
    draw_up_agreement,
    end_placement,
    resume_placement,
    start_placement,
    suspend_placement,
)
from panel.decisions.operations.placements.rolling import roll_over, sweep_rollovers
from panel.decisions.operations.records.correcting import AlreadyReplaced, Interested, correct
from panel.decisions.operations.records.issuing import issue, sweep
from panel.decisions.operations.telling.lettering import print_letter, sweep_letters, write_letter
from panel.decisions.operations.telling.telling import NotOnThatDay, ToldAlready, record_telling
from panel.decisions.operations.urgent.ratifying import ratify
from panel.decisions.operations.urgent.urgent import (
    NotNamed,
    WaitsForMeeting,
    decide_urgently,
    leave_to_meeting,
    take_urgently,
)

__all__ = [
    "AgreedBefore",
    "AlreadyReplaced",
    "BooksClosed",
    "CannotPayMeanwhile",
    "DeferredBefore",
    "DutyClash",
    "Interested",
    "Lapsed",
    "NoFund",
    "NoLastInvoice",
    "NoSuchLine",
    "NotAsApproved",
    "NotAsTold",
    "NotCosted",
    "NotLapsed",
    "NotNamed",
    "NotOffered",
    "NotOnThatDay",
    "NotOver",
    "NotOverturned",
    "NotPermitted",
    "NotQuorate",
    "NotSupported",
    "NothingLeft",
    "NothingOutside",
    "NothingOwed",
    "OverLimit",
    "StillRuns",
    "ToldAlready",
    "TooJunior",
    "Unstated",
    "WaitsForMeeting",
    "WrongOption",
    "YearRuns",
    "accrue",
    "accrue_placements",
    "answer_what_if",
    "approve_share",
    "ask_what_if",
    "bring_back",
    "cancel_meeting",
    "carry_out",
    "consent_to_expenditure",
    "consent_to_overspend",
    "consider",
    "correct",
    "decide_urgently",
    "draw_up_agreement",
    "end_challenge",
    "end_placement",
    "expect_invoice",
    "issue",
    "leave_to_meeting",
    "let_lapse",
    "list_request",
    "make_forecast",
    "name_interim_funder",
    "print_letter",
    "raise_dispute",
    "ratify",
    "record_challenge",
    "record_last_invoice",
    "record_outcome",
    "record_telling",
    "record_year_invoiced",
    "refuse_share",
    "reopen",
    "resume_placement",
    "roll_over",
    "settle_dispute",
    "start_placement",
    "suspend_placement",
    "sweep",
    "sweep_forecasts",
    "sweep_letters",
    "sweep_rollovers",
    "take_urgently",
    "withdraw",
    "write_letter",
]
