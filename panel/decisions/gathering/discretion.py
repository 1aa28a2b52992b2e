"""Keeping a child's name out of a record, whatever people wrote in their texts.

A record goes to many readers and is kept for decades, so it knows a child by initials alone.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from panel.cases.models import Child
from panel.decisions.record import DecisionRecord

Wording = Callable[[str], str]


def discreet(content: DecisionRecord, child: Child) -> DecisionRecord:
    """Return the record with names and numbers made initials wherever somebody wrote freely.

    Names of providers, people and provisions are left as they are: a school may share a name
    with a child.
    """
    write = initialled(child)
    return replace(
        content,
        voice=replace(
            content.voice,
            words=write(content.voice.words),
            how_obtained=write(content.voice.how_obtained),
            family_views=write(content.voice.family_views),
        ),
        interests=tuple(
            replace(declared, nature=write(declared.nature)) for declared in content.interests
        ),
        strengths=write(content.strengths),
        attempts=tuple(
            replace(attempt, what=write(attempt.what), effect=write(attempt.effect))
            for attempt in content.attempts
        ),
        attempts_few=content.attempts_few and write(content.attempts_few),
        needs=tuple(map(write, content.needs)),
        outcomes=tuple(map(write, content.outcomes)),
        advice=tuple(replace(said, summary=write(said.summary)) for said in content.advice),
        options=tuple(
            replace(
                option,
                suitability=write(option.suitability),
                why_not=option.why_not and write(option.why_not),
            )
            for option in content.options
        ),
        decision=replace(
            content.decision,
            reasons=tuple(map(write, content.decision.reasons)),
            departures=tuple(map(write, content.decision.departures)),
            equality=write(content.decision.equality),
            return_plan=write(content.decision.return_plan),
            conditions=tuple(
                replace(condition, what=write(condition.what))
                for condition in content.decision.conditions
            ),
        ),
        disputes=tuple(
            replace(dispute, because=write(dispute.because), settlement=write(dispute.settlement))
            for dispute in content.disputes
        ),
    )


def initialled(child: Child) -> Wording:
    """Return what writes initials for a child's names and numbers, wherever they are whole words.

    Names are known as they are written and in capitals; in small letters many a name is a plain
    word: will, rose, grace.
    """
    said = [name for name in (child.given_name, child.family_name, child.known_as) if name]
    names = "|".join(re.escape(name) for one in said for name in (one, one.upper()))
    numbers = [
        r"\s?".join(number) for number in (child.nhs_number, child.upn, child.uln) if number
    ]
    called = "|".join([rf"(?:{names})(?:\s+(?:{names}))*", *numbers])
    named = re.compile(rf"(?<!\w)(?:{called})(?!\w)")

    def write(text: str) -> str:
        return named.sub(child.initials, text)

    return write
