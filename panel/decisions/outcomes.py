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
