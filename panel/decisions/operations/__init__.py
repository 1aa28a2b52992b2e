"""The verbs that join a case to its money: the only writers of this app's tables.

`deciding` takes a request through the meeting, `cancelling` calls one off, `judging` holds its
outcome against the panel's rules, `stating` against what they ask it to state, `writing` writes it
down, `telling` sees that the family hears of it, `lettering` writes their letter, `asking` tells
each paying agency what it would pay, `leading` says whose approval counts, `approving` takes them
all and commits the money, `overspending` keeps who consented to going over it, `consenting` who
did to spend on what the fund isn't there for, which `permitting` asks, `going_over` lets it pass
as the money is committed, `lapsing` ends what was only agreed in principle, `disputing` and
`resharing` see a refused share through, `interim` promises the money meanwhile, `freezing` writes
down what the record says, `correcting` replaces it, `issuing` makes the file that proves it,
`placing` carries out what was approved, `replanning` lets what a change takes over give way to it,
`rolling` has later years pay for it, `accruing` counts what of it is delivered, `finishing` says
that the last of it is invoiced, `challenging` keeps who doesn't accept a decision and what came of
it, `reopening` lets the panel decide again, `deferring` brings back what was put off. `urgent`
decides between meetings what can't wait for one, `owing` asks the next meeting to ratify it, and
`ratifying` records what that says. `forecasting` makes the forecasts that are owed, and
`asking_what_if` answers what a year would come to.
"""

from panel.decisions.operations.accruing import accrue, accrue_placements
from panel.decisions.operations.approving import BooksClosed, approve_share, refuse_share
from panel.decisions.operations.asking_what_if import answer_what_if, ask_what_if
from panel.decisions.operations.cancelling import cancel_meeting
from panel.decisions.operations.challenging import (
    NotAsTold,
    NothingOwed,
    carry_out,
    end_challenge,
    record_challenge,
)
from panel.decisions.operations.consenting import NothingOutside, consent_to_expenditure
from panel.decisions.operations.correcting import AlreadyReplaced, Interested, correct
from panel.decisions.operations.deciding import (
    consider,
    list_request,
    record_outcome,
    withdraw,
)
from panel.decisions.operations.deferring import bring_back
from panel.decisions.operations.disputing import (
    CannotPayMeanwhile,
    name_interim_funder,
    raise_dispute,
)
from panel.decisions.operations.finishing import (
    NoLastInvoice,
    NothingLeft,
    StillRuns,
    YearRuns,
    expect_invoice,
    record_last_invoice,
    record_year_invoiced,
)
from panel.decisions.operations.forecasting import make_forecast, sweep_forecasts
from panel.decisions.operations.issuing import issue, sweep
from panel.decisions.operations.judging import (
    DeferredBefore,
    NotOffered,
    NotQuorate,
    NotSupported,
)
from panel.decisions.operations.lapsing import Lapsed, NotLapsed, let_lapse
from panel.decisions.operations.leading import DutyClash, OverLimit, TooJunior
from panel.decisions.operations.lettering import print_letter, sweep_letters, write_letter
from panel.decisions.operations.money import NoFund, NotCosted
from panel.decisions.operations.overspending import NotOver, consent_to_overspend
from panel.decisions.operations.permitting import NotPermitted
from panel.decisions.operations.placing import (
    NotAsApproved,
    draw_up_agreement,
    end_placement,
    resume_placement,
    start_placement,
    suspend_placement,
)
from panel.decisions.operations.ratifying import ratify
from panel.decisions.operations.reopening import AgreedBefore, NotOverturned, reopen
from panel.decisions.operations.resharing import NoSuchLine, settle_dispute
from panel.decisions.operations.rolling import roll_over, sweep_rollovers
from panel.decisions.operations.stating import Unstated
from panel.decisions.operations.telling import NotOnThatDay, ToldAlready, record_telling
from panel.decisions.operations.urgent import (
    NotNamed,
    WaitsForMeeting,
    decide_urgently,
    leave_to_meeting,
    take_urgently,
)
from panel.decisions.operations.writing import WrongOption

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
