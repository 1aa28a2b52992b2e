"""What happened and who looked: two append-only tables that PostgreSQL itself protects."""

from django.db import models


class Event(models.Model):
    """One thing that happened to one subject, chained to the event before it.

    Rows are written only by the SQL function `audit_append` (see `log.record`). There are no
    foreign keys: an event must outlive whatever it speaks of, and its meaning must not change
    when a person is renamed.
    """

    subject = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)  # username; empty when the system acts
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("subject", "sequence")
        constraints = (
            models.UniqueConstraint(
                fields=["subject", "sequence"], name="event_sequence_is_unique_for_its_subject"
            ),
        )
        indexes = (models.Index(fields=["kind", "at"], name="event_kind_at"),)

    def __str__(self) -> str:
        return f"{self.subject} #{self.sequence}: {self.kind}"


class ReadEvent(models.Model):
    """One person looked at one thing. Every read of a child's case leaves one."""

    subject = models.CharField(max_length=80)
    what = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=["subject", "at"], name="read_subject_at"),
            models.Index(fields=["by", "at"], name="read_by_at"),
        )

    def __str__(self) -> str:
        return f"{self.by} read {self.what} of {self.subject}"
