"""The kinds of report there are of a fund year."""

from django.db import models


class Kind(models.TextChoices):
    """What a report tells."""

    QUARTERLY = "quarterly", "Pooled fund report"
    ANNUAL = "annual", "Annual return"
    CONTRIBUTIONS = "contributions", "Contribution statement"
    RECHARGES = "recharges", "Recharges and debts"
    RECONCILIATION = "reconciliation", "Reconciliation"
    TRIAL_BALANCE = "trial_balance", "Trial balance"
    TRANSACTIONS = "transactions", "Transactions"

    @property
    def says(self) -> str:
        """Return in a sentence what it is for."""
        return SAYS[self]

    @property
    def audience(self) -> str:
        """Return who may read it; empty where that needs no word."""
        return AUDIENCES.get(self, "")

    @property
    def is_public(self) -> bool:
        """Whether it may be published."""
        return self is Kind.ANNUAL

    @property
    def classification(self) -> str:
        """Return the marking of its paper: lower where it may be published."""
        return "OFFICIAL" if self.is_public else "OFFICIAL-SENSITIVE"

    @property
    def needs_commentary(self) -> bool:
        """Whether whoever signs it explains it: NHS Act 2006 s.75 and SI 2000/617 reg 7(4)."""
        return self in (Kind.QUARTERLY, Kind.ANNUAL)


SAYS = {
    Kind.QUARTERLY: "Income, spending, activity and outlook, for the partners each quarter.",
    Kind.ANNUAL: "The year’s account, and each partner’s part of it.",
    Kind.CONTRIBUTIONS: "What each partner has agreed, and paid in, paper by paper.",
    Kind.RECHARGES: "What partners owe: recharges, and contributions that are late.",
    Kind.RECONCILIATION: "Partners, agreements and invoices beside the books.",
    Kind.TRIAL_BALANCE: "Every account; debits come to credits.",
    Kind.TRANSACTIONS: "Every posting with both its sides.",
}

AUDIENCES = {
    Kind.QUARTERLY: "For the partners, not to be published: it tells of fewer than five children.",
    Kind.ANNUAL: "It may be published: what could tell of fewer than five children is left out.",
}
