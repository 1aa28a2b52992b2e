"""
The verbs of a fund: years open in `years` and close in `closing`, its money moves in the others.

A year is settled, and a closed one opened again, in `ending`. Money comes in by `receiving`, is
promised by `promising`, spent by `spending`, and asked back from agencies by `recharging`;
`taking_back` undoes an entry, `sharing_anew` divides what was posted before it was settled who
pays. `ordering` is what they share. An invoice that is `fitting` is booked by `invoicing`, passed,
paid and voided by `invoice_moves`, and credited by `crediting`: each posts what it moves, and
gives back what is `superseded` of it. A recharge is issued and paid back by `asking_back`. A file
of invoices or receipts is checked by `importing`, row by row by `judging` with `row_books`, and
posted by `import_posting` in a worker.
`forecasting` owes forecasts and keeps them, `alerting` judges them, and `acting` does something
about what it finds. `rolling` owes running placements the money of later years. What partners
agree is in `agreeing`, what each pays into a year in `contributing`, what shall move in `viring`,
of which `virement_notices` tells, and moves in `moving_money`.
"""

from panel.pooledbudget.books import NotAPartner
from panel.pooledbudget.operations.accruals import (
    NotYetDelivered,
    StillAccruing,
    ask_to_accrue,
    claim_accrual,
    finish_accrual,
    offer_accruals,
)
from panel.pooledbudget.operations.acting import (
    CannotOwn,
    NoVariance,
    PlanEnded,
    PlanStands,
    end_plan,
    make_plan,
    tell_progress,
)
from panel.pooledbudget.operations.agreeing import (
    AgreementTerms,
    NotAManager,
    Superseded,
    consent_to_agreement,
    give_notice_to_leave,
    state_agreement,
)
from panel.pooledbudget.operations.alerting import judge_variance
from panel.pooledbudget.operations.asking_back import (
    PaidLess,
    RechargeDays,
    StillDisputed,
    issue_recharge,
    recover_recharge,
    withdraw_recharge,
)
from panel.pooledbudget.operations.booking import (
    MoreThanAgreed,
    MoreThanDue,
    OtherInstalment,
    Remittance,
    book_contribution,
)
from panel.pooledbudget.operations.closing import close_fund_year
from panel.pooledbudget.operations.contributing import (
    AgreedAlready,
    NoticeNeeded,
    approve_contribution,
    change_contribution,
    state_contribution,
)
from panel.pooledbudget.operations.crediting import (
    CreditDateRefused,
    CreditRefused,
    credit_invoice,
)
from panel.pooledbudget.operations.ending import (
    CarriedAndPromised,
    NotClosed,
    NotSettled,
    NotTheHost,
    reopen_fund_year,
    require_host,
    settle_fund_year,
)
from panel.pooledbudget.operations.fitting import (
    DaysInDoubt,
    NothingPromised,
    OtherProvider,
    OtherRequestsDays,
)
from panel.pooledbudget.operations.forecasting import (
    claim_forecast,
    keep_forecast,
    owe_forecast,
    owe_todays_forecasts,
)
from panel.pooledbudget.operations.import_posting import post_rows, sweep
from panel.pooledbudget.operations.importing import FileRefused, check_import, post_import
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
from panel.pooledbudget.operations.moving_money import vire
from panel.pooledbudget.operations.ordering import AmountsRefused, NotThatDay
from panel.pooledbudget.operations.overspending import authorise_floor
from panel.pooledbudget.operations.planning import (
    AlreadyDue,
    Change,
    Components,
    NotAComponent,
    OutsideWindow,
)
from panel.pooledbudget.operations.promising import (
    commit,
    release,
    release_part,
    release_year,
    reserve,
)
from panel.pooledbudget.operations.receiving import PaperBooked, receive_contribution
from panel.pooledbudget.operations.recharging import recharge, recover
from panel.pooledbudget.operations.reminding import remind_of_dues
from panel.pooledbudget.operations.rolling import (
    claim_rollover,
    finish_rollover,
    offer_rollovers,
    owe_rollovers,
)
from panel.pooledbudget.operations.setting_aside import SetAsideAlready, set_aside
from panel.pooledbudget.operations.sharing_anew import Recharged, share_anew
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
    take_back_contribution,
)
from panel.pooledbudget.operations.viring import (
    NobodyAgrees,
    NotThere,
    OwnVirement,
    Retrospective,
    VirementTerms,
    WrongRoute,
    agree_to_virement,
    propose_virement,
    withdraw_virement,
)
from panel.pooledbudget.operations.years import (
    AgreementLacking,
    FundExists,
    NotOnPanel,
    YearOpened,
    open_fund,
    open_fund_year,
)
from panel.pooledbudget.refusals import (
    AlreadyReversed,
    FundsShort,
    KeyReused,
    NotEnded,
    PeriodClosed,
)
