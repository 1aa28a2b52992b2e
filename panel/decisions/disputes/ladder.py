"""Who settles a dispute, level by level, and who may pay meanwhile, as the panel's rules have it.

Pure functions of a policy: no rows are read but the request's own, no clock.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from panel.agencies.models import Agency
from panel.cases.models import PlacementRequest
from panel.deadlines.counting import Length
from panel.deadlines.durations import length_of
from panel.policies.schema.money import Dispute

INDEPENDENT = "somebody independent"
THEMSELVES = "the agencies themselves"


@dataclass(frozen=True)
class Level:
    """One level: who settles it there, and how long they have; None is no set time."""

    role: str
    within: Length | None = None


def rules_about(placement_request: PlacementRequest) -> Dispute:
    """Return what the panel's rules say of disputes, in the version a request lives under."""
    return placement_request.submitted_under.policy.dispute


def levels(rules: Dispute) -> tuple[Level, ...]:
    """Return the levels from the first to the last; rules that name none leave it to the agencies.

    Whoever is independent comes last, and takes the time they need.
    """
    named = tuple(Level(level.role, length_of(level.within)) for level in rules.levels)
    last = (Level(INDEPENDENT),) if rules.then_independent else ()
    return named + last or (Level(THEMSELVES),)


def may_pay_meanwhile(rules: Dispute, agencies: Iterable[Agency]) -> list[Agency]:
    """Return the agencies of which one may answer for the cost until the dispute is settled.

    None where the rules share the cost meanwhile.
    """
    match rules.interim_funder:
        case "shares":
            return []
        case "last_payer":  # whoever paid for the child last: known to people, not to us
            return list(agencies)
        case kind:
            return [agency for agency in agencies if agency.kind == kind]


def named_by_the_rules(rules: Dispute, agencies: Iterable[Agency]) -> Agency | None:
    """Return who pays meanwhile where the rules leave no choice; else a person has to say."""
    able = may_pay_meanwhile(rules, agencies)
    is_said = rules.interim_funder != "last_payer" and len(able) == 1
    return able[0] if is_said else None
