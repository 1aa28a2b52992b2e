"""Which newer rules a running request may move to, and what they would change for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models

from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.policies import changes
from panel.policies import queries as versions
from panel.policies.changes import Change
from panel.policies.models import PolicyVersion
from panel.refusals import Refusal

#: From listing on, money may be reserved and positions given under the rules a request has.
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


@dataclass(frozen=True)
class Newer:
    """The rules a request keeps, those in force, and each rule on which they differ."""

    before: PolicyVersion
    after: PolicyVersion

    @property
    def changes(self) -> Sequence[Change]:
        """Return what would change; empty where both say the same in other words."""
        return list(changes.between(self.before.policy, self.after.policy))


def newer(placement_request: PlacementRequest, *, on: date) -> Newer:
    """Return the rules that a request would move to on a day.

    Raises:
        RulesSettled: it is a draft, or on an agenda, or decided.
        RulesUnchanged: it has that day's rules.
    """
    before = placement_request.policy
    if before is None or placement_request.stage not in MOVABLE:
        stage = placement_request.get_stage_display().lower()
        raise RulesSettled(f"The rules of {placement_request} can’t change while it is {stage}.")
    after = versions.in_force(placement_request.panel_id, on=on)
    if after == before:
        raise RulesUnchanged(f"{placement_request} lives under version {after.number} already.")
    return Newer(before, after)


def may_move(placement_request: PlacementRequest, *, on: date) -> bool:
    """Say whether there are newer rules that a request may move to."""
    try:
        newer(placement_request, on=on)
    except (RulesSettled, RulesUnchanged):
        return False
    return True
