"""
The stages of a provider's invoice, a recharge to an agency, a virement, and an imported file.

Invoice:

    received --> approved: approve
    approved --> paid: pay
    received --> voided: void
    approved --> voided: void

Recharge:

    issued --> recovered: recover
    issued --> withdrawn: withdraw

Virement:

    proposed --> posted: post
    proposed --> withdrawn: withdraw

Import:

    checked --> posting: post
    posting --> posted: finish

A move says who may make it, from where, to where, and on what condition, and has no effect.
`operations` makes moves happen, posts what they move, and records them.
"""

from django.db import models
from django_fsm import FSMField

from panel.agencies.access import Permission
from panel.chart import Charted, Guard, move


class InvoiceStage(models.TextChoices):
    """Where an invoice stands."""

    RECEIVED = "received", "To be passed"
    APPROVED = "approved", "Passed, to be paid"
    PAID = "paid", "Paid"
    VOIDED = "voided", "Void"


class RechargeStage(models.TextChoices):
    """Whether an agency has paid back what it was asked for."""

    ISSUED = "issued", "To be paid back"
    RECOVERED = "recovered", "Paid back"
    WITHDRAWN = "withdrawn", "Withdrawn"


class VirementStage(models.TextChoices):
    """What has become of a proposal to move money."""

    PROPOSED = "proposed", "Proposed"
    POSTED = "posted", "Posted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ImportStage(models.TextChoices):
    """Where an imported file stands."""

    CHECKED = "checked", "Checked, nothing posted"
    POSTING = "posting", "Being posted"
    POSTED = "posted", "Posted"


PASSED_BY_ANOTHER = Guard(
    "is_another_than_booked", "Whoever booked an invoice doesn’t pass it: somebody else has to."
)
PAID_BY_ANOTHER = Guard(
    "is_another_than_passed", "Whoever passed an invoice doesn’t pay it: somebody else has to."
)
UNCREDITED = Guard(
    "is_uncredited", "There are credit notes against it: book one for what is left instead."
)

BY_ITS_PROPOSER = Guard(
    "is_its_proposer_or_late",
    "Whoever proposed a virement withdraws it; once its year is over, any fund manager.",
)


class InvoiceChart(Charted):
    """The stage of a provider's invoice. `Invoice` is the only heir."""

    stage = FSMField(default=InvoiceStage.RECEIVED, choices=InvoiceStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(
        InvoiceStage.RECEIVED,
        InvoiceStage.APPROVED,
        needs=Permission.INVOICE_PASS,
        guards=(PASSED_BY_ANOTHER,),
    )
    def approve(self) -> None:
        """Somebody who pays for it finds that it is owed."""

    @move(
        InvoiceStage.APPROVED,
        InvoiceStage.PAID,
        needs=Permission.FUND_POST,
        guards=(PAID_BY_ANOTHER,),
    )
    def pay(self) -> None:
        """The provider has been paid what the credit notes against it leave."""

    @move(
        [InvoiceStage.RECEIVED, InvoiceStage.APPROVED],
        InvoiceStage.VOIDED,
        needs=Permission.FUND_POST,
        guards=(UNCREDITED,),
    )
    def void(self) -> None:
        """It was booked by mistake, or its provider has taken it back whole."""


class RechargeChart(Charted):
    """The stage of a recharge. `Recharge` is the only heir."""

    stage = FSMField(default=RechargeStage.ISSUED, choices=RechargeStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(RechargeStage.ISSUED, RechargeStage.RECOVERED, needs=Permission.FUND_POST)
    def recover(self) -> None:
        """The agency has paid it back."""

    @move(RechargeStage.ISSUED, RechargeStage.WITHDRAWN, needs=Permission.FUND_POST)
    def withdraw(self) -> None:
        """It was issued by mistake, or the agency isn't asked for it any more."""


class VirementChart(Charted):
    """The stage of a virement. `Virement` is the only heir."""

    stage = FSMField(default=VirementStage.PROPOSED, choices=VirementStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(VirementStage.PROPOSED, VirementStage.POSTED, needs=Permission.FUND_POST)
    def post(self) -> None:
        """Everybody whom the rules name has agreed, and the money moves."""

    @move(
        VirementStage.PROPOSED,
        VirementStage.WITHDRAWN,
        needs=Permission.FUND_POST,
        guards=(BY_ITS_PROPOSER,),
    )
    def withdraw(self) -> None:
        """Whoever proposed it wants it no more; nothing moves."""


class ImportChart(Charted):
    """The stage of an imported file. `Import` is the only heir."""

    stage = FSMField(default=ImportStage.CHECKED, choices=ImportStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(ImportStage.CHECKED, ImportStage.POSTING, needs=Permission.FUND_POST)
    def post(self) -> None:
        """Who posts to the fund has seen what becomes of each row, and wants it so."""

    @move(ImportStage.POSTING, ImportStage.POSTED, needs="")
    def finish(self) -> None:
        """The worker has posted every row that could be."""
