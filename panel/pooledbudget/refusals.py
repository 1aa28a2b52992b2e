"""
Why the journal says no: each error `journal` raises, and the SQLSTATE that stands for it.

They have a file of their own so that the journal's stays one screen long; callers find them as
`journal.FundsShort` or here.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError

from panel.money import Pence, in_pounds
from panel.pooledbudget.accounts import CHART, AccountKind
from panel.refusals import Refusal


class NotPosted(Refusal):
    """Raised when the journal doesn't take an entry. The words may be shown to people."""


class Unbalanced(NotPosted):
    """Raised when an entry's debits and credits differ, or it has no lines at all."""

    def __init__(self, memo: str, debit_pence: int, credit_pence: int) -> None:
        debited, credited = in_pounds(Pence(debit_pence)), in_pounds(Pence(credit_pence))
        super().__init__(f"{memo}: debits {debited}, credits {credited}.")


class FundsShort(NotPosted):
    """Raised when an account would go below its floor; carries what is left above the floor."""

    def __init__(
        self, *, kind: AccountKind, agency: str | None, year: int, left: Pence, needed: Pence
    ) -> None:
        self.kind, self.agency, self.year = kind, agency, year
        self.left_pence, self.needed_pence = left, needed
        holder = f"{agency}’s part of the fund" if agency else "The fund"
        is_free = kind in (AccountKind.UNCOMMITTED, AccountKind.CONTRIBUTION)
        state = "" if is_free else f" {CHART[kind].name.lower()}"
        super().__init__(
            f"{holder} has {in_pounds(left)} left{state} for {year} to {year + 1}; "
            f"this needs {in_pounds(needed)}."
        )


class NotHeld(NotPosted):
    """Raised when a request would give up more than it holds on an account."""

    def __init__(self, about: str, *, kind: AccountKind, over: Pence) -> None:
        self.about, self.kind, self.over_pence = about, kind, over
        super().__init__(
            f"{about} has {in_pounds(over)} less {CHART[kind].name.lower()} than this gives up."
        )


class KeyReused(NotPosted):
    """Raised when an idempotency key comes again with something else asked for."""

    def __init__(self, key: str) -> None:
        super().__init__(f"The key {key} already stands for another entry.")


class PeriodClosed(NotPosted):
    """Raised when an entry comes after its year was closed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The books for {year} to {year + 1} are closed.")


class NotEnded(NotPosted):
    """Raised when a year would be closed that isn't over and settled in everything."""


class OutsideYear(NotPosted):
    """Raised when an entry's day does not lie in its fund year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"The day of the entry is not in {year} to {year + 1}.")


class WrongAccount(NotPosted):
    """Raised when an account does not belong to the entry's fund year."""

    def __init__(self) -> None:
        super().__init__("An account in the entry belongs to another fund or year.")


class AlreadyReversed(NotPosted):
    """Raised when an entry is reversed a second time."""

    def __init__(self) -> None:
        super().__init__("The entry has been reversed already.")


def of(error: DatabaseError, *, about: str, key: str) -> Exception:
    """Return the refusal that a database error stands for, or the error itself if for none."""
    cause: Any = error.__cause__
    state, detail = str(cause.sqlstate), cause.diag.message_detail
    told = json.loads(detail) if state in _TOLD and detail else {}
    if state in _TOLD:
        return _TOLD[state](told)
    match state:
        case "LP003":
            return KeyReused(key)
        case "LP007":
            told = json.loads(detail)
            return NotHeld(told["about"], kind=AccountKind(told["kind"]), over=Pence(told["over"]))
        case "23505" if "reverses" in str(cause.diag.constraint_name):
            return AlreadyReversed()
    return error


def _short(told: dict[str, Any]) -> FundsShort:
    return FundsShort(
        kind=AccountKind(told["kind"]),
        agency=told["agency"],
        year=told["year"],
        left=Pence(told["left"]),
        needed=Pence(told["needed"]),
    )


#: SQLSTATE → the refusal that it and the detail beside it make.
_TOLD: dict[str, Callable[[dict[str, Any]], NotPosted]] = {
    "LP002": lambda _: WrongAccount(),
    "LP004": lambda told: PeriodClosed(told["year"]),
    "LP005": lambda told: OutsideYear(told["year"]),
    "LP006": _short,
    "LP008": lambda _: NotEnded(
        "The year isn’t over and settled, has money on its way or proposed to move, or it isn’t "
        "settled who pays."
    ),
}
