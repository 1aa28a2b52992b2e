"""The verbs of a fund: years open and close in `years`, its money moves in the other two."""

from panel.pooledbudget.books import NotAPartner
from panel.pooledbudget.operations.moving import (
    AmountsRefused,
    PaperBooked,
    commit,
    receive_contribution,
    release,
    release_part,
    reserve,
    reverse,
)
from panel.pooledbudget.operations.taking_back import NotAContribution, take_back_contribution
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
    "NotAContribution",
    "NotAPartner",
    "NotOnPanel",
    "PaperBooked",
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
    "take_back_contribution",
]
