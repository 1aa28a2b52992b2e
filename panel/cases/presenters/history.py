"""A case's events in words, as its pages tell them."""

from collections.abc import Iterable, Mapping

from panel.audit.models import Event
from panel.cases.presenters import event_details
from panel.cases.remarks import Remarks, words
from panel.presentation.parts import Happening


def happenings(
    events: Iterable[Event],
    names: Mapping[str, str],
    said: Remarks,
    *,
    may_read_fund: bool,
) -> list[Happening]:
    """Return events, latest first. `names`: username → name; an event without one is ours."""
    return [
        Happening(
            what=WORDS.get(event.kind, event.kind.replace("_", " ").capitalize()),
            who=names.get(event.by, event.by) or "The system",
            at=event.at,
            detail=words(event, said)
            or event_details.of(event.kind, event.payload, may_read_fund=may_read_fund),
        )
        for event in sorted(events, key=lambda event: -event.sequence)
    ]


def question(events: Iterable[Event], said: Remarks) -> str:
    """Return what the panel team asked last, while nobody has answered; empty otherwise."""
    moved = [event for event in events if event.kind in ANSWERING]
    last = max(moved, key=lambda event: event.sequence, default=None)
    is_open = last is not None and last.kind == "return_to_referrer"
    return words(last, said) if last is not None and is_open else ""


def why_withdrawn(events: Iterable[Event], said: Remarks) -> str:
    """Return why a request was taken back, the last time; empty if it wasn't."""
    taken_back = [event for event in events if event.kind == "withdraw"]
    last = max(taken_back, key=lambda event: event.sequence, default=None)
    return words(last, said) if last else ""


#: The moves by which a request is asked a question, or leaves one behind.
ANSWERING = ("submit", "return_to_referrer", "reopen")


WORDS = {
    "last_invoice_in": "Last invoice said to be in, what was left given back",
    "no_more_invoiced_for_year": "Nothing more invoiced for a year, what was left given back",
    "invoice_expected": "One more invoice expected after the last",
    "started": "Request started",
    "child_told": "The child’s record brought up to date",
    "change_reason_given": "Why it shall change written anew",
    "story_told": "Story, outcomes and views written",
    "needs_named": "Needs named",
    "option_weighed": "Option weighed",
    "option_dropped": "Option taken out",
    "submit": "Sent to the panel team",
    "return_to_referrer": "Sent back to the referrer",
    "ask_for_advice": "Accepted; advice asked where it was missing",
    "advice_given": "Advice given",
    "advice_given_again": "New version of advice given",
    "advice_asked_anew": "Advice asked again because the request has changed",
    "adviser_invited": "Adviser from outside invited",
    "invitation_opened": "Invitation opened",
    "invitation_answered": "Invitation answered",
    "invitation_revoked": "Invitation taken back",
    "paper_added": "Paper added",
    "paper_withheld": "Paper withheld",
    "paper_quarantined": "Paper shut away because it holds a virus",
    "papers_circulated": "Papers sent to members",
    "mark_ready": "Ready for panel",
    "take_urgently": "Taken as urgent: it can’t wait for a meeting",
    "decide_urgently": "Agreed between meetings",
    "leave_to_meeting": "Left to a meeting",
    "policy_rebased": "Moved to newer rules",
    "put_on_agenda": "Put on an agenda",
    "take_off_agenda": "Taken off an agenda: the meeting is cancelled",
    "item_reconvened": "Put on the agenda of the meeting held again",
    "guest_admitted": "Somebody came for the item",
    "position_given": "Position given",
    "interest_declared": "Interest declared",
    "consider": "Considered by the panel",
    "agree": "Agreed by the panel",
    "defer": "Deferred",
    "decline": "Declined",
    "refer_on": "Referred on",
    "ask_again": "Advice asked again",
    "bring_back": "Ready for panel again",
    "reserve_refused": "Money could not be reserved",
    "settle_refused": "What its days cost could not be promised, or given back",
    "share_approved": "Share approved",
    "share_refused": "Share not approved",
    "overspend_consented": "Consent to going over the fund’s money",
    "overspend_authorised": "Going over the fund’s money authorised",
    "expenditure_consented": "Consent to spend on what the fund isn’t there for",
    "over_budget": "Over the fund’s money, passed with a warning",
    "dispute": "Disagreement about who pays opened",
    "dispute_raised": "Disagreement taken to the next level",
    "interim_funder_named": "Said who pays meanwhile",
    "settle": "Settled who pays",
    "challenged": "Decision challenged",
    "challenge_step_done": "Done because of a challenge",
    "challenge_ended": "Challenge ended",
    "approve": "Approved and funded",
    "plan_step": "Step of the child’s plan",
    "plan_step_taken_back": "Step of the child’s plan taken back",
    "limit_disapplied": "Exception to a limit recorded",
    "letter_written": "Letter to the family written",
    "outcome_told": "Family and referrer told of the outcome",
    "ratification_owed": "To be ratified by the panel",
    "ratification_listed": "Put on an agenda to be ratified",
    "ratification_carried_over": "Not ratified yet: carried to the next meeting",
    "ratified": "Ratified by the panel",
    "ratification_refused": "Not ratified by the panel",
    "ratification_lapsed": "No longer to be ratified",
    "record_frozen": "Decision record frozen",
    "record_issued": "Decision record issued",
    "withdraw": "Withdrawn",
    "reopen": "Opened again",
    "linked": "Linked with another request",
    "unlinked": "Link with another request taken back",
    "restricted": "Restricted to named people",
    "restriction_lifted": "Restriction lifted",
    "emergency_access": "Opened in an emergency",
    "start": "Placement started",
    "end": "Placement ended",
}
