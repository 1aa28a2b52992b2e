"""What the rules of a fund's machine have in common."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from panel.agencies.models import Agency
from panel.pooledbudget import holdings
from panel.pooledbudget.accounts import AccountKind
from panel.refusals import Refusal
from tests.pooledbudget.builders import YEAR_OVER, Books
from tests.pooledbudget.machine.county import County

ALL_CHILDREN = ["JRAP-2026-00001", "JRAP-2026-00002", "JRAP-2026-00003"]
CHILDREN = st.sampled_from(ALL_CHILDREN)
PENCE = st.integers(min_value=0, max_value=60_000)
SOME = st.integers(min_value=1, max_value=60_000)
WHICH = st.integers(min_value=0, max_value=5)

Done = TypeVar("Done")
Row = TypeVar("Row", bound=Model)


class Machine(RuleBasedStateMachine):
    """A fund, with a plain model of it beside: what is paid in, and what stands in the way."""

    county: ClassVar[County]

    def __init__(self) -> None:
        super().__init__()
        self.books: Books = self.county.books
        self.now = YEAR_OVER  # of what happens once the year is over: a day later each time
        self.received = 0
        self.settled = 0  # what the settlements in force took out of the year
        self.is_closed = self.has_set_aside = False
        #: Whether something was undone out of its order.
        self.is_out_of_order = False

    @property
    def year(self) -> dict[str, Any]:
        """What every operation on the year is asked with."""
        return {"fund_year_id": self.books.fund_year.pk, "by": self.books.manager}

    def agency(self, is_health: bool) -> Agency:
        return self.books.health if is_health else self.books.education

    def held(self, about: str, kind: AccountKind) -> tuple[int, int]:
        held = holdings.held(self.books.fund_year, about)
        education, health = self.books.education.pk, self.books.health.pk
        return held.get((kind, education), 0), held.get((kind, health), 0)

    def pick(self, rows: QuerySet[Row], which: int) -> Row | None:
        """Return one of the rows there are; None if there are none."""
        found = list(rows)
        return found[which % len(found)] if found else None

    def attempt(self, verb: Callable[[], Done]) -> Done | None:
        """Let a verb be refused."""
        try:
            with transaction.atomic():
                return verb()
        except Refusal:
            return None
