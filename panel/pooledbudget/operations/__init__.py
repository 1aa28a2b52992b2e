"""
The verbs of a fund: years open and close in `years`, its money moves in the others.

Money comes in by `receiving`, is promised by `promising`, spent by `spending`, and asked back from
agencies by `recharging`; `taking_back` undoes an entry. `ordering` is what they share.
"""

from panel.pooledbudget.books import NotAPartner
from panel.pooledbudget.operations.ordering import AmountsRefused
from panel.pooledbudget.operations.promising import commit, release, release_part, reserve
from panel.pooledbudget.operations.receiving import PaperBooked, receive_contribution
from panel.pooledbudget.operations.recharging import recharge, recover
from panel.pooledbudget.operations.spending import (
    PromisedLess,
    accrue,
    credit,
    invoice,
    lower_accrual,
    pay,
)
from panel.pooledbudget.operations.taking_back import (
    NotAContribution,
    reverse,
    take_back_contribution,
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
    "NotAContribution",
    "NotAPartner",
    "NotOnPanel",
    "PaperBooked",
    "PeriodClosed",
    "PromisedLess",
    "StillReserved",
    "YearOpened",
    "accrue",
    "close_fund_year",
    "commit",
    "credit",
    "invoice",
    "lower_accrual",
    "open_fund",
    "open_fund_year",
    "pay",
    "receive_contribution",
    "recharge",
    "recover",
    "release",
    "release_part",
    "reserve",
    "reverse",
    "take_back_contribution",
]
