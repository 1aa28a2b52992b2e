"""
What a year of a fund is forecast to come to, and how far that is from its budget.

    outturn  = actual + committed + expected + pipeline
    variance = outturn - budget

Actual is what has been delivered, invoiced or paid, by whomever in the end: what is recharged
makes no placement cheaper, and stands in the budget of who pays it back. Committed is what
approved placements hold in the ledger. Expected is what their days cost beyond that, such as the
second year of a placement, for which nothing has been committed yet. Pipeline is what requests
still to be decided ask for, by how likely it is.

Pure: plain values in, plain values out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from panel.money import WHOLE, BasisPoints, Pence

NOTHING = Pence(0)
YEARS = 3  # that a forecast tells of: its own and the next two

#: Whose money it is and what it pays for: an agency's code, and a kind of cost line. Either is
#: empty where nobody has said it.
Key = tuple[str, str]


@dataclass(frozen=True)
class Outturn:
    """The four parts of a forecast."""

    actual_pence: Pence = NOTHING
    committed_pence: Pence = NOTHING
    expected_pence: Pence = NOTHING
    pipeline_pence: Pence = NOTHING

    @property
    def parts(self) -> tuple[Pence, Pence, Pence, Pence]:
        """The four, in their order."""
        return (
            self.actual_pence,
            self.committed_pence,
            self.expected_pence,
            self.pipeline_pence,
        )

    @property
    def outturn_pence(self) -> Pence:
        """What all of it comes to."""
        return Pence(sum(self.parts))

    def __add__(self, other: "Outturn") -> "Outturn":
        return total([self, other])


def total(parts: Iterable[Outturn]) -> Outturn:
    """Add forecasts up; nothing comes to nothing."""
    columns = zip(*(part.parts for part in parts), strict=True)
    return Outturn(*(Pence(sum(column)) for column in columns))


@dataclass(frozen=True)
class Working:
    """What one request adds to a year beyond what the ledger holds for it, and how.

    `standing` is its stage in words.
    """

    reference: str
    standing: str
    likelihood: BasisPoints | None  # None: it is approved, so all of it counts
    full_pence: Pence
    counted_pence: Pence


@dataclass(frozen=True)
class MonthForecast:
    """What the days of one month cost, whenever they are paid for."""

    first: date
    last: date
    approved_pence: Pence
    pipeline_pence: Pence  # by how likely each request is


@dataclass(frozen=True)
class YearForecast:
    """One year's forecast, and what it was worked out from."""

    figures: Mapping[Key, Outturn]
    workings: tuple[Working, ...] = ()

    def of_agency(self, agency: str) -> Outturn:
        """Return what an agency comes to."""
        return total(part for (of, _), part in self.figures.items() if of == agency)

    def of_kind(self, kind: str) -> Outturn:
        """Return what a kind of cost line comes to."""
        return total(part for (_, of), part in self.figures.items() if of == kind)

    def whole(self) -> Outturn:
        """Return what the year comes to."""
        return total(self.figures.values())

    def outturn(self, agency: str | None = None) -> Pence:
        """Return the sum of what the year comes to, or an agency's part of it."""
        return (self.whole() if agency is None else self.of_agency(agency)).outturn_pence


@dataclass(frozen=True)
class Made:
    """All that a worker made of a forecast.

    Attributes:
        years: the year of its April → what it comes to.
        months: of the first of these years.
        drawings: the name of a chart and of a size → SVG.
    """

    years: Mapping[int, YearForecast]
    months: Sequence[MonthForecast] = ()
    drawings: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Variance:
    """A forecast beside the budget of its year; above nought it is over it."""

    outturn_pence: Pence
    budget_pence: Pence

    @property
    def pence(self) -> Pence:
        """By how much the forecast is over, or below nought under."""
        return Pence(self.outturn_pence - self.budget_pence)

    @property
    def basis_points(self) -> BasisPoints:
        """The same as a part of the budget, cut off towards nought.

        Where there is none, whatever is forecast is over by the whole.
        """
        if self.budget_pence <= 0:
            return BasisPoints(WHOLE if self.pence > 0 else 0)
        size = abs(self.pence) * WHOLE // self.budget_pence
        return BasisPoints(size if self.pence > 0 else -size)

    def passed(self, levels: Sequence[BasisPoints]) -> list[BasisPoints]:
        """Return those levels that the forecast is over, exactly and not as rounded."""
        return [
            level for level in levels if self.pence * WHOLE > level * max(self.budget_pence, 0)
        ]
