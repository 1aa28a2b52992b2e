"""What the fund's page says of placements that a year has no money promised for."""

from collections.abc import Sequence

from panel.pooledbudget.models import Rollover
from panel.pooledbudget.variances.presenters import Warned

NAMED = 5  # of those that wait; the others are counted


def warnings(waiting: Sequence[Rollover]) -> list[Warned]:
    """Return one warning that names those that wait and why the first does; none where none do."""
    if not waiting:
        return []
    count, first = len(waiting), waiting[0]
    whose = "1 running placement has" if count == 1 else f"{count} running placements have"
    names = ", ".join(rollover.about for rollover in waiting[:NAMED])
    others = f" and {count - NAMED} more" if count > NAMED else ""
    of_first = "" if count == 1 else f"Of {first.about}: "
    words = f"{names}{others}. {of_first}{first.refusal} It is tried again at least once an hour."
    return [Warned(f"{whose} no money promised for {first.fund_year.span}", words, None)]
