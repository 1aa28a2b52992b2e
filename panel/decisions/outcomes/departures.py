"""Where an outcome leaves the advice that agencies gave. Reads; never writes."""

from collections.abc import Iterator

from panel.cases import queries as requests
from panel.cases.advice import queries as advice_queries
from panel.cases.models import Advice, PlacementOption, PlacementRequest
from panel.cases.vocabulary import AdviceOpinion
from panel.decisions.models import AGREEING, Outcome


def noticed(
    placement_request: PlacementRequest, outcome: Outcome, option: PlacementOption | None
) -> tuple[str, ...]:
    """Return a sentence for each agency whose advice an outcome leaves, by the agencies' codes.

    Advice is about the option recommended. To put off or refer on is no answer to it.
    """
    if outcome not in AGREEING | {Outcome.DECLINED}:
        return ()
    advised_on = requests.recommended(placement_request)
    assert advised_on is not None, "A request is submitted with an option recommended."
    is_followed = option is not None and option.pk == advised_on.pk
    told = advice_queries.latest_advice(placement_request)
    return tuple(
        f"{advice.agency} {what}"
        for advice in told
        for what in (
            _left_by_agreeing(advice, outcome, advised_on)
            if is_followed
            else _left_by_another(advice, advised_on)
        )
    )


def _left_by_agreeing(advice: Advice, outcome: Outcome, option: PlacementOption) -> Iterator[str]:
    if advice.opinion == AdviceOpinion.AGAINST:
        yield f"did not support option {option.letter}."
    elif advice.is_suitable is False:
        yield f"found that option {option.letter} would not meet the need."
    elif advice.opinion == AdviceOpinion.CONDITIONS and outcome is Outcome.AGREED:
        yield f"supported option {option.letter} on a condition; it is agreed without one."


def _left_by_another(advice: Advice, option: PlacementOption) -> Iterator[str]:
    """Yield where an option was declined, or passed over, that the advice supports."""
    if advice.opinion in (AdviceOpinion.SUPPORTS, AdviceOpinion.CONDITIONS):
        yield f"supported option {option.letter}, which is not agreed."
