"""The verbs of a fund: the only writers of this app's tables.

Callers say `operations.book_invoice(...)`. Inside, `ledger` has the verbs that post what moves,
`years` those that open, settle and close the books, and each paper that moves money has a room:
`contributions`, `invoices`, `imports` of files of either, `virements`. What partners agree is in
`agreeing`; a recharge is issued and paid back by `asking_back`; `forecasting` owes forecasts and
keeps them, `variances` sees to what they find, and `accruals` asks for placements to be accrued.
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
from panel.pooledbudget.operations.agreeing import (
    AgreementTerms,
    NotAManager,
    Superseded,
    consent_to_agreement,
    give_notice_to_leave,
    state_agreement,
)
from panel.pooledbudget.operations.asking_back import (
    PaidLess,
    RechargeDays,
    StillDisputed,
    issue_recharge,
    recover_recharge,
    withdraw_recharge,
)
from panel.pooledbudget.operations.contributions.booking import (
    MoreThanAgreed,
    MoreThanDue,
    OtherInstalment,
    Remittance,
    book_contribution,
)
from panel.pooledbudget.operations.contributions.contributing import (
    AgreedAlready,
    NoticeNeeded,
    approve_contribution,
    change_contribution,
    state_contribution,
)
from panel.pooledbudget.operations.contributions.planning import (
    AlreadyDue,
    Change,
    Components,
    NotAComponent,
    OutsideWindow,
)
from panel.pooledbudget.operations.contributions.reminding import remind_of_dues
from panel.pooledbudget.operations.forecasting import (
    NotRunning,
    ask_for_forecast,
    claim_forecast,
    keep_forecast,
    owe_forecast,
    owe_todays_forecasts,
)
from panel.pooledbudget.operations.imports.importing import FileRefused, check_import, post_import
from panel.pooledbudget.operations.imports.posting import post_rows, sweep
from panel.pooledbudget.operations.invoices.crediting import (
    CreditDateRefused,
    CreditRefused,
    credit_invoice,
)
from panel.pooledbudget.operations.invoices.fitting import (
    DaysInDoubt,
    NothingPromised,
    OtherProvider,
    OtherRequestsDays,
)
from panel.pooledbudget.operations.invoices.invoicing import (
    AlreadyBooked,
    SharesDiffer,
    WrongDays,
    book_invoice,
)
from panel.pooledbudget.operations.invoices.moves import approve_invoice, pay_invoice, void_invoice
from panel.pooledbudget.operations.ledger.ordering import AmountsRefused, NotThatDay
from panel.pooledbudget.operations.ledger.overspending import authorise_floor
from panel.pooledbudget.operations.ledger.promising import (
    commit,
    release,
    release_part,
    release_year,
    reserve,
)
from panel.pooledbudget.operations.ledger.receiving import PaperBooked, receive_contribution
from panel.pooledbudget.operations.ledger.recharging import recharge, recover
from panel.pooledbudget.operations.ledger.sharing_anew import Recharged, share_anew
from panel.pooledbudget.operations.ledger.spending import (
    PromisedLess,
    accrue,
    credit,
    invoice,
    lower_accrual,
    pay,
)
from panel.pooledbudget.operations.ledger.taking_back import (
    NotAContribution,
    take_back_contribution,
)
from panel.pooledbudget.operations.variances.acting import (
    CannotOwn,
    NoVariance,
    PlanEnded,
    PlanStands,
    end_plan,
    make_plan,
    tell_progress,
)
from panel.pooledbudget.operations.variances.alerting import judge_variance
from panel.pooledbudget.operations.virements.moving_money import vire
from panel.pooledbudget.operations.virements.setting_aside import SetAsideAlready, set_aside
from panel.pooledbudget.operations.virements.viring import (
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
from panel.pooledbudget.operations.years.closing import close_fund_year
from panel.pooledbudget.operations.years.ending import NotSettled, settle_fund_year
from panel.pooledbudget.operations.years.opening import (
    AgreementLacking,
    FundExists,
    NotOnPanel,
    YearOpened,
    open_fund,
    open_fund_year,
)
from panel.pooledbudget.operations.years.reopening import (
    CarriedAndPromised,
    NotClosed,
    NotTheHost,
    reopen_fund_year,
    require_host,
)
from panel.pooledbudget.operations.years.rolling import (
    claim_rollover,
    finish_rollover,
    offer_rollovers,
    owe_rollovers,
)
from panel.pooledbudget.refusals import (
    AlreadyReversed,
    FundsShort,
    KeyReused,
    NotEnded,
    PeriodClosed,
)
