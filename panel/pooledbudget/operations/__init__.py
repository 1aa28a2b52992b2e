"""
The verbs of a fund: years open and close in `years`, its money moves in the others.

Money comes in by `receiving`, is promised by `promising`, spent by `spending`, and asked back from
agencies by `recharging`; `taking_back` undoes an entry. `ordering` is what they share. An invoice
is booked by `invoicing`, passed, paid and voided by `invoice_moves`, and credited by `crediting`:
each posts what it moves. `forecasting` owes forecasts and keeps them.
"""

from panel.pooledbudget.books import NotAPartner
from panel.pooledbudget.operations.crediting import CreditRefused, credit_invoice
from panel.pooledbudget.operations.forecasting import (
    claim_forecast,
    keep_forecast,
    owe_forecast,
    owe_todays_forecasts,
)
from panel.pooledbudget.operations.invoice_moves import (
    approve_invoice,
    pay_invoice,
    void_invoice,
)
from panel.pooledbudget.operations.invoicing import (
    AlreadyBooked,
    SharesDiffer,
    WrongDays,
    book_invoice,
)
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
    "AlreadyBooked",
    "AlreadyReversed",
    "AmountsRefused",
    "CreditRefused",
    "FundExists",
    "FundsShort",
    "KeyReused",
    "NotAContribution",
    "NotAPartner",
    "NotOnPanel",
    "PaperBooked",
    "PeriodClosed",
    "PromisedLess",
    "SharesDiffer",
    "StillReserved",
    "WrongDays",
    "YearOpened",
    "accrue",
    "approve_invoice",
    "book_invoice",
    "claim_forecast",
    "close_fund_year",
    "commit",
    "credit",
    "credit_invoice",
    "invoice",
    "keep_forecast",
    "lower_accrual",
    "open_fund",
    "open_fund_year",
    "owe_forecast",
    "owe_todays_forecasts",
    "pay",
    "pay_invoice",
    "receive_contribution",
    "recharge",
    "recover",
    "release",
    "release_part",
    "reserve",
    "reverse",
    "take_back_contribution",
    "void_invoice",
]
