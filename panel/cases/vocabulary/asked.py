"""The closed lists of words in which a request answers what its panel's rules ask.

Values are stored: changing one needs a migration.
"""

from django.db import models


class Circumstance(models.TextChoices):
    """Something about a request for which some panels don't take it."""

    REMAND = "remand", "The child is on remand"
    CONNECTED_PERSON = "connected_person", "The placement is with a relative or a friend"
    COURT_ORDERED = "court_ordered", "A court has ordered the placement"


class Knowledge(models.TextChoices):
    """What an agency answered when it was asked whether it knows the child."""

    KNOWN = "known", "It knows them"
    NOT_KNOWN = "not_known", "It doesn’t know them"
    NO_ANSWER = "no_answer", "Asked, and no answer yet"


class Capacity(models.TextChoices):
    """Whether a young person can decide for themselves (Mental Capacity Act 2005)."""

    DECIDES = "decides", "They can, and did"
    LACKS = "lacks", "They can’t; it was decided in their best interests"
    NOT_ASSESSED = "not_assessed", "Not assessed yet"
