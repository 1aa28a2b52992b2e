"""What an event adds to its name: one small function for each kind that has something to add."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from panel.cases.vocabulary.challenges import ChallengeKind, ChallengeOutcome
from panel.cases.vocabulary.telling import ChildSectionName
from panel.money import Pence, in_pounds
from panel.presentation.formatting import count, day

Payload = Mapping[str, Any]


def of(kind: str, payload: Payload, *, may_read_fund: bool) -> str:
    """Return what an event of a kind adds by its payload; empty where it adds nothing."""
    if _is_kept_from(kind, may_read_fund=may_read_fund):
        return _agency(payload) if "agency" in payload else ""
    return DETAILS[kind](payload) if kind in DETAILS else ""


def told(kind: str, payload: Payload, *, may_read_fund: bool) -> Payload:
    """Return what of an event's payload somebody may know: of the fund's money, only whose."""
    if _is_kept_from(kind, may_read_fund=may_read_fund):
        return {name: payload[name] for name in ("agency", "year") if name in payload}
    return payload


def _is_kept_from(kind: str, *, may_read_fund: bool) -> bool:
    return kind in OF_THE_FUND and not may_read_fund


def _told(name: str) -> Callable[[Payload], str]:
    return lambda payload: str(payload[name])


def _option(payload: Payload) -> str:
    return f"Option {payload['letter']}"


def _section(payload: Payload) -> str:
    return ChildSectionName(payload["section"]).label


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


def _consent(payload: Payload) -> str:
    return f"{_agency(payload)}, {_over(payload)}"


def _over(payload: Payload) -> str:
    return f"up to {in_pounds(Pence(payload['pence']))}"


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
    sent = payload["papers"]
    return count(len(sent), "paper") if sent else "The request and its advice; it has no papers"


def _versions(payload: Payload) -> str:
    return f"From version {payload['before']} to version {payload['after']}."


def _plan_step(payload: Payload) -> str:
    return f"{payload['step']}, {_day(payload['on'])}"


def _year(payload: Payload) -> str:
    return f"{payload['year']} to {payload['year'] + 1}"


def _channel(payload: Payload) -> str:
    return f"By {payload['channel'].replace('_', ' ')}"


#: What the fund has or lacks is for those who may read it; the others are told whose it was.
OF_THE_FUND = frozenset(
    {
        "reserve_refused",
        "settle_refused",
        "money_not_promised_meanwhile",
        "over_budget",
        "overspend_consented",
        "overspend_authorised",
    }
)

DETAILS: Mapping[str, Callable[[Payload], str]] = {
    "no_more_invoiced_for_year": _year,
    "child_told": _section,
    "option_weighed": _option,
    "option_dropped": _option,
    "take_urgently": _needed,
    "reserve_refused": _told("reason"),
    "settle_refused": _told("reason"),
    "money_not_promised_meanwhile": _told("reason"),
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
    "overspend_consented": _consent,
    "overspend_authorised": _over,
    "expenditure_consented": _agency,
    "dispute": _advice,
    "dispute_raised": _level,
    "interim_funder_named": _agency,
    "challenged": _challenge,
    "challenge_step_done": _challenge,
    "challenge_ended": _challenge,
    "plan_step": _plan_step,
    "plan_step_taken_back": _plan_step,
    "outcome_told": _channel,
    "record_frozen": _told("record"),
    "record_issued": _told("record"),
}
