"""Which recharges are asked for, and how late debts are. Pure."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from panel.pooledbudget.extracts.listed import Listed
from panel.working_days import ONE_DAY

#: How many days a debt is late by: the first and the last of each band; none is not due yet.
BANDS: tuple[tuple[str, int | None, int | None], ...] = (
    ("Not due yet", None, 0),
    ("1 to 30 days late", 1, 30),
    ("31 to 60 days late", 31, 60),
    ("61 to 90 days late", 61, 90),
    ("Over 90 days late", 91, None),
)


@dataclass(frozen=True)
class Asked:
    """
    Which recharges to list. What is empty narrows nothing.

    Attributes:
        year: the id of the fund year.
        agency: its code.
        owed: the day on which the books show them to be owed.
        late: the band in which they are on the day `on`.
    """

    stage: str = ""
    year: int | None = None
    agency: str = ""
    owed: date | None = None
    late: str = ""
    on: date | None = None

    @property
    def is_of_a_figure(self) -> bool:
        """Whether they are the rows that a figure adds up."""
        return bool(self.agency or self.owed or self.late)

    @property
    def due(self) -> tuple[date, date]:
        """The first and the last day on which what is so late was due."""
        on = self.on or date.max
        first, last = next((first, last) for name, first, last in BANDS if name == self.late)
        since = date.min if last is None else on - last * ONE_DAY
        return since, date.max if first is None else on - first * ONE_DAY

    def of(self, agency: str, late: str = "") -> Listed:
        """Return those of an agency, however late or so late, and where they are listed."""
        return replace(self, agency=agency, late=late).listed

    @property
    def listed(self) -> Listed:
        """Where they are listed."""
        named = {
            "stage": self.stage,
            "year": self.year,
            "owed": self.owed,
            "late": self.late,
            "on": self.on,
            "agency": self.agency,
        }
        pairs = tuple((name, str(value)) for name, value in named.items() if value)
        return Listed("recharges", reverse("recharges"), pairs, apart=("agency",))


def band(due_on: date, *, on: date) -> str:
    """Return the name of the band in which a debt lies; due today it isn't late yet."""
    late = (on - due_on) // ONE_DAY
    return next(
        name
        for name, first, last in BANDS
        if (first is None or late >= first) and (last is None or late <= last)
    )
