"""What a case page says of challenges to what was decided on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panel.agencies.access import Access, Permission
from panel.cases.models import PlacementRequest
from panel.cases.presenters.notices import Notice
from panel.deadlines.models import Clock
from panel.decisions.challenges import decided_again
from panel.decisions.challenges import presenters as challenges
from panel.decisions.challenges import queries as challenge_queries
from panel.decisions.challenges.presenters import ChallengeCard


@dataclass(frozen=True)
class CaseChallenges:
    """The cards of a case, the flags beside its stage, and whether this reader adds to them."""

    cards: Sequence[ChallengeCard]
    flags: Sequence[str]
    may_record: bool
    again: Notice | None  # that what was agreed is decided again


def case_challenges(
    placement_request: PlacementRequest,
    access: Access,
    *,
    running: Iterable[Clock],
    is_decided: bool,
) -> CaseChallenges:
    """Return what one reader is told. `running`: the clocks that run for the case."""
    of_case = list(challenge_queries.challenges_to(placement_request))
    may = access.may(Permission.CHALLENGE_RECORD, panel_id=placement_request.panel_id)
    return CaseChallenges(
        cards=[challenges.card(challenge, running, may_record=may) for challenge in of_case],
        flags=[challenges.flag(challenge) for challenge in of_case],
        may_record=may and is_decided,
        again=decided_again.warning(placement_request, of_case),
    )
