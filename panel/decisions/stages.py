"""
The stages of an agency's approval of its share, of a dispute, of a challenge to a decision, and of
the making of a record.

Share approval:

    waiting --> approved: approve
    waiting --> refused: refuse
    waiting --> lapsed: lapse

Dispute:

    open --> open: raise_level
    open --> settled: settle
    open --> dropped: drop

Challenge:

    open --> open: respond
    open --> ended: end
    ended --> ended: carry_out

Rendering:

    owed --> issued: issue
"""

from django.db import models
from django_fsm import FSMField

from panel.agencies.access import Permission
from panel.chart import Charted, move


class ApprovalStage(models.TextChoices):
    """Where one agency's approval stands."""

    WAITING = "waiting", "Waiting"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Not approved"
    LAPSED = "lapsed", "Lapsed unanswered"


class DisputeStage(models.TextChoices):
    """Where a disagreement about who pays stands."""

    OPEN = "open", "Open"
    SETTLED = "settled", "Settled"
    DROPPED = "dropped", "Dropped with the request"


class ChallengeStage(models.TextChoices):
    """Whether something came of a challenge yet."""

    OPEN = "open", "Open"
    ENDED = "ended", "Ended"


class RenderingStage(models.TextChoices):
    """Whether the PDF of a record has been made."""

    OWED = "owed", "Being made"
    ISSUED = "issued", "Issued"


class ApprovalChart(Charted):
    """The stage of a share approval. `ShareApproval` is the only heir."""

    stage = FSMField(default=ApprovalStage.WAITING, choices=ApprovalStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(ApprovalStage.WAITING, ApprovalStage.APPROVED, needs=Permission.SHARE_APPROVE)
    def approve(self) -> None:
        """The agency's lead agrees that it pays its share."""

    @move(ApprovalStage.WAITING, ApprovalStage.REFUSED, needs=Permission.SHARE_APPROVE)
    def refuse(self) -> None:
        """The agency's lead doesn't agree to the share, and says why."""

    @move(ApprovalStage.WAITING, ApprovalStage.LAPSED, needs=Permission.REQUEST_CHECK)
    def lapse(self) -> None:
        """What was agreed in principle lapsed before the agency's lead answered."""


class DisputeChart(Charted):
    """The stage of a dispute. `Dispute` is the only heir."""

    stage = FSMField(default=DisputeStage.OPEN, choices=DisputeStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(DisputeStage.OPEN, DisputeStage.OPEN, needs=Permission.DISPUTE_SETTLE)
    def raise_level(self) -> None:
        """It goes up to the next level that the panel's rules have."""

    @move(DisputeStage.OPEN, DisputeStage.SETTLED, needs=Permission.DISPUTE_SETTLE)
    def settle(self) -> None:
        """The agencies have settled who pays."""

    @move(DisputeStage.OPEN, DisputeStage.DROPPED, needs="")
    def drop(self) -> None:
        """The request was taken back, or its agreement lapsed: nothing is left to pay for."""


class ChallengeChart(Charted):
    """The stage of a challenge to a decision. `Challenge` is the only heir."""

    stage = FSMField(default=ChallengeStage.OPEN, choices=ChallengeStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(ChallengeStage.OPEN, ChallengeStage.OPEN, needs=Permission.CHALLENGE_RECORD)
    def respond(self) -> None:
        """The council has sent the Tribunal its response."""

    @move(ChallengeStage.OPEN, ChallengeStage.ENDED, needs=Permission.CHALLENGE_RECORD)
    def end(self) -> None:
        """Something came of it, or whoever asked took it back."""

    @move(ChallengeStage.ENDED, ChallengeStage.ENDED, needs=Permission.CHALLENGE_RECORD)
    def carry_out(self) -> None:
        """The council has done one thing that was ordered."""


class RenderingChart(Charted):
    """The stage of a record's PDF. `Rendering` is the only heir."""

    stage = FSMField(default=RenderingStage.OWED, choices=RenderingStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(RenderingStage.OWED, RenderingStage.ISSUED, needs="")
    def issue(self) -> None:
        """The worker has rendered, signed, stored and registered it."""
