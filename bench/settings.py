"""The panel's settings with the peer ledger installed beside it."""

from panel.settings import *  # noqa: F403
from panel.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [*HOUSE, "mptt", "hordak"]
HORDAK_CURRENCIES = ["GBP"]
HORDAK_INTERNAL_CURRENCY = "GBP"
DEFAULT_CURRENCY = "GBP"
