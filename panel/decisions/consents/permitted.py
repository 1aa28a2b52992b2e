"""What the fund may pay for by the panel's rules, and who must consent to what it may not."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from django.db.models import QuerySet, prefetch_related_objects

from panel.agencies.access import Access, Permission
from panel.agencies.models import Agency
from panel.cases import queries as requests
from panel.cases import visibility
from panel.cases.costs import costing
from panel.cases.models import CostLine
from panel.cases.vocabulary import CostKind, CostUnit
from panel.decisions.models import Decision
from panel.decisions.placements import plans
from panel.money import Pence, in_pounds
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget import queries as funds
from panel.presentation import formatting

Year = tuple[int, costing.Period | None]  # of a panel, by its id
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


def asked_of(access: Access, *, on: date) -> list[Decision]:
    """Return the decisions that wait for a person to consent for an agency of theirs."""
    panels = {grant.panel_id for grant in access.reach(Permission.FUND_AGREE)}
    funded = Decision.objects.filter(
        visibility.open_to(access, "placement_request"),
        placement_request__stage__in=plans.ASKED_TO_PAY,
        placement_request__panel__in=panels,
    ).select_related(
        "option",
        "placement_request__child",
        "placement_request__policy",
        "placement_request__panel",
    )
    newest = funded.order_by("placement_request_id", "-pk").distinct("placement_request_id")
    unpermitted = [
        decision
        for decision in newest.prefetch_related("option__cost_lines")
        if outside(decision, requests.rules_for(decision.placement_request, on=on).fund)
    ]
    prefetch_related_objects(unpermitted, "expenditure_consents")
    part = _partners_by_year(unpermitted)
    return [
        decision for decision in unpermitted if _is_asked(access, decision, part[_year(decision)])
    ]


def _partners_by_year(decisions: Iterable[Decision]) -> dict[Year, set[int]]:
    """Return the ids of who has a part in what pays for decisions, asked once a panel and year."""
    found: dict[Year, set[int]] = {}
    for decision in decisions:
        if (year := _year(decision)) not in found:
            found[year] = set(partners(decision).values_list("pk", flat=True))
    return found


def _year(decision: Decision) -> Year:
    day = decision.option.starts_on if decision.option else None
    return decision.placement_request.panel_id, costing.financial_year(day) if day else None


def _is_asked(access: Access, decision: Decision, partner_ids: set[int]) -> bool:
    panel_id = decision.placement_request.panel_id
    given = {consent.agency_id for consent in decision.expenditure_consents.all()}
    mine = access.agencies(Permission.FUND_AGREE, panel_id=panel_id)
    return bool(mine & partner_ids - given)


def unconsented(decision: Decision) -> list[Agency]:
    """Return the partners that haven't consented to what isn't permitted."""
    given = decision.expenditure_consents.values("agency_id")
    return list(partners(decision).exclude(pk__in=given))


def partners(decision: Decision) -> QuerySet[Agency]:
    """Return who has a part in the year that pays, by name; until it is open, the whole panel."""
    option, panel = decision.option, decision.placement_request.panel
    day = option.starts_on if option else None
    year = funds.year_of(panel_id=panel.pk, day=day) if day else None
    if year is None:
        return panel.agencies.order_by("name")
    return Agency.objects.filter(accounts__fund_year=year).distinct().order_by("name")


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


def priced(line: CostLine) -> str:
    """Name a cost line with what it costs: `Set-up (Wheelchair), £3,500.00 once`."""
    rate = in_pounds(Pence(line.rate_pence))
    return f"{named(line)}, {rate} {CostUnit(line.unit).label}"


def named(line: CostLine) -> str:
    """Name a cost line as people know it: its kind and what it is."""
    kind = CostKind(line.kind).label
    return f"{kind} ({line.description})" if line.description else kind
