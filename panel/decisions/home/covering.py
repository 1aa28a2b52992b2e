"""Whether the fund covers all that waits for a lead, before they approve the first of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Sum

from panel.cases.presenters.notices import Notice
from panel.decisions.models import ShareApproval
from panel.decisions.overspending.headroom import by_year, headrooms_of
from panel.money import Pence, in_pounds
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear
from panel.presentation.tones import Tone


def too_dear(waiting: Sequence[ShareApproval]) -> Notice | None:
    """Warn where not all that waits fits in the money left and in what is set aside for it."""
    missing = sum(
        _missing(year, shares)
        for year, shares in by_year(waiting).items()
        if year.closed_at is None  # else no money left, or consented to, would make them fit
    )
    if not missing:
        return None
    words = f"{in_pounds(Pence(missing))} of what they need is not covered. The need stands."
    return Notice("Not all of your approvals fit in the money left", words, Tone.WARN)


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
        return 0  # to tell what would come back takes queries for each change
    return max(0, sum(each.needed_pence for each in headrooms_of(shares).values()) - left)
