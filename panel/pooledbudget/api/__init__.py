"""The JSON doorway to the fund: what stands on its accounts, keeping it, and what it pays.

Amounts are pence, agencies are named by their code.
"""

from panel.pooledbudget.api.accruals import Accruals
from panel.pooledbudget.api.agreement import FundAgreements
from panel.pooledbudget.api.contributions import Contributions
from panel.pooledbudget.api.funds import FundYears
from panel.pooledbudget.api.imports import Imports
from panel.pooledbudget.api.invoices import Invoices
from panel.pooledbudget.api.recharges import Recharges
from panel.pooledbudget.api.variances import Plans, Variances
from panel.pooledbudget.api.virements import Virements

__all__ = [
    "Accruals",
    "Contributions",
    "FundAgreements",
    "FundYears",
    "Imports",
    "Invoices",
    "Plans",
    "Recharges",
    "Variances",
    "Virements",
]
