"""
The stages of a placement request and of an agency's advice, and every move between them.

Placement request:

    draft --> submitted: submit
    returned --> submitted: submit
    submitted --> returned: return_to_referrer
    submitted --> advice: ask_for_advice
    advice --> returned: return_to_referrer
    advice --> ready: mark_ready
    submitted --> urgent: take_urgently
    advice --> urgent: take_urgently
    ready --> urgent: take_urgently
    urgent --> funding: decide_urgently
    urgent --> submitted: leave_to_meeting
    ready --> listed: put_on_agenda
    listed --> ready: take_off_agenda
    listed --> considered: consider
    considered --> funding: agree
    considered --> deferred: defer
    considered --> declined: decline
    considered --> referred_on: refer_on
    deferred --> advice: ask_again
    deferred --> ready: bring_back
    funding --> disputed: dispute
    disputed --> funding: settle
    funding --> approved: approve
    funding --> deferred: lapse
    disputed --> deferred: lapse
    approved --> placed: start
    approved --> ended: end
    placed --> ended: end
    draft --> withdrawn: withdraw
    submitted --> withdrawn: withdraw
    returned --> withdrawn: withdraw
    advice --> withdrawn: withdraw
    ready --> withdrawn: withdraw
    urgent --> withdrawn: withdraw
    listed --> withdrawn: withdraw
    considered --> withdrawn: withdraw
    deferred --> withdrawn: withdraw
    funding --> withdrawn: withdraw
    disputed --> withdrawn: withdraw
    declined --> submitted: reopen
    referred_on --> submitted: reopen
    withdrawn --> submitted: reopen

Advice:

    asked --> given: give
    given --> given: give_again

Need is decided before money: `considered` records what the child needs and why; `funding` only
settles who pays, and a dispute about that leaves the need decided. What can't wait for a meeting
is decided without one (`urgent`), and the next meeting ratifies it: see `meetings.stages`. A move
says who may make it, from where, to where, and on what condition, and has no effect. `operations`
makes moves happen and records them.
"""

from django.db import models
from django_fsm import FSMField

from panel.agencies.access import Permission
from panel.cases.guarding.guards import COMPLETE
from panel.chart import Charted, Guard, move


class Stage(models.TextChoices):
    """Where a placement request stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "With the panel team"
    RETURNED = "returned", "Sent back to the referrer"
    ADVICE = "advice", "Waiting for advice"
    READY = "ready", "Ready for panel"
    URGENT = "urgent", "Can’t wait for a meeting"
    LISTED = "listed", "On an agenda"
    CONSIDERED = "considered", "Considered by the panel"
    DEFERRED = "deferred", "Deferred"
    FUNDING = "funding", "Agencies approve"
    DISPUTED = "disputed", "Agencies disagree who pays"
    APPROVED = "approved", "Approved and funded"
    PLACED = "placed", "Placed"
    ENDED = "ended", "Placement ended"
    DECLINED = "declined", "Declined"
    REFERRED_ON = "referred_on", "Referred on"
    WITHDRAWN = "withdrawn", "Withdrawn"


FINAL = frozenset({Stage.ENDED})
CLOSED = frozenset({Stage.DECLINED, Stage.REFERRED_ON, Stage.WITHDRAWN})  # may be opened again
OVER = FINAL | CLOSED
FUNDED = frozenset({Stage.APPROVED, Stage.PLACED})  # decided and paid for; it lives on
OPEN = frozenset(Stage) - OVER - FUNDED


class AdviceStage(models.TextChoices):
    """Where one agency's advice stands."""

    ASKED = "asked", "Asked"
    GIVEN = "given", "Given"


ADVISED = Guard("advice_complete", "Advice is still missing: {facts.advice_missing}.")
ADVICE_CURRENT = Guard(
    "advice_current",
    "The request has changed since an agency advised on it. Ask that agency again.",
)
WAS_SENT = Guard("was_sent", "It was never sent to the panel: start a new request.")


