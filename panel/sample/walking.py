"""One of the sample county's cases, walked by people to where a meeting can hear it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from panel.agencies.models import Panel
from panel.cases.models import PlacementRequest
from panel.sample import people, steps, stories
from panel.sample.days import Diary
from panel.sample.names import LIVE_FROM, nhs_numbers


@dataclass(frozen=True)
class Told:
    """A case, and the story it was written from."""

    placement_request: PlacementRequest
    story: stories.Told


@dataclass(frozen=True)
class County:
    """The panel on the day the sample is loaded."""

    panel: Panel
    diary: Diary
    chance: Random
    numbers: Iterator[str]

    @classmethod
    def of(cls, panel: Panel, diary: Diary, *, seed: int) -> "County":
        """Begin with a seed: the same one invents the same children."""
        return cls(panel, diary, Random(seed), nhs_numbers(LIVE_FROM))

    def drafted(self, key: str, *, on: int, begins: int | None = None) -> Told:
        """Write a request down on a day. `begins`: the first day of the place asked for."""
        story = stories.stories()[key]
        child = stories.subject(
            story,
            self.chance,
            nhs_number=next(self.numbers),
            on=self.diary.day(on),
            begins_on=None if begins is None else self.diary.day(begins),
        )
        written = stories.document(story, child)
        return Told(steps.draft(self.panel, written, at=self.diary.moment(on, 11)), story)

    def submitted(self, key: str, *, on: int, begins: int | None = None) -> Told:
        """Have it sent to the panel team, later that day."""
        told = self.drafted(key, on=on, begins=begins)
        steps.submit(told.placement_request, at=self.diary.moment(on, 15))
        return told

    def asked(
        self, key: str, *, on: int, answered: Iterable[str] = (), begins: int | None = None
    ) -> Told:
        """Have advice asked on the day after, and have some agencies answer a week later."""
        told = self.submitted(key, on=on, begins=begins)
        steps.ask_for_advice(told.placement_request, at=self.diary.moment(on + 1, 9))
        said = {
            code: part for code, part in stories.advice(told.story).items() if code in answered
        }
        steps.advise(told.placement_request, said, at=self.diary.moment(min(on + 6, 0), 14))
        return told

    def ready(self, key: str, *, on: int, begins: int | None = None) -> Told:
        """Have every agency advise, and the coordinator call it ready two days after that."""
        everybody = [code for code, *_ in people.AGENCIES]
        told = self.asked(key, on=on, answered=everybody, begins=begins)
        steps.mark_ready(told.placement_request, at=self.diary.moment(on + 8, 9))
        return told
