"""Whether the fund covers all that waits for a lead, before they approve the first of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Sum

from panel.cases import costing
from panel.cases.presenters.notices import Notice
from panel.decisions.models import ShareApproval
from panel.decisions.overspending.headroom import headroom_of
from panel.money import Pence, in_pounds
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear
from panel.presentation.tones import Tone


def too_dear(waiting: Sequence[ShareApproval]) -> Notice | None:
    """Warn where not all that waits fits in the money left and in what is set aside for it."""
    missing = sum(_missing(year, shares) for year, shares in _by_year(waiting).items())
    if not missing:
        return None
    words = f"{in_pounds(Pence(missing))} of what they need is not covered. The need stands."
    return Notice("Not all of your approvals fit in the money left", words, Tone.WARN)


def _by_year(waiting: Iterable[ShareApproval]) -> dict[FundYear, list[ShareApproval]]:
    """Return the shares asked of each year of each panel's fund that is open."""
    by_year: defaultdict[tuple[int, date], list[ShareApproval]] = defaultdict(list)
    for share in waiting:
        option, panel_id = share.decision.option, share.decision.placement_request.panel_id
        assert option is not None, "A decision that asks for money names its option."
        assert option.starts_on is not None, "An option is agreed with its dates."
        by_year[panel_id, costing.financial_year(option.starts_on).first].append(share)
    return {
        year: shares
        for (panel_id, first_day), shares in by_year.items()
        if (year := funds.year_of(panel_id=panel_id, day=first_day))
    }


def _missing(year: FundYear, shares: Iterable[ShareApproval]) -> int:
    """Return what the pots of a year lack: that of a share is its agency's, or the one pot."""
    left, is_one_pot = funds.headrooms(year), FundKind(year.fund.kind).is_one_pot
    in_pots: defaultdict[int | None, dict[int, ShareApproval]] = defaultdict(dict)
    for share in shares:  # from one pot the whole placement is taken, and only once
        in_pots[None if is_one_pot else share.agency_id][share.decision_id] = share
    return sum(_lacking(of.values(), left.get(pot, funds.NOTHING)) for pot, of in in_pots.items())


def _lacking(shares: Collection[ShareApproval], left: Pence) -> int:
    """Return what one pot lacks beyond what is set aside already, comes back or may go over."""
    asked = ShareApproval.objects.filter(decision__in=[share.decision_id for share in shares])
    if asked.aggregate(pence=Sum("this_year_pence"))["pence"] <= left:
        return 0  # to tell what would come back takes queries for each
    headrooms = (headroom_of(share) for share in shares)
    return max(0, sum(each.needed_pence for each in headrooms if each is not None) - left)
