"""What is kept of decision records: what each says, its PDF that is owed, and the register."""

from django.db import models
from django.db.models import Q

from panel.agencies.models import Person
from panel.decisions.stages import RenderingChart
from panel.leases import Leased


class DecisionRecord(models.Model):
    """What one version of a decision record says: frozen plain data. Never changed."""

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="records"
    )
    number = models.CharField(max_length=32, unique=True)  # JRAP-2026-00042/1
    version = models.PositiveSmallIntegerField()
    content = models.TextField()  # canonical JSON
    content_sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="superseded_by", null=True, blank=True
    )
    corrects = models.CharField(max_length=300, blank=True)  # why it supersedes

    class Meta:
        ordering = ("-frozen_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "version"], name="record_version_is_unique_on_its_decision"
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None, corrects="")
                | (Q(supersedes__isnull=False) & ~Q(corrects="")),
                name="record_that_supersedes_says_why",
            ),
        )

    def __str__(self) -> str:
        return self.number


class Rendering(Leased, RenderingChart):
    """The owed work of making a record's PDF: a row first, a message second."""

    record = models.OneToOneField(
        DecisionRecord, on_delete=models.PROTECT, related_name="rendering"
    )

    class Meta:
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=["lease_until"], condition=Q(stage="owed"), name="rendering_still_owed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.get_stage_display()}"


class RegisterEntry(models.Model):
    """The register's line for one issued PDF, chained to the line before it. Never changed.

    Written only by the SQL function `register_append`.
    """

    number = models.PositiveIntegerField(unique=True)
    record = models.OneToOneField(
        DecisionRecord, on_delete=models.PROTECT, related_name="register_entry"
    )
    content_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)  # before signing
    signed_sha256 = models.CharField(max_length=64)  # the file as issued
    file = models.CharField(max_length=120)  # its name in storage
    issued_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "register entries"
        indexes = (
            models.Index(fields=["pdf_sha256"], name="register_pdf_sha256"),
            models.Index(fields=["signed_sha256"], name="register_signed_sha256"),
            models.Index(fields=["content_sha256"], name="register_content_sha256"),
        )

    def __str__(self) -> str:
        return f"Register {self.number}"
