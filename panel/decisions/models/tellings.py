"""What is kept of telling a family, and whoever referred them, what the panel decided."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.leases import Leased


class Channel(models.TextChoices):
    """A way in which an outcome is told."""

    PHONE = "phone", "By telephone"
    EMAIL = "email", "By e-mail"
    LETTER = "letter", "By letter"
    DECISION_SHEET = "decision_sheet", "By decision sheet"


WRITTEN = frozenset(Channel) - {Channel.PHONE}


class FamilyLetter(Leased):
    """What the letter about a decision said when it was written, and the owed work of printing it.

    A decision has another only once there is something else to say of it.
    """

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="letters"
    )
    content = models.TextField()  # canonical JSON, as `telling.paper` writes it
    content_sha256 = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True)  # of the file, in storage
    sha256 = models.CharField(max_length=64, blank=True)  # of the file
    printed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-decision_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "content_sha256"], name="family_letter_says_it_once"
            ),
            models.CheckConstraint(
                condition=Q(printed_at=None, name="", sha256="")
                | (Q(printed_at__isnull=False) & ~Q(name="") & ~Q(sha256="")),
                name="family_letter_is_printed_whole",
            ),
        )

    def __str__(self) -> str:
        return f"Letter {self.pk}, {self.decision}"


class Telling(models.Model):
    """That an outcome is to be told in one way by a day, and the day it was."""

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="tellings"
    )
    channel = models.CharField(max_length=20, choices=Channel.choices)
    due_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)  # to whom, and what they said
    letter = models.ForeignKey(
        FamilyLetter, on_delete=models.PROTECT, related_name="tellings", null=True, blank=True
    )  # as it stood when they were told
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ("-decision_id", "due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "channel"], name="telling_is_owed_once_in_each_way"
            ),
            models.CheckConstraint(
                condition=Q(told_on=None, note="", letter=None, recorded_at=None, recorded_by=None)
                | Q(
                    told_on__isnull=False,
                    letter__isnull=False,
                    recorded_at__isnull=False,
                    recorded_by__isnull=False,
                )
                & ~Q(note=""),
                name="telling_once_told_has_day_note_letter_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision}, {self.get_channel_display().lower()}"
