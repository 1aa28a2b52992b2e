"""Which virements wait for a person: for their consent, or to be posted."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from panel.agencies.access import Access, Permission
from panel.pooledbudget import queries
from panel.pooledbudget.models import Virement
from panel.pooledbudget.stages import VirementStage
from panel.pooledbudget.virements import queries as virements
from panel.pooledbudget.virements.queries import Party


@dataclass(frozen=True)
class Waiting:
    """What waits for a person, the oldest first."""

    to_agree: list[Virement] = field(default_factory=list)
    to_post: list[Virement] = field(default_factory=list)


def of(access: Access, *, on: date) -> Waiting:
    """Return what waits for a person; one virement or many are the same few queries."""
    years = queries.years_visible_to(access).order_by()
    proposed = Virement.objects.filter(stage=VirementStage.PROPOSED, fund_year__in=years)
    found = list(virements.in_full(proposed).order_by("pk"))
    partners, waiting = virements.partners(found), Waiting()
    for virement in found:
        missing = virements.missing(virement, partners)
        if may_agree(access, virement, missing, on=on):
            waiting.to_agree.append(virement)
        if may_post(access, virement, missing):
            waiting.to_post.append(virement)
    return waiting


def may_agree(access: Access, virement: Virement, missing: Collection[Party], *, on: date) -> bool:
    """Say whether a person speaks for somebody who may still agree, and didn't propose it."""
    if virement.proposed_by == access.person.username or virements.over(virement, on=on):
        return False
    return any(party.may_be(access) for party in missing)


def may_post(access: Access, virement: Virement, missing: Collection[Party]) -> bool:
    """Say whether all have agreed, and a person posts to each fund that it concerns."""
    years = [year for year in (virement.fund_year, virement.to_fund_year) if year]
    panels = {year.fund.panel_id for year in years}
    return not missing and panels <= access.panels(Permission.FUND_POST)
