"""Keeping a child's name out of a record, whatever people wrote in their texts.

A record goes to many readers and is kept for decades, so it knows a child by initials alone.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from panel.cases.models import Child
from panel.decisions.evidence import Option
from panel.decisions.record import Decision, DecisionRecord

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
        options=tuple(_option(option, write) for option in content.options),
        decision=_decided(content.decision, write),
        disputes=tuple(
            replace(dispute, because=write(dispute.because), settlement=write(dispute.settlement))
            for dispute in content.disputes
        ),
    )


def _option(option: Option, write: Wording) -> Option:
    return replace(
        option,
        suitability=write(option.suitability),
        why_not=option.why_not and write(option.why_not),
    )


def _decided(decision: Decision, write: Wording) -> Decision:
    return replace(
        decision,
        reasons=tuple(map(write, decision.reasons)),
        departures=tuple(map(write, decision.departures)),
        equality=write(decision.equality),
        return_plan=write(decision.return_plan),
        conditions=tuple(replace(one, what=write(one.what)) for one in decision.conditions),
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
