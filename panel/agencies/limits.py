"""How much somebody may approve: so much a week, a year, over a placement's lifetime.

Published schemes differ in the period that they name, a week or a year (rule T069), and what is
paid once is a kind of contribution (T076) of which none says under which of them it falls. The
reading here is ours, and the narrow one: a year and a lifetime hold it; a limit by the week alone
covers it up to the same sum, however it is divided.
"""

from dataclasses import dataclass

from panel.money import Pence, in_pounds


@dataclass(frozen=True)
class Amounts:
    """What one approval comes to, measured as limits are."""

    weekly_pence: Pence
    yearly_pence: Pence  # of the dearest full year, what is paid once in it included
    lifetime_pence: Pence
    once_pence: Pence  # of the lifetime, what is paid once


@dataclass(frozen=True)
class Limits:
    """The most that may be approved by each measure; None leaves that measure aside.

    Where none of the three is written down, nothing may be approved.
    """

    weekly_pence: int | None = None
    yearly_pence: int | None = None
    lifetime_pence: int | None = None

    @property
    def are_written(self) -> bool:
        """Whether there is any."""
        return any(limit is not None for limit in self.each)

    @property
    def each(self) -> tuple[int | None, int | None, int | None]:
        """The three, in the order of `MEASURES`."""
        return self.weekly_pence, self.yearly_pence, self.lifetime_pence

    def within(self, other: "Limits") -> "Limits":
        """Return the narrower of two by each measure; what isn't written narrows nothing."""
        pairs = zip(self.each, other.each, strict=True)
        return Limits(
            *(min((limit for limit in pair if limit is not None), default=None) for pair in pairs)
        )

    def over(self, amounts: Amounts) -> list[str]:
        """Return a sentence for each measure by which amounts are too much; a limit itself passes.

        Without any limit written down there is one sentence, that says so.
        """
        if not self.are_written:
            return ["No limit is written down for you, so you may approve nothing."]
        asked = (amounts.weekly_pence, amounts.yearly_pence, amounts.lifetime_pence)
        passed = [
            f"{in_pounds(pence)} {measure} is over your limit of "
            f"{in_pounds(Pence(limit))} {measure}."
            for measure, limit, pence in zip(MEASURES, self.each, asked, strict=True)
            if limit is not None and pence > limit
        ]
        if self.is_by_week_alone and amounts.once_pence > (self.weekly_pence or 0):
            once = in_pounds(amounts.once_pence)
            passed.append(
                f"{once} paid once is over your limit of {self.in_words()}, your only one."
            )
        return passed

    @property
    def is_by_week_alone(self) -> bool:
        """Whether no other measure covers what is paid once."""
        return self.yearly_pence is None and self.lifetime_pence is None

    def in_words(self) -> str:
        """Write the limits: `£5,000.00 a week and £100,000.00 a year`; empty if there are none."""
        written = [
            f"{in_pounds(Pence(limit))} {measure}"
            for measure, limit in zip(MEASURES, self.each, strict=True)
            if limit is not None
        ]
        return " and ".join(written) if len(written) < 3 else ", ".join(written)


MEASURES = ("a week", "a year", "over its lifetime")
