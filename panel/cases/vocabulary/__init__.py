"""Every closed list of words a placement request is written in.

Values are stored: changing one needs a migration.
"""

from django.db import models


class RequestKind(models.TextChoices):
    """What the panel is asked for."""

    NEW = "new", "New placement"
    CHANGE = "change", "Change to a placement"
    EXTENSION = "extension", "Extension of a placement"


class ReopeningGround(models.TextChoices):
    """On what ground a request is opened again."""

    CHALLENGE = "challenge", "A challenge to the decision was right"
    EVIDENCE = "evidence", "There is new evidence"


class LinkKind(models.TextChoices):
    """What a request has to do with another, read from the one that says so."""

    FOLLOWS = "follows", "follows on from"
    EARLIER = "earlier", "is for the same child as"
    VARIES = "varies", "changes the placement of"
    SIBLING = "sibling", "is for a brother or sister of the child of"


#: The same, read from the other end.
LINKED_FROM = {
    LinkKind.FOLLOWS: "is followed by",
    LinkKind.EARLIER: LinkKind.EARLIER.label,
    LinkKind.VARIES: "has its placement changed by",
    LinkKind.SIBLING: LinkKind.SIBLING.label,
}


class LegalStatus(models.TextChoices):
    """The child's status under the Children Act 1989."""

    NONE = "none", "None"
    IN_NEED = "in_need", "Child in need (section 17)"
    PROTECTION = "protection", "Child protection plan"
    ACCOMMODATED = "accommodated", "Looked after (section 20)"
    CARE_ORDER = "care_order", "Looked after (section 31)"


LOOKED_AFTER = frozenset({LegalStatus.ACCOMMODATED, LegalStatus.CARE_ORDER})


class NeedCode(models.TextChoices):
    """Primary types of need, as the SEN2 return counts them."""

    SPLD = "SPLD", "Specific learning difficulty"
    MLD = "MLD", "Moderate learning difficulty"
    SLD = "SLD", "Severe learning difficulty"
    PMLD = "PMLD", "Profound and multiple learning difficulty"
    SEMH = "SEMH", "Social, emotional and mental health"
    SLCN = "SLCN", "Speech, language and communication"
    HI = "HI", "Hearing impairment"
    VI = "VI", "Vision impairment"
    MSI = "MSI", "Multi-sensory impairment"
    PD = "PD", "Physical disability"
    ASD = "ASD", "Autism"
    DS = "DS", "Down syndrome"
    OTH = "OTH", "Other"


#: Needs for which people are on the dynamic support register: learning disability and autism.
REGISTER_NEEDS = frozenset({NeedCode.MLD, NeedCode.SLD, NeedCode.PMLD, NeedCode.DS, NeedCode.ASD})


class Setting(models.TextChoices):
    """The sort of place an option is."""

    MAINSTREAM = "mainstream", "Mainstream school with support"
    LOCAL_SPECIAL = "local_special", "Local special school"
    INDEPENDENT_DAY = "independent_day", "Independent special school, day"
    INDEPENDENT_BOARDING = "independent_boarding", "Independent special school, boarding"
    RESIDENTIAL_52 = "residential_52", "Residential, 52 weeks"
    CHILDRENS_HOME = "childrens_home", "Children's home with education"
    FOSTER_PACKAGE = "foster_package", "Foster care with a package"
    HOME_PACKAGE = "home_package", "Package at home"
    SPECIALIST_COLLEGE = "specialist_college", "Specialist post-16 college"


class Suitability(models.TextChoices):
    """How far an option meets the child's needs; judged before cost."""

    MEETS = "meets", "Yes"
    PARTLY = "partly", "Partly"
    DOES_NOT = "does_not", "No"


class CostKind(models.TextChoices):
    """What a cost line pays for."""

    EDUCATION = "education", "Education"
    CARE = "care", "Residential care"
    HEALTH = "health", "Health"
    THERAPY = "therapy", "Therapy"
    TRANSPORT = "transport", "Transport"
    SET_UP = "set_up", "Set-up"


class CostUnit(models.TextChoices):
    """What a rate is for; `rates` says what each comes to."""

    DAY = "day", "a day"
    WEEK = "week", "a week"
    TERM = "term", "a term"
    YEAR = "year", "a year"
    ONCE = "once", "once"


class AdviceOpinion(models.TextChoices):
    """What an agency advises."""

    SUPPORTS = "supports", "Supports"
    CONDITIONS = "conditions", "Supports with a condition"
    AGAINST = "against", "Does not support"


class Agreer(models.TextChoices):
    """Whose agreement a panel may ask for before advice written for something else is used."""

    ADVISER = "adviser", "Whoever wrote it"
    AUTHORITY = "authority", "The authority"
    FAMILY = "family", "The family"


class AdviceExcuse(models.TextChoices):
    """What a panel's rules may let excuse advice that comes late."""

    AWAITING_INFORMATION = "awaiting_information", "Information was awaited"
    FAMILY_AWAY = "family_away", "The family was away"
    SCHOOL_CLOSED = "school_closed", "The school was closed"


class PaperSection(models.TextChoices):
    """Whose eyes a paper is for; the panel team, the chair and auditors read every section."""

    GENERAL = "general", "Everyone who reads the case"
    EDUCATION = "education", "Education only"
    HEALTH = "health", "Health only"
    SOCIAL_CARE = "social_care", "Social care only"
