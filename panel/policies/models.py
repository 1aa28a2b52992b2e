"""Versions of a panel's rules, never changed once in force."""

from functools import lru_cache

from django.db import models

from panel.agencies.models import Panel
from panel.policies import documents
from panel.policies.schema import Policy


class PolicyVersion(models.Model):
    """One version of a panel's published rules and the day it takes effect."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="policies")
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    document = models.TextField()  # the TOML as loaded
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=254)

    class Meta:
        ordering = ("panel_id", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["panel", "number"], name="policy_version_number_is_unique_on_its_panel"
            ),
            models.UniqueConstraint(
                fields=["panel", "effective_from"], name="policy_version_is_one_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.panel}, version {self.number}"

    @property
    def policy(self) -> Policy:
        """The document as typed rules."""
        return _read(self.document)


@lru_cache(maxsize=128)
def _read(document: str) -> Policy:
    """Read a document once a process: a version never changes, and what is read can't be."""
    return documents.read_again(document)
