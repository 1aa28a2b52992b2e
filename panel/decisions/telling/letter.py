"""The letter that tells a family what the panel decided: what it must say, and in plain words.

Which parts it has, the panel's rules say for each outcome. `paper` prints it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from panel import clock
from panel.agencies import queries as people
from panel.agencies.models import Role
from panel.cases import stages
from panel.decisions.models import AGREEING, Decision, Outcome
from panel.decisions.outcomes import wording
from panel.decisions.records.gathering import first_review, telling
from panel.decisions.urgent import presenters as urgency
from panel.policies.schema import Policy
from panel.policies.schema.afterwards import Notices

#: Part 3 of the Special Educational Needs and Disability Regulations 2014, reg 33.
MEDIATION = (
    "Before an appeal about what an education, health and care plan says of education, you have "
    "to speak to a mediation adviser, within two months of being told of the decision. "
    "Mediation itself is your choice, and it is free."
)
NEXT: Mapping[Outcome, str] = {
    Outcome.AGREED: "The agencies that pay approve their shares. Then what was agreed is "
    "arranged.",
    Outcome.AGREED_WITH_CONDITIONS: "The agencies that pay approve their shares. Then what "
    "was agreed is arranged, as the conditions say.",
    Outcome.IN_PRINCIPLE: "It stands once the agencies that pay approve their shares in time. "
    "Else the panel looks at the request again.",
    Outcome.DEFERRED: "The panel looks at the request again once it has what was missing.",
    Outcome.DECLINED: "The request is closed. A new one may be made if things change.",
    Outcome.REFERRED_ON: "The request is passed to those who can decide it.",
}
FUNDED = "The agencies that pay have approved their shares. What was agreed is arranged next."

REFUSED = "The panel was asked to ratify it, and did not."
NOT_RATIFIED = "We tell you what becomes of the placement. Nothing changes until we do."


@dataclass(frozen=True)
class Passage:
    """One part of the letter, under its heading."""

    heading: str
    text: str


def parts(outcome: Outcome, notices: Notices) -> tuple[str, ...]:
    """Return the parts that the rules ask of a letter after an outcome, each once."""
    after = {"any", _group(outcome)}
    asked = [
        block for letter in notices.letters if letter.after in after for block in letter.blocks
    ]
    return tuple(part for part in PARTS if part in asked)


def letter(decision: Decision, rules: Policy) -> tuple[Passage, ...]:
    """Return the letter about a decision; a part that has nothing to say is left out.

    What was decided and what has to be done for it to stand is said whatever the rules ask.
    """
    said = (
        Passage(wording.heading(decision), f"{wording.outcome(decision)}. {_what(decision)}"),
        Passage("The conditions", _conditions(decision)),
    )
    asked = parts(Outcome(decision.outcome), rules.notices)
    passages = (Passage(PARTS[part][0], PARTS[part][1](decision, rules)) for part in asked)
    return tuple(passage for passage in (*said, *passages) if passage.text)


def _group(outcome: Outcome) -> str:
    """Return an outcome as the rules about letters call it."""
    return "agreed" if outcome in AGREEING else str(outcome)


def _what(decision: Decision) -> str:
    decided = f"It was decided on {clock.date_of(decision.decided_at):%-d %B %Y}."
    is_refused = urgency.is_refused(decision)
    ratification = REFUSED if is_refused else urgency.ratification(decision)
    until = wording.endorsement(decision)
    return " ".join(filter(None, [wording.statement(decision), decided, until, ratification]))


def _conditions(decision: Decision) -> str:
    return "\n".join(
        f"{each['what'].removesuffix('.')}: {each['owner']}, "
        f"by {date.fromisoformat(each['due_on']):%-d %B %Y}."
        for each in decision.conditions
    )


def _reasons(decision: Decision, _: Policy) -> str:
    return decision.reasons


def _next_steps(decision: Decision, _: Policy) -> str:
    if urgency.is_refused(decision):
        return NOT_RATIFIED
    if decision.placement_request.stage in stages.FUNDED:
        return FUNDED
    return NEXT[Outcome(decision.outcome)]


def _review_date(decision: Decision, rules: Policy) -> str:
    reviewed_on = first_review(decision, rules)
    if reviewed_on is None:
        return ""
    if reviewed_on < clock.date_of(decision.decided_at):
        return f"The review that was due by {reviewed_on:%-d %B %Y} is still to be held."
    return f"We look at the placement again by {reviewed_on:%-d %B %Y}."


def _rights(decision: Decision, rules: Policy) -> str:
    return "\n".join(telling.notification(decision, rules).rights)


def _mediation(_: Decision, rules: Policy) -> str:
    return MEDIATION if rules.identity.has_english_law else ""


def _contact(decision: Decision, _: Policy) -> str:
    coordinators = people.holders(
        Role.COORDINATOR,
        panel_id=decision.placement_request.panel_id,
        on=clock.date_of(decision.decided_at),
    )
    return "\n".join(f"{person.name}, {person.username}" for person in coordinators)


#: Each part the rules may ask for, in the order of a letter: its heading, and what it says.
PARTS: Mapping[str, tuple[str, Callable[[Decision, Policy], str]]] = {
    "reasons": ("Why", _reasons),
    "next_steps": ("What happens next", _next_steps),
    "review_date": ("When it is looked at again", _review_date),
    "rights": ("What you can do if you disagree", _rights),
    "mediation": ("Mediation", _mediation),
    "contact": ("Whom to ask", _contact),
}
