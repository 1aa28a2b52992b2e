"""What the fund may pay for by the panel's rules, and who must consent to what it may not."""

from collections.abc import Mapping
from typing import Literal

from panel.agencies.models import Agency
from panel.cases.models import CostLine
from panel.cases.vocabulary import CostKind
from panel.decisions.models import Decision
from panel.policies.schema.fund import Fund as FundRules
from panel.presentation import formatting

Category = Literal["placement", "therapy", "education_fees", "transport", "equipment", "other"]

#: What each kind of cost line is, in the words in which rules say what a fund may pay for.
CATEGORIES: Mapping[CostKind, Category] = {
    CostKind.EDUCATION: "education_fees",
    CostKind.CARE: "placement",
    CostKind.HEALTH: "placement",
    CostKind.THERAPY: "therapy",
    CostKind.TRANSPORT: "transport",
    CostKind.SET_UP: "equipment",
}


def outside(decision: Decision, rules: FundRules) -> list[CostLine]:
    """Return the cost lines of the agreed option that the rules don't permit; none without one."""
    return [
        line
        for line in (decision.option.cost_lines.all() if decision.option else ())
        if CATEGORIES[CostKind(line.kind)] not in rules.permitted_categories
    ]


def unconsented(decision: Decision) -> list[Agency]:
    """Return the partners that haven't consented to what isn't permitted."""
    given = decision.expenditure_consents.values("agency_id")
    partners = decision.placement_request.panel.agencies.order_by("name")
    return list(partners.exclude(pk__in=given))


def refusals(decision: Decision, rules: FundRules) -> list[str]:
    """Return why a decision's money can't be committed yet: which lines, and whose consent."""
    lines = outside(decision, rules)
    missing = unconsented(decision) if lines else []
    if not missing:
        return []
    who = formatting.listed([agency.name for agency in missing])
    return [
        f"{named(line)} is not among what the fund pays for by the panel’s rules; "
        f"missing is the written consent of {who}."
        for line in lines
    ]


def named(line: CostLine) -> str:
    """Name a cost line as people know it: its kind and what it is."""
    kind = CostKind(line.kind).label
    return f"{kind} ({line.description})" if line.description else kind
