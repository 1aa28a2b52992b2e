"""Which papers a panel's rules ask for with one request, by name.

A rule may name one of the usual papers, by its value in `Attachment`, or a paper in its own words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from panel.cases.vocabulary.telling import Attachment
from panel.policies.schema.referral import RequiredDocument


@dataclass(frozen=True)
class Case:
    """What of a request decides which papers are asked for. `payers`: names of agencies."""

    has_plan: bool
    is_looked_after: bool
    has_health_need: bool
    payers: tuple[str, ...]


def names(documents: Iterable[RequiredDocument], case: Case) -> list[str]:
    """Return the papers asked for, each once, in the order of the rules."""
    return list(dict.fromkeys(name for rule in documents for name in _names(rule, case)))


def label(name: str) -> str:
    """Return what people call a paper."""
    return Attachment(name).label if name in Attachment.values else name


def _names(rule: RequiredDocument, case: Case) -> list[str]:
    if rule.for_cases == "each_agency":
        return [f"{label(rule.document)} by {payer}" for payer in case.payers]
    applies = {
        "all": True,
        "ehc_plan": case.has_plan,
        "looked_after": case.is_looked_after,
        "health": case.has_health_need,
    }
    return [rule.document] if applies[rule.for_cases] else []