class RequestChart(Charted):
    """The stage of a placement request and its moves. `PlacementRequest` is the only heir."""

    stage = FSMField(default=Stage.DRAFT, choices=Stage.choices, protected=True)

    class Meta:
        abstract = True

    @move(
        [Stage.DRAFT, Stage.RETURNED],
        Stage.SUBMITTED,
        needs=Permission.REQUEST_WRITE,
        guards=COMPLETE,
    )
    def submit(self) -> None:
        """The referring agency sends the request to the panel team."""

    @move([Stage.SUBMITTED, Stage.ADVICE], Stage.RETURNED, needs=Permission.REQUEST_CHECK)
    def return_to_referrer(self) -> None:
        """The coordinator sends it back with a question."""

    @move(Stage.SUBMITTED, Stage.ADVICE, needs=Permission.REQUEST_CHECK, guards=COMPLETE)
    def ask_for_advice(self) -> None:
        """The coordinator accepts it and asks each agency for its advice, all at once."""

    @move(
        Stage.ADVICE, Stage.READY, needs=Permission.REQUEST_CHECK, guards=(ADVISED, ADVICE_CURRENT)
    )
    def mark_ready(self) -> None:
        """Every agency has advised; the request can go to the panel."""

    @move(
        [Stage.SUBMITTED, Stage.ADVICE, Stage.READY],
        Stage.URGENT,
        needs=Permission.REQUEST_CHECK,
        guards=COMPLETE,
    )
    def take_urgently(self) -> None:
        """The coordinator says why it can't wait for a meeting."""

    @move(Stage.URGENT, Stage.FUNDING, needs=Permission.URGENT_DECIDE)
    def decide_urgently(self) -> None:
        """Those whom the panel's rules name agree the placement between two meetings."""

    @move(Stage.URGENT, Stage.SUBMITTED, needs=Permission.URGENT_DECIDE)
    def leave_to_meeting(self) -> None:
        """They leave it to a meeting: it goes the ordinary way."""

    @move(Stage.READY, Stage.LISTED, needs=Permission.MEETING_RUN)
    def put_on_agenda(self) -> None:
        """The request is put on a meeting's agenda."""

    @move(Stage.LISTED, Stage.READY, needs=Permission.MEETING_RUN)
    def take_off_agenda(self) -> None:
        """The meeting won't be held; the request waits to be listed for another."""

    @move(Stage.LISTED, Stage.CONSIDERED, needs=Permission.OUTCOME_RECORD)
    def consider(self) -> None:
        """The chair opens the item: the panel weighs what the child needs, and why."""

    @move(Stage.CONSIDERED, Stage.FUNDING, needs=Permission.OUTCOME_RECORD)
    def agree(self) -> None:
        """The panel agrees the placement; what is left is who pays."""

    @move(Stage.CONSIDERED, Stage.DEFERRED, needs=Permission.OUTCOME_RECORD)
    def defer(self) -> None:
        """The panel needs something more before it can decide."""

    @move(Stage.CONSIDERED, Stage.DECLINED, needs=Permission.OUTCOME_RECORD)
    def decline(self) -> None:
        """The panel declines the placement and says what else would meet the need."""

    @move(Stage.CONSIDERED, Stage.REFERRED_ON, needs=Permission.OUTCOME_RECORD)
    def refer_on(self) -> None:
        """The panel passes the request to the body that should decide it."""

    @move(Stage.DEFERRED, Stage.ADVICE, needs=Permission.REQUEST_CHECK)
    def ask_again(self) -> None:
        """New advice is needed before the panel sees it again."""

    @move(Stage.DEFERRED, Stage.READY, needs=Permission.REQUEST_CHECK)
    def bring_back(self) -> None:
        """What was missing is there; the request can be listed again."""

    @move(Stage.FUNDING, Stage.DISPUTED, needs=Permission.SHARE_APPROVE)
    def dispute(self) -> None:
        """A paying agency's lead doesn't agree to its share; the need stays decided."""

    @move(Stage.DISPUTED, Stage.FUNDING, needs=Permission.DISPUTE_SETTLE)
    def settle(self) -> None:
        """The agencies have settled who pays; those whose share it changes approve afresh."""

    @move(Stage.FUNDING, Stage.APPROVED, needs=Permission.SHARE_APPROVE)
    def approve(self) -> None:
        """The last paying agency has approved its share and the money is committed."""

    @move([Stage.FUNDING, Stage.DISPUTED], Stage.DEFERRED, needs=Permission.REQUEST_CHECK)
    def lapse(self) -> None:
        """What was agreed in principle wasn't endorsed in time; the panel decides it anew."""

    @move(Stage.APPROVED, Stage.PLACED, needs=Permission.PLACEMENT_RUN)
    def start(self) -> None:
        """The placement starts."""

    @move([Stage.APPROVED, Stage.PLACED], Stage.ENDED, needs=Permission.PLACEMENT_RUN)
    def end(self) -> None:
        """The placement ends, or will never start."""

    @move(sorted(OPEN), Stage.WITHDRAWN, needs=Permission.REQUEST_WRITE)
    def withdraw(self) -> None:
        """The referring agency takes the request back."""

    @move(sorted(CLOSED), Stage.SUBMITTED, needs=Permission.REQUEST_CHECK, guards=(WAS_SENT,))
    def reopen(self) -> None:
        """The coordinator opens it again; what was decided before stays as it was."""


class AdviceChart(Charted):
    """The stage of one agency's advice. `Advice` is the only heir."""

    stage = FSMField(default=AdviceStage.ASKED, choices=AdviceStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(AdviceStage.ASKED, AdviceStage.GIVEN, needs=Permission.ADVICE_GIVE)
    def give(self) -> None:
        """The agency's adviser says what it advises."""

    @move(AdviceStage.GIVEN, AdviceStage.GIVEN, needs=Permission.ADVICE_GIVE)
    def give_again(self) -> None:
        """The adviser gives a new version, until the papers go out with the one before."""
