"""The verbs of a fund: its years are opened and closed in `years`, its money moves in `moving`."""

from panel.pooledbudget.books import NotAPartner
from panel.pooledbudget.operations.moving import (
    AmountsRefused,
    commit,
    receive_contribution,
    release,
    release_part,
    reserve,
    reverse,
)
from panel.pooledbudget.operations.years import (
    FundExists,
    NotOnPanel,
    YearOpened,
    close_fund_year,
    open_fund,
    open_fund_year,
)
from panel.pooledbudget.refusals import (
    AlreadyReversed,
    FundsShort,
    KeyReused,
    PeriodClosed,
    StillReserved,
)

__all__ = [
    "AlreadyReversed",
    "AmountsRefused",
    "FundExists",
    "FundsShort",
    "KeyReused",
    "NotAPartner",
    "NotOnPanel",
    "PeriodClosed",
    "StillReserved",
    "YearOpened",
    "close_fund_year",
    "commit",
    "open_fund",
    "open_fund_year",
    "receive_contribution",
    "release",
    "release_part",
    "reserve",
    "reverse",
]
