"""A fund, the agreement behind it, and the journal that explains every balance of its years."""

from panel.pooledbudget.models.accruals import Accrual
from panel.pooledbudget.models.agreement import ExitNotice, FundAgreement, FundConsent
from panel.pooledbudget.models.contributions import (
    AgreedContribution,
    Instalment,
    InstalmentReceipt,
)
from panel.pooledbudget.models.forecasts import (
    Forecast,
    ForecastDrawing,
    ForecastFigure,
    ForecastMonth,
    ForecastWorking,
)
from panel.pooledbudget.models.imports import Import, ImportRow
from panel.pooledbudget.models.invoices import CreditNote, Invoice
from panel.pooledbudget.models.ledger import Account, Fund, FundYear, JournalEntry, Posting
from panel.pooledbudget.models.overspending import FloorAuthorisation
from panel.pooledbudget.models.recharges import Recharge
from panel.pooledbudget.models.rollovers import Rollover
from panel.pooledbudget.models.variances import ActionPlan, PlanProgress, VarianceAlert
from panel.pooledbudget.models.virements import Route, Virement, VirementConsent
from panel.pooledbudget.models.year_end import YearReopening, YearSettlement

__all__ = [
    "Account",
    "Accrual",
    "ActionPlan",
    "AgreedContribution",
    "CreditNote",
    "ExitNotice",
    "FloorAuthorisation",
    "Forecast",
    "ForecastDrawing",
    "ForecastFigure",
    "ForecastMonth",
    "ForecastWorking",
    "Fund",
    "FundAgreement",
    "FundConsent",
    "FundYear",
    "Import",
    "ImportRow",
    "Instalment",
    "InstalmentReceipt",
    "Invoice",
    "JournalEntry",
    "PlanProgress",
    "Posting",
    "Recharge",
    "Rollover",
    "Route",
    "VarianceAlert",
    "Virement",
    "VirementConsent",
    "YearReopening",
    "YearSettlement",
]
