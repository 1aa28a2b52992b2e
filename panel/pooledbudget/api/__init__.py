"""The JSON doorway to the fund: what stands on its accounts, keeping it, and what it pays."""

from panel.pooledbudget.api.funds import FundYears
from panel.pooledbudget.api.invoices import Invoices

__all__ = ["FundYears", "Invoices"]
