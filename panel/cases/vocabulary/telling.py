"""The closed lists of words in which a child's record and their request are told.

Values are stored: changing one needs a migration.
"""

from django.db import models


class Sex(models.TextChoices):
    """As recorded at birth, which is what the schools' census and the NHS both hold."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    UNKNOWN = "unknown", "Not recorded"


class PlanStage(models.TextChoices):
    """How far the child's education, health and care plan has come."""

    UNKNOWN = "unknown", "Not recorded"
    NONE = "none", "No plan"
    REQUESTED = "requested", "An assessment is requested"
    ASSESSING = "assessing", "Being assessed"
    ISSUED = "issued", "Plan issued"
    REVIEWED = "reviewed", "Plan issued and reviewed"


#: A plan is in force from the day it is issued.
IN_FORCE = frozenset({PlanStage.ISSUED, PlanStage.REVIEWED})


class Relation(models.TextChoices):
    """Who somebody is to the child."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step_parent", "Step-parent"
    GRANDPARENT = "grandparent", "Grandparent"
    SIBLING = "sibling", "Brother or sister"
    FOSTER_CARER = "foster_carer", "Foster carer"
    GUARDIAN = "guardian", "Special guardian"
    LOCAL_AUTHORITY = "local_authority", "Local authority, under a care order"
    OTHER = "other", "Somebody else"


class Advocacy(models.TextChoices):
    """Whether the child was offered somebody independent to speak with or for them."""

    ACCEPTED = "accepted", "Offered, and they have an advocate"
    DECLINED = "declined", "Offered, and declined"
    NOT_OFFERED = "not_offered", "Not offered"


class Attachment(models.TextChoices):
    """A document that a panel may ask to see beside the request."""

    CHILD_PLAN = "child_plan", "Child’s plan"
    EHC_PLAN = "ehc_plan", "Education, health and care plan"
    EDUCATION_REPORT = "education_report", "School’s or educational psychologist’s report"
    HEALTH_ASSESSMENT = "health_assessment", "Health assessment"
    CARE_ASSESSMENT = "care_assessment", "Social care assessment"
    RISK_ASSESSMENT = "risk_assessment", "Risk assessment"
    PROVIDER_OFFER = "provider_offer", "Offer and costs of a provider"


class Grade(models.TextChoices):
    """How senior a manager is, the least first."""

    TEAM_MANAGER = "team_manager", "Team manager"
    SERVICE_MANAGER = "service_manager", "Service manager"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    ASSISTANT_DIRECTOR = "assistant_director", "Assistant director"
    DIRECTOR = "director", "Director"
    CHIEF_OFFICER = "chief_officer", "Chief officer"

    def reaches(self, least: str) -> bool:
        """Say whether this grade is as senior as `least`, or more."""
        return list(Grade).index(self) >= list(Grade).index(Grade(least))


class ChildSectionName(models.TextChoices):
    """The parts of a child's record; each is told, and grows old, by itself."""

    IDENTITY = "identity", "Who they are"
    CONTACTS = "contacts", "Parents and carers"
    COMMUNICATION = "communication", "How they communicate"
    PRACTITIONERS = "practitioners", "Who works with them"
    STANDING = "standing", "School, plan and legal status"


class RequestSectionName(models.TextChoices):
    """The parts of a request that are written one by one."""

    GROUNDS = "grounds", "Why this panel"
    STORY = "story", "Story and strengths"
    VIEWS = "views", "The child’s and the family’s views"
    NEEDS = "needs", "Needs"
    TRIED = "tried", "What has been tried"
    OUTCOMES = "outcomes", "Outcomes sought"
    PREPARATION = "preparation", "Before this request"
    QUESTIONS = "questions", "The panel’s own questions"
    SHARING = "sharing", "Sharing information"
    PLANS = "plans", "Reviews and what comes after"
    DECLARATION = "declaration", "Documents and sign-off"
