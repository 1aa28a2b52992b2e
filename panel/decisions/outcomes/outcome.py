"""What may come of a request that is decided."""

from django.db import models


class Outcome(models.TextChoices):
    """What the panel may say of a request."""

    AGREED = "agreed", "Agreed"
    AGREED_WITH_CONDITIONS = "agreed_with_conditions", "Agreed with conditions"
    IN_PRINCIPLE = "in_principle", "Agreed in principle"
    DEFERRED = "deferred", "Deferred"
    DECLINED = "declined", "Declined"
    REFERRED_ON = "referred_on", "Referred on"


OUTRIGHT = ["agreed", "agreed_with_conditions"]
AGREEING = frozenset({Outcome.AGREED, Outcome.AGREED_WITH_CONDITIONS, Outcome.IN_PRINCIPLE})


def without_quorum(inquorate: str) -> frozenset[Outcome]:
    """Return what can come of an item without its quorum, by what the rules do then.

    However often it was deferred before, it can be again.
    """
    goes_on = inquorate == "proceed_in_principle"
    return frozenset({Outcome.DEFERRED, *([Outcome.IN_PRINCIPLE] if goes_on else [])})
