"""A case's events as sentences: one small function for each kind that has something to add."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from panel.audit.models import Event
from panel.cases.challenge_vocabulary import ChallengeKind, ChallengeOutcome
from panel.cases.remarks import Remarks, words
from panel.cases.telling_vocabulary import ChildSectionName
from panel.money import Pence, in_pounds
from panel.presentation.formatting import count, day
from panel.presentation.parts import Happening

Payload = Mapping[str, Any]


def happenings(
    events: Iterable[Event], names: Mapping[str, str], said: Remarks
) -> list[Happening]:
    """Return events, latest first. `names`: username → name; an event without one is ours."""
    return [
        Happening(
            what=WORDS.get(event.kind, event.kind.replace("_", " ").capitalize()),
            who=names.get(event.by, event.by) or "The system",
            at=event.at,
            detail=words(event, said) or DETAILS.get(event.kind, _nothing)(event.payload),
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
    "invoice_expected": "One more invoice expected after the last",
    "started": "Request started",
    "child_told": "The child’s record brought up to date",
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


def _nothing(payload: Payload) -> str:
    return ""


def _option(payload: Payload) -> str:
    return f"Option {payload['letter']}"


def _section(payload: Payload) -> str:
    return ChildSectionName(payload["section"]).label


def _reason(payload: Payload) -> str:
    return str(payload["reason"])


def _needed(payload: Payload) -> str:
    return f"The place is needed on {_day(payload['needed_on'])}"


def _day(written: str) -> str:
    return day(date.fromisoformat(written))


def _advice(payload: Payload) -> str:
    return f"By {_agency(payload)}"


def _invited(payload: Payload) -> str:
    return f"For {payload['agency'].replace('-', ' ')}"


def _item(payload: Payload) -> str:
    return f"Meeting {payload['meeting']}, item {payload['item']}"


def _share(payload: Payload) -> str:
    first_year = in_pounds(Pence(payload["this_year_pence"]))
    return f"{_agency(payload)}, {first_year} in the first financial year"


def _agency(payload: Payload) -> str:
    return str(payload["agency"]).replace("-", " ").capitalize()


def _level(payload: Payload) -> str:
    return f"Now with {payload['role']}"


def _challenge(payload: Payload) -> str:
    kind = ChallengeKind(payload["kind"]).label
    came = [ChallengeOutcome(payload["outcome"]).label] if "outcome" in payload else []
    return ". ".join([kind, *came, *([payload["step"]] if "step" in payload else [])])


def _paper(payload: Payload) -> str:
    version = f", version {payload['version']}" if "version" in payload else ""
    return f"Paper {payload['paper']}{version}"


def _sent(payload: Payload) -> str:
    return count(len(payload["papers"]), "paper")


def _record(payload: Payload) -> str:
    return str(payload["record"])


def _versions(payload: Payload) -> str:
    return f"From version {payload['before']} to version {payload['after']}."


def _plan_step(payload: Payload) -> str:
    return f"{payload['step']}, {_day(payload['on'])}"


def _channel(payload: Payload) -> str:
    return f"By {payload['channel'].replace('_', ' ')}"


DETAILS: Mapping[str, Callable[[Payload], str]] = {
    "child_told": _section,
    "option_weighed": _option,
    "option_dropped": _option,
    "take_urgently": _needed,
    "reserve_refused": _reason,
    "money_not_promised_meanwhile": _reason,
    "advice_given": _advice,
    "advice_given_again": _advice,
    "adviser_invited": _invited,
    "invitation_opened": _invited,
    "invitation_answered": _invited,
    "invitation_revoked": _invited,
    "paper_added": _paper,
    "paper_withheld": _paper,
    "paper_quarantined": _paper,
    "papers_circulated": _sent,
    "put_on_agenda": _item,
    "take_off_agenda": _item,
    "item_reconvened": _item,
    "ratification_listed": _item,
    "consider": _item,
    "policy_rebased": _versions,
    "share_approved": _share,
    "share_refused": _share,
    "dispute": _advice,
    "dispute_raised": _level,
    "interim_funder_named": _agency,
    "challenged": _challenge,
    "challenge_step_done": _challenge,
    "challenge_ended": _challenge,
    "plan_step": _plan_step,
    "plan_step_taken_back": _plan_step,
    "outcome_told": _channel,
    "record_frozen": _record,
    "record_issued": _record,
}
