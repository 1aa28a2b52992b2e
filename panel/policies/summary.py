"""What anybody may read of a panel's rules, without signing in, where the rules say so.

Whom it is for, when it can decide, how it does, and how to ask again: what a family or a school
asks of a panel. Not who sits on it, what money it may spend or who stands in for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from panel.agencies.models import Grade
from panel.policies import queries
from panel.policies.models import PolicyVersion
from panel.policies.schema import Policy
from panel.policies.wording import in_words
from panel.presentation import formatting
from panel.presentation.parts import Fact

NEEDED = {
    "all_paying_agencies": "Every agency that would pay supports it",
    "agencies_majority": "Most of the agencies support it",
    "members_majority": "Most of the members who give a position support it",
    "chair": "The chair does, having heard the members",
}


@dataclass(frozen=True)
class Words:
    """How a panel's part is spoken of, by what the rules say its outcome is worth."""

    verb: str
    purpose: str
    to_agree: str
    may_say: str = "It may say"


WORDS = {
    "decides": Words("decide", "agrees placements and who pays for them", "To agree"),
    "recommends": Words(
        "recommend",
        "recommends placements and who pays for them, and others decide",
        "To recommend a place",
        "It may recommend",
    ),
    "advises": Words(
        "advise",
        "advises on placements and on who pays for them, and others decide",
        "To advise a place",
        "It may advise",
    ),
    "ratifies": Words(
        "ratify", "ratifies placements that others agreed, and who pays for them", "To ratify"
    ),
}


@dataclass(frozen=True)
class Part:
    """Facts under one heading."""

    title: str
    facts: Sequence[Fact]


def published(panel_code: str, *, on: date) -> PolicyVersion | None:
    """Return the rules in force of a panel, if it publishes a summary of them."""
    version = queries.in_force_of(panel_code, on=on)
    return version if version is not None and version.policy.identity.publish_summary else None


def parts(version: PolicyVersion) -> list[Part]:
    """Return the summary of a version."""
    rules = version.policy
    verb = WORDS[rules.decision.status].verb
    return [
        Part("Which requests it takes", _eligibility(rules)),
        Part(f"When it can {verb}", _quorum(version)),
        Part(f"How it {rules.decision.status}", _decision(rules)),
        Part("Afterwards", _afterwards(rules)),
        Part(
            "These rules",
            [
                Fact("Of", "\n".join(rules.identity.owner_bodies)),
                Fact("In force since", formatting.day(version.effective_from)),
            ],
        ),
    ]


def purpose(version: PolicyVersion) -> str:
    """Return in a sentence what the panel is for, by what its outcome is worth."""
    return f"By these rules {version.panel} {WORDS[version.policy.decision.status].purpose}."


def _eligibility(rules: Policy) -> list[Fact]:
    eligible = rules.eligibility
    ages = Fact("Ages", f"{eligible.age_min} to {eligible.age_max}, on the first day of a place")
    if not eligible.criteria:
        return [ages]
    least = f"At least {eligible.criteria_min} of these:"
    return [ages, Fact("Criteria", "\n".join([least, *eligible.criteria]))]


def _quorum(version: PolicyVersion) -> list[Fact]:
    quorum = version.policy.quorum
    people = quorum.members_min if quorum.fraction is None else quorum.fraction
    needed = in_words(people, "people")
    facts = [
        Fact("Quorum", needed if quorum.fraction is None else f"{needed} of the people seated")
    ]
    if quorum.agencies:
        seated = version.panel.agencies.filter(code__in=quorum.agencies)
        names = [agency.name for agency in seated.order_by("code")]
        facts.append(Fact("Agencies there", formatting.listed(names)))
    return [*facts, Fact("Chair there", in_words(quorum.chair_required).capitalize())]


def _decision(rules: Policy) -> list[Fact]:
    outcomes = [in_words(outcome).capitalize() for outcome in rules.decision.outcomes]
    words, final = WORDS[rules.decision.status], rules.decision.final_authority
    facts = [
        Fact(words.to_agree, NEEDED[rules.decision.rule]),
        Fact(words.may_say, "\n".join(outcomes)),
    ]
    if final is None or rules.decision.status == "decides":
        return facts
    who = Grade.named(final).label
    return [*facts, Fact("Who decides", f"{who} or more senior, among those who pay")]


def _afterwards(rules: Policy) -> list[Fact]:
    told = [
        f"By {in_words(notice.channel)}, within {in_words(notice.within)}"
        for notice in rules.notices.outcome
    ]
    return [
        Fact("The outcome is told", "\n".join(told)),
        Fact("It can be asked to think again", f"Within {in_words(rules.appeal.window)}"),
    ]
