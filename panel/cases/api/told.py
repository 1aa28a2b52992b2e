"""What the JSON doorway says of the child and of what a request tells."""

from rest_framework import serializers

from panel.cases.api.sections import ChildSectionAnswer
from panel.cases.models import (
    Attempt,
    Child,
    Contact,
    Need,
    PanelAnswer,
    Practitioner,
    SoughtOutcome,
)

#: The texts, days and choices of a request, section by section.
TOLD = (
    "plan_requested_on",
    "story",
    "strengths",
    "legal_basis",
    "child_views",
    "child_views_how",
    "child_views_on",
    "child_views_absent_because",
    "family_views",
    "family_views_how",
    "family_views_on",
    "family_views_absent_because",
    "tried_less_because",
    "criteria_met",
    "circumstances",
    "agencies_met_on",
    "has_health_need",
    "health_told_on",
    "known_to",
    "advocacy",
    "family_consented_on",
    "child_consented_on",
    "capacity",
    "review_plan",
    "return_plan",
    "transition_plan",
    "if_delayed",
    "split_reason",
    "attached",
    "is_declared",
    "signed_off_name",
    "signed_off_grade",
    "signed_off_on",
)


class ContactAnswer(serializers.ModelSerializer[Contact]):
    """A parent or carer."""

    class Meta:
        model = Contact
        fields = ("name", "relation", "is_responsible", "address", "city", "postcode", "phone")


class PractitionerAnswer(serializers.ModelSerializer[Practitioner]):
    """Somebody who works with the child."""

    class Meta:
        model = Practitioner
        fields = ("name", "role", "agency", "phone", "is_lead")


class ChildAnswer(serializers.ModelSerializer[Child]):
    """Who a request is for, by initials; those who care for and work with them, by name."""

    contacts = ContactAnswer(many=True)
    practitioners = PractitionerAnswer(many=True)
    sections = ChildSectionAnswer(many=True)

    class Meta:
        model = Child
        fields = (
            "initials",
            "born_on",
            "communication",
            "language",
            "interpreter",
            "education_setting",
            "year_group",
            "legal_status",
            "plan_stage",
            "has_plan",
            "contacts",
            "practitioners",
            "sections",
        )


class NeedAnswer(serializers.ModelSerializer[Need]):
    """One need; rank 1 is the main one."""

    assessed_for = serializers.CharField(source="assessed_for.code", default=None)

    class Meta:
        model = Need
        fields = ("rank", "code", "detail", "assessed_on", "assessed_for")


class AttemptAnswer(serializers.ModelSerializer[Attempt]):
    """Something that was tried."""

    class Meta:
        model = Attempt
        fields = ("what", "from_on", "until_on", "cost_pence", "effect")


class SoughtOutcomeAnswer(serializers.ModelSerializer[SoughtOutcome]):
    """Something that should come of the placement."""

    class Meta:
        model = SoughtOutcome
        fields = ("what", "by_on", "measure")


class PanelAnswerAnswer(serializers.ModelSerializer[PanelAnswer]):
    """The answer to one of the panel's own questions."""

    class Meta:
        model = PanelAnswer
        fields = ("question", "answer")
