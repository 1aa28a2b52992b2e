"""Whether a panel's rules let an outcome stand: who was there, who supports it, how often."""

from collections import Counter
from collections.abc import Collection

from panel.agencies.models import Agency
from panel.cases.models import PlacementOption
from panel.decisions.models import Decision, Outcome
from panel.decisions.operations.approvals import money
from panel.decisions.outcomes.outcome import without_quorum
from panel.meetings import queries as agendas
from panel.meetings.models import AgendaItem, View
from panel.meetings.quorum import Quorum
from panel.policies.schema import Policy
from panel.presentation.formatting import count, listed
from panel.refusals import Refusal


class NotQuorate(Refusal):
    """Raised when the panel would decide without its quorum. An item may still be deferred."""


class NotOffered(Refusal):
    """Raised when an outcome isn't one that the panel's rules know."""


class DeferredBefore(Refusal):
    """Raised when a request would be deferred more often than the panel's rules let it."""


class NotSupported(Refusal):
    """Raised when the panel would agree without the support its rules ask for."""


def require_outcome(item: AgendaItem, outcome: Outcome, quorum: Quorum, rules: Policy) -> None:
    """Hold an outcome against the rules that don't ask what is agreed.

    Without a quorum nothing comes of an item but what is `without_quorum`.
    """
    require_offered(outcome, rules)
    if not quorum.is_met:
        if outcome not in without_quorum(rules.meeting.inquorate):
            raise NotQuorate(*quorum.missing)
    elif outcome is Outcome.DEFERRED:
        _require_first_deferrals(item, rules.decision.deferral_max)


def require_offered(outcome: Outcome, rules: Policy) -> None:
    """Hold an outcome against those that the rules have."""
    if outcome not in rules.decision.outcomes:
        raise NotOffered(f"The panel's rules have no outcome “{outcome.label.lower()}”.")


def require_support(
    item: AgendaItem, option: PlacementOption, outcome: Outcome, rules: Policy
) -> None:
    """Hold an agreement against the rule on whose support it needs; the chair alone needs none.

    In principle, an agency that wasn't there supports it by approving its share.
    """
    match rules.decision.rule:
        case "all_paying_agencies":
            away = _away(item) if outcome is Outcome.IN_PRINCIPLE else set()
            _require_payers(item, option, away)
        case "agencies_majority":
            _require_most_agencies(item)
        case "members_majority":
            _require_most_members(item, casting_vote=rules.decision.casting_vote)


def _require_first_deferrals(item: AgendaItem, most: int) -> None:
    before = Decision.objects.filter(
        placement_request=item.placement_request_id, outcome=Outcome.DEFERRED
    )
    if before.count() >= most:
        often = count(most, "time", "times")
        raise DeferredBefore(
            f"The rules let a request be deferred {often} at most; decide it now."
        )


def _away(item: AgendaItem) -> set[str]:
    """Return the codes of the agencies of which nobody was at the meeting."""
    here = item.meeting.attendance.filter(is_present=True).values("agency")
    away = item.placement_request.panel.agencies.exclude(pk__in=here.exclude(agency=None))
    return set(away.values_list("code", flat=True))


def _require_payers(item: AgendaItem, option: PlacementOption, away: set[str]) -> None:
    paying = set(money.costed(option).period_by_agency()) - away
    if missing := paying - agendas.supporting_agencies(item):
        asked = f"The rules ask for the support of {_names(missing)}, which would pay"
        heard = agendas.counted_positions(item).values_list("agency__code", flat=True)
        silent = missing - set(heard)
        said = f"; nobody here gave a position for {_names(silent)}" if silent else ""
        raise NotSupported(f"{asked}{said}.")


def _require_most_agencies(item: AgendaItem) -> None:
    supporting = agendas.supporting_agencies(item)
    voting = item.placement_request.panel.agencies.count()
    if 2 * len(supporting) <= voting:
        raise NotSupported(f"{len(supporting)} of {voting} agencies support it, not most.")


def _require_most_members(item: AgendaItem, *, casting_vote: bool) -> None:
    """Ask for more members for it than against; the chair, who records it, may break a tie."""
    views = Counter(agendas.counted_positions(item).values_list("view", flat=True))
    ahead = views[View.SUPPORT] - views[View.OPPOSE]
    if ahead < 0 or (ahead == 0 and not casting_vote):
        raise NotSupported(
            f"{views[View.SUPPORT]} members support it and {views[View.OPPOSE]} don't: not most."
        )


def _names(codes: Collection[str]) -> str:
    named = Agency.objects.filter(code__in=codes).order_by("code")
    return listed(list(named.values_list("name", flat=True)))
