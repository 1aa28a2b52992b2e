"""Moving a request to newer rules than those it was submitted under."""

from datetime import datetime

from django.db import models, transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.audit import log
from panel.cases.models import PlacementRequest
from panel.cases.operations.moving import locked
from panel.cases.stages import Stage
from panel.policies import queries as versions
from panel.refusals import Refusal

#: From listing on, money may be set aside and positions given under the rules a request has.
MOVABLE = frozenset({Stage.SUBMITTED, Stage.ADVICE, Stage.READY, Stage.DEFERRED})


class RebaseReason(models.TextChoices):
    """Why a request is moved to newer rules. A list, since words of one's own may name a child."""

    PANEL_AGREED = "panel_agreed", "The panel agreed that open requests move"
    CORRECTION = "correction", "The older version was wrong"
    REFERRER_ASKED = "referrer_asked", "The referrer asked for it"


class RulesUnchanged(Refusal):
    """Raised when a request already lives under the rules in force."""


class RulesSettled(Refusal):
    """Raised when a request is too far on, or not far enough, for its rules to change."""


@transaction.atomic
def rebase(
    *, placement_request_id: int, reason: RebaseReason, by: Person, at: datetime
) -> PlacementRequest:
    """Put a request under the rules in force today; clocks that run keep the dates they have.

    Raises:
        access.Refused: this person doesn't check the panel's requests.
        RulesSettled: it is a draft, or on an agenda, or decided.
        RulesUnchanged: it has today's rules.
    """
    placement_request = locked(placement_request_id)
    on = clock.date_of(at)
    access.of(by, on=on, at=at).require(
        Permission.REQUEST_CHECK, panel_id=placement_request.panel_id
    )
    before = placement_request.policy
    if before is None or placement_request.stage not in MOVABLE:
        stage = placement_request.get_stage_display().lower()
        raise RulesSettled(f"The rules of {placement_request} can't change while it is {stage}.")
    after = versions.in_force(placement_request.panel_id, on=on)
    if after == before:
        raise RulesUnchanged(f"{placement_request} lives under version {after.number} already.")
    placement_request.policy = after
    placement_request.save(update_fields=["policy"])
    told = {"before": before.number, "after": after.number, "reason": reason}
    log.record(
        subject=placement_request.reference, kind="policy_rebased", by=by, at=at, payload=told
    )
    return placement_request
