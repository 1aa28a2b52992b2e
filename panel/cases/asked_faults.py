"""What isn't an answer to a panel's own rules: a criterion, a question or an agency not its own.

Parsing can't judge them, knowing no panel: operations do, when they are told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from panel.cases import queries
from panel.cases.document import (
    Answers,
    GroundsPart,
    PanelAnswersPart,
    PreparationPart,
    RequestDocument,
)
from panel.cases.models import PlacementRequest
from panel.parsing import Fault, Faulty
from panel.policies.schema import Policy


def require_asked(
    told: Answers | PanelAnswersPart, placement_request: PlacementRequest, *, on: date
) -> None:
    """Refuse answers, or a whole document, that answer what the panel doesn't ask.

    Raises:
        Faulty: with every such answer.
    """
    codes = placement_request.panel.agencies.values_list("code", flat=True)
    asked = _Asked(queries.rules_for(placement_request, on=on), frozenset(codes))
    if faults := list(asked.faults(told)):
        raise Faulty(faults)


@dataclass(frozen=True)
class _Asked:
    """What a panel asks: by its rules, of its agencies."""

    rules: Policy
    codes: frozenset[str]

    def faults(self, told: Answers | PanelAnswersPart) -> Iterator[Fault]:
        """Yield what isn't asked in a section, or in the sections of a document."""
        match told:
            case RequestDocument():
                yield from self._criteria(told.grounds, "/grounds")
                yield from self._agencies(told.preparation, "/preparation")
                yield from self._questions(told)
            case GroundsPart():
                yield from self._criteria(told)
            case PreparationPart():
                yield from self._agencies(told)
            case PanelAnswersPart():
                yield from self._questions(told)

    def _criteria(self, told: GroundsPart, pointer: str = "") -> Iterator[Fault]:
        for place, criterion in enumerate(told.criteria_met):
            if criterion not in self.rules.eligibility.criteria:
                here = f"{pointer}/criteria_met/{place}"
                yield Fault(here, "The panel’s rules don’t have this criterion.")

    def _agencies(self, told: PreparationPart, pointer: str = "") -> Iterator[Fault]:
        for code in told.known_to:
            if code not in self.codes:
                yield Fault(f"{pointer}/known_to/{code}", "No such agency is on the panel.")

    def _questions(self, told: PanelAnswersPart) -> Iterator[Fault]:
        for place, answer in enumerate(told.panel_answers):
            if answer.question not in self.rules.referral.questions:
                here = f"/panel_answers/{place}/question"
                yield Fault(here, "The panel’s rules don’t ask this question.")
