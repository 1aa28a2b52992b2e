"""What is no answer to a panel: a criterion, question or agency not its own, an untrue day.

Parsing can't judge them, knowing neither panel nor clock: operations do, when they are told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from panel.cases import queries
from panel.cases.document import (
    GroundsPart,
    PanelAnswersPart,
    Part,
    PreparationPart,
    RequestDocument,
    untrue_days,
)
from panel.cases.models import PlacementRequest
from panel.parsing import Fault, Faulty
from panel.policies.schema import Policy


def require_answers(told: Part, placement_request: PlacementRequest, *, on: date) -> None:
    """Refuse a section, or a whole document, that can't be true or isn't asked by the panel.

    Raises:
        Faulty: with every day that can't be true, and every answer that isn't asked.
    """
    asked = _Asked(placement_request, on)
    untrue = untrue_days(told, on=on, born_on=placement_request.child.born_on)
    if faults := [*untrue, *asked.faults(told)]:
        raise Faulty(faults)


@dataclass(frozen=True)
class _Asked:
    """What a panel asks: by its rules, of its agencies."""

    placement_request: PlacementRequest
    on: date

    @cached_property
    def rules(self) -> Policy:
        """The rules that the request lives under."""
        return queries.rules_for(self.placement_request, on=self.on)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The agencies of the panel."""
        return frozenset(self.placement_request.panel.agencies.values_list("code", flat=True))

    def faults(self, told: Part) -> Iterator[Fault]:
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
