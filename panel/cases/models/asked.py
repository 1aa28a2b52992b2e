"""What a panel's own rules ask of a request, besides the story."""

from django.db import models

from panel.cases.vocabulary.asked import Capacity


class Asked(models.Model):
    """The answers to what rules ask that differ from panel to panel.

    Attributes:
        criteria_met: the panel's criteria that the request meets, in its rules' own words.
        circumstances: values of `Circumstance`, for which some panels take no request.
        known_to: agency code → a value of `Knowledge`.
        attached: the papers that go with it: values of `Attachment`, and names from the rules.
        capacity: whether a young person can decide for themselves what is shared.
    """

    criteria_met = models.JSONField(default=list, db_default=[], blank=True)
    circumstances = models.JSONField(default=list, db_default=[], blank=True)
    known_to = models.JSONField(default=dict, db_default={}, blank=True)
    attached = models.JSONField(default=list, db_default=[], blank=True)
    family_consented_on = models.DateField(null=True, blank=True)
    child_consented_on = models.DateField(null=True, blank=True)
    capacity = models.CharField(
        max_length=20, choices=Capacity.choices, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True
