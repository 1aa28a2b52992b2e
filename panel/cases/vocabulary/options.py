"""The closed lists of words about where a child might be placed, and what that costs.

Values are stored: changing one needs a migration.
"""

from django.db import models


class PlacementGroup(models.TextChoices):
    """The thirteen sorts of place by which the SEN2 figures are published."""

    MAINSTREAM_COUNCIL = "mainstream_council", "Mainstream: council school"
    MAINSTREAM_ACADEMY = "mainstream_academy", "Mainstream: academy or free school"
    MAINSTREAM_INDEPENDENT = "mainstream_independent", "Mainstream: independent school"
    SEN_UNIT = "sen_unit", "SEN unit in a mainstream school"
    RESOURCED = "resourced", "Resourced provision in a mainstream school"
    SPECIAL_COUNCIL = "special_council", "Special: council school"
    SPECIAL_ACADEMY = "special_academy", "Special: academy or free school"
    SPECIAL_NON_MAINTAINED = "special_non_maintained", "Special: non-maintained school"
    SPECIAL_INDEPENDENT = "special_independent", "Special: independent school"
    ALTERNATIVE = "alternative", "Alternative provision or pupil referral unit"
    FURTHER_EDUCATION = "further_education", "General further education"
    SPECIALIST_POST_16 = "specialist_post_16", "Specialist post-16 institution"
    OTHER = "other", "Other: early years, online, at home, in care or in hospital"


class Inspectorate(models.TextChoices):
    """Who inspects a provider."""

    OFSTED = "ofsted", "Ofsted"
    CQC = "cqc", "Care Quality Commission"


class Rating(models.TextChoices):
    """What inspectors found, overall."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement"
    INADEQUATE = "inadequate", "Inadequate"
    UNGRADED = "ungraded", "Inspected without an overall grade"
    NOT_YET = "not_yet", "Not inspected yet"


class Vacancy(models.TextChoices):
    """What a provider answered when it was asked for a place."""

    PLACE = "place", "Has a place"
    LATER = "later", "Has a place later"
    FULL = "full", "Has no place"
    UNSUITED = "unsuited", "Can’t meet the needs"
    SILENT = "silent", "Hasn’t answered"


class HomeRegistration(models.TextChoices):
    """Whether a place that accommodates children is registered as a children's home."""

    REGISTERED = "registered", "Registered as a children’s home"
    APPLIED = "applied", "Registration applied for"
    NOT_REGISTERED = "not_registered", "Not registered"


class FundingSource(models.TextChoices):
    """The budget that a cost line is charged to."""

    HIGH_NEEDS = "high_needs", "High needs block (DSG)"
    COUNCIL = "council", "Council base budget"
    ICB = "icb", "Integrated care board"
    OTHER = "other", "Another source"


class Vat(models.TextChoices):
    """How value added tax stands to a rate; none is ever added to it here."""

    NONE = "none", "No VAT"
    RECLAIMED = "reclaimed", "VAT on top, reclaimed"
    INCLUDED = "included", "VAT in the rate"
