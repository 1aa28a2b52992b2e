"""
Where each partner stands in a year: agreed, due, received, late and remaining. Pure.

What a partner is asked to pay is provisional until it approves it, and told apart until then.
Instalments fall due as they were stated, and what is still to come is counted against that.
Money is counted against the instalment that it was booked for, and what is left of it, or was
booked for none, against the oldest that is short; but what comes on top of what was agreed, as
interest for paying late does, against none. No child is in any of this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from panel import clock
from panel.agencies.models import Agency
from panel.money import Pence
from panel.pooledbudget.models import AgreedContribution, Instalment

#: What a statement comes to, as its columns and their totals are told.
FIGURES = (
    "agreed_pence",
    "provisional_pence",
    "due_pence",
    "received_pence",
    "late_pence",
    "remaining_pence",
    "above_pence",
)
#: Those of them that say nothing of a partner of which nothing was stated.
OF_STATED = tuple(name for name in FIGURES if name != "received_pence")
Receipts = Mapping[
    int | None, int
]  # pence, by the instalment they were booked for; None: for none


@dataclass(frozen=True)
class InstalmentState:
    """One instalment in force, and what came in for it by now."""

    pk: int
    due_on: date
    amount_pence: Pence
    received_pence: Pence
    is_over: bool  # its day has passed

    @property
    def missing_pence(self) -> Pence:
        """What hasn't come in."""
        return Pence(self.amount_pence - self.received_pence)

    @property
    def state(self) -> str:
        """One of `received`, `late` and `due`."""
        if not self.missing_pence:
            return "received"
        return "late" if self.is_over else "due"


@dataclass(frozen=True)
class Statement:
    """Where one partner stands in a year.

    Attributes:
        versions: of what it pays, as stated by the day, the newest first.
        received_pence: all that came in, what comes on top of the agreed included.
    """

    agency: Agency
    versions: Sequence[AgreedContribution]
    received_pence: Pence
    on_top_pence: Pence
    instalments: tuple[InstalmentState, ...]
    on: date

    @property
    def agreed(self) -> AgreedContribution | None:
        """The newest version, provisional or not; None where none is stated."""
        return self.versions[0] if self.versions else None

    @property
    def approved(self) -> AgreedContribution | None:
        """The newest that a lead of it had approved by the day; None before the first."""
        return next((each for each in self.versions if self._had_approved(each)), None)

    @property
    def before(self) -> list[AgreedContribution]:
        """Those it had approved that another was stated after, the newest first."""
        return [each for each in self.versions[1:] if self._had_approved(each)]

    def _had_approved(self, version: AgreedContribution) -> bool:
        return version.approved_at is not None and clock.date_of(version.approved_at) <= self.on

    @property
    def agreed_pence(self) -> Pence:
        """What it has approved to pay for the whole year."""
        return Pence(self.approved.amount_pence if self.approved else 0)

    @property
    def stated_pence(self) -> Pence:
        """What it pays for the whole year, if it approves what is still provisional."""
        return Pence(self.agreed.amount_pence if self.agreed else 0)

    @property
    def provisional_pence(self) -> Pence:
        """What is stated for the whole year in the place of that, and not approved."""
        return Pence(0) if self.agreed == self.approved else self.stated_pence

    @property
    def due_pence(self) -> Pence:
        """What has fallen due by now, today included."""
        return Pence(sum(each.amount_pence for each in self.instalments if each.due_on <= self.on))

    @property
    def late_pence(self) -> Pence:
        """What should have come in before today, and hasn't."""
        late = (each for each in self.instalments if each.state == "late")
        return Pence(sum(each.missing_pence for each in late))

    @property
    def remaining_pence(self) -> Pence:
        """What is still to come."""
        return Pence(max(0, self.stated_pence - self._counted))

    @property
    def above_pence(self) -> Pence:
        """What came in above what was stated, if anything was."""
        above = self.on_top_pence + max(0, self._counted - self.stated_pence)
        return Pence(above if self.agreed else 0)

    @property
    def _counted(self) -> int:
        return self.received_pence - self.on_top_pence

    def told(self) -> Mapping[str, Pence | None]:
        """Return its figures by name: None for what it says nothing of."""
        return {
            name: getattr(self, name) if self.agreed or name not in OF_STATED else None
            for name in FIGURES
        }


def allocate(
    instalments: Sequence[Instalment], receipts: Receipts, *, on: date
) -> tuple[InstalmentState, ...]:
    """Count what came in against instalments, given the oldest first; see the module."""
    named = {each.pk: min(receipts.get(each.pk, 0), each.amount_pence) for each in instalments}
    free = sum(receipts.values()) - sum(named.values())
    states = []
    for each in instalments:
        filling = min(free, each.amount_pence - named[each.pk])
        free -= filling
        states.append(
            InstalmentState(
                pk=each.pk,
                due_on=each.due_on,
                amount_pence=Pence(each.amount_pence),
                received_pence=Pence(named[each.pk] + filling),
                is_over=each.due_on < on,
            )
        )
    return tuple(states)


def totals(found: Iterable[Statement]) -> dict[str, Pence]:
    """Return the sums of all partners' figures."""
    each = list(found)
    return {name: Pence(sum(getattr(one, name) for one in each)) for name in FIGURES}
