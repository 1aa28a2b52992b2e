"""What somebody is to one item: what they think of it, their interest in it, or its guest."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Agency, Person


class View(models.TextChoices):
    """A member's position on one item."""

    SUPPORT = "support", "Support"
    OPPOSE = "oppose", "Do not support"
    ABSTAIN = "abstain", "Abstain"


class Recusal(models.TextChoices):
    """How far somebody with an interest in an item stands back from it."""

    NOTE = "note", "I take part; my interest is noted"
    STAY = "stay_without_deciding", "I stay and speak, but do not decide"
    LEAVE = "leave", "I leave while it is decided, and read none of it"

    def goes_further_than(self, other: "Recusal") -> bool:
        """Say whether somebody stands back further than by another: they are in that order."""
        return [*Recusal].index(self) > [*Recusal].index(other)


class Interest(models.Model):
    """A member's interest in one item, and how far it takes them out of deciding it."""

    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, related_name="interests"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    level = models.CharField(max_length=21, choices=Recusal.choices, default=Recusal.LEAVE)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item_id", "declared_at")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "person"], name="interest_is_declared_once_an_item"
            ),
            models.CheckConstraint(
                condition=Q(level__in=Recusal.values), name="interest_has_a_level_of_the_rules"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} on {self.item}"

    @property
    def leaves(self) -> bool:
        """Whether the item is closed to them."""
        return self.level == Recusal.LEAVE

    @property
    def decides(self) -> bool:
        """Whether they decide it all the same."""
        return self.level == Recusal.NOTE


class Guest(models.Model):
    """Somebody without a seat who was there for one item, and in what part."""

    class Kind(models.TextChoices):
        """As what they were there."""

        FAMILY = "family", "Of the family"
        ADVOCATE = "advocate", "For the family"
        OBSERVER = "observer", "Observer"

    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, related_name="guests"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    who = models.CharField(max_length=120)  # what they are; never a child's name
    admitted_at = models.DateTimeField()
    admitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "kind", "who"], name="guest_is_written_down_once_an_item"
            ),
            models.CheckConstraint(condition=~Q(who=""), name="guest_is_said_to_be_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.who}, {self.get_kind_display().lower()}"


class Position(models.Model):
    """What one member thinks the panel should do, hidden from others until the item is opened."""

    item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.PROTECT, related_name="positions"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    view = models.CharField(max_length=10, choices=View.choices)
    reasons = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("item_id", "agency", "person")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "person"], name="position_is_given_once_an_item"
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="position_has_reasons"),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_view_display()}"
