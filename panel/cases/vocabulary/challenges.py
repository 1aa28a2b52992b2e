"""The closed lists of words in which a challenge to a decision is written.

Values are stored: changing one needs a migration.
"""

from django.db import models


class ChallengeKind(models.TextChoices):
    """To whom somebody turns who doesn't accept a decision."""

    REVIEW = "review", "Review by the panel"
    MEDIATION = "mediation", "Mediation"
    TRIBUNAL = "tribunal", "Appeal to the SEND Tribunal"
    COMPLAINT = "complaint", "Complaint"


class Asker(models.TextChoices):
    """Who asks. Whose parent or advocate it is, the case says; their name isn't kept here."""

    PARENT = "parent", "Parent or carer"
    YOUNG_PERSON = "young_person", "The child or young person"
    ADVOCATE = "advocate", "Advocate"
    REFERRER = "referrer", "The referring agency"
    AGENCY = "agency", "Another agency"


class ChallengeOutcome(models.TextChoices):
    """What came of it."""

    STANDS = "stands", "The decision stands"
    AGAIN = "again", "The panel decides again"
    REPLACED = "replaced", "An order or agreement replaces the decision"
    CONCEDED = "conceded", "The council doesn’t oppose it"
    TAKEN_BACK = "taken_back", "Whoever asked took it back"


OVERTURNING = frozenset(
    {ChallengeOutcome.AGAIN, ChallengeOutcome.REPLACED, ChallengeOutcome.CONCEDED}
)


class Order(models.TextChoices):
    """What the Tribunal says must happen."""

    ASSESS = "assess", "Assess the child’s needs"
    MAKE_PLAN = "make_plan", "Make an EHC plan"
    AMEND_PLAN = "amend_plan", "Amend the EHC plan"
    NAME_SCHOOL = "name_school", "Name another school in the plan"
    END_PLAN = "end_plan", "End the EHC plan at once"
    ANSWER = "answer", "Answer its recommendations on health and social care"
