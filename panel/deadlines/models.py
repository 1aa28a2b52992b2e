"""Dates that run, reminders of them, and notices owed to people: each a row before it is anything.

The index conditions are the sweep's questions, so that a sweep costs the same among a million
clocks as among ten.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Panel, Person, Role


class Outcome(models.TextChoices):
    """How a clock ended."""

    MET = "met", "Met"
    MISSED = "missed", "Missed"
    VOID = "void", "No longer owed"


#: How one ended whose work was done, in time or late.
DONE = (Outcome.MET, Outcome.MISSED)


class Clock(models.Model):
    """A date by which something is owed for a case, and how that date came about."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="clocks")
    subject = models.CharField(max_length=80)  # the case's reference
    rule_id = models.CharField(max_length=40)
    key = models.CharField(max_length=80, blank=True)  # tells clocks of one rule apart
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200)
    length = models.CharField(max_length=40)  # in words
    owner_role = models.CharField(max_length=20, choices=Role.choices)
    owner_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="clocks", null=True, blank=True
    )
    or_agencies = models.ManyToManyField(
        Agency, related_name="+", blank=True
    )  # whose holders of the role may do it as well
    started_on = models.DateField()  # day 0: the day of the event, which isn't counted
    due_on = models.DateField()
    operational_on = models.DateField()
    explanation = models.JSONField(
        encoder=DjangoJSONEncoder
    )  # list of steps: first, last, counted, why
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    done_on = models.DateField(
        null=True, blank=True
    )  # when what it asked for was done; maybe before it was written down, at `stopped_at`

    class Meta:
        ordering = ("operational_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["subject", "rule_id", "key"], name="clock_starts_once_for_its_key"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None, outcome="")
                | (
                    Q(stopped_at__isnull=False, stopped_by__isnull=False)
                    & Q(outcome__in=Outcome.values)
                ),
                name="clock_stopped_has_at_by_and_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=DONE, done_on__isnull=False)
                | (~Q(outcome__in=DONE) & Q(done_on=None)),
                name="clock_met_or_missed_has_the_day",
            ),
            models.CheckConstraint(
                condition=Q(operational_on__lte=F("due_on")),
                name="clock_is_worked_to_no_later_than_due",
            ),
        )
        indexes = (
            models.Index(
                fields=["panel", "operational_on"],
                condition=Q(stopped_at=None),
                name="clock_running",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.subject}: due {self.due_on}"


class ClockException(models.Model):
    """Why a limit doesn't bind a clock: the date stays, and whether it was met. Never changed.

    Attributes:
        code: by the letters of the regulation that allows it.
        first_day, last_day: the days in which what it names lay.
        evidence: what shows it.
        parent_informed_on: the day on which the family was told that the limit would be missed.
    """

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="exceptions")
    code = models.CharField(max_length=4)
    reason = models.CharField(max_length=120)  # the code in words
    first_day = models.DateField()
    last_day = models.DateField()
    evidence = models.CharField(max_length=300)
    parent_informed_on = models.DateField()
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("clock_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["clock", "code"], name="exception_is_one_of_its_code_a_clock"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")) & ~Q(evidence=""),
                name="exception_has_its_days_in_order_and_evidence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.clock}: exception {self.code}"


class Reminder(models.Model):
    """One rung of a clock's ladder: on this day these people are reminded, once."""

    class To(models.TextChoices):
        """Whom a rung reminds."""

        OWNER = "owner", "Whoever owes it"
        COORDINATOR = "coordinator", "The panel's coordinators"

    class Outcome(models.TextChoices):
        """What became of a rung whose day came."""

        OWED = "owed", "Notices owed"
        CANCELLED = "cancelled", "The clock had stopped"
        NOBODY = "nobody", "Nobody held the role"

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="reminders")
    rung = models.PositiveSmallIntegerField()  # its place in the ladder, from 0
    to = models.CharField(max_length=12, choices=To.choices)
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ("clock_id", "rung")
        constraints = (
            models.UniqueConstraint(
                fields=["clock", "rung"], name="reminder_is_one_for_each_rung_of_a_clock"
            ),
        )
        indexes = (
            models.Index(fields=["due_at"], condition=Q(outcome=""), name="reminder_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.clock}, rung {self.rung}"


class Notice(models.Model):
    """A message owed to one person by e-mail, sent or not yet: together, the outbox.

    Attributes:
        key: what it is about, in business terms; the same key is owed once, ever.
        offer_at: when a sweep next hands it to the workers.
        lease_until: until then one worker alone may send it; None when nobody is sending.
        dropped_at: it shall never be sent, and `last_error` says why.
        clock: the clock it reminds of; once that stops, it is dropped.
        message_id: the e-mail's Message-ID, made from the key, so the same in every attempt.
    """

    key = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField()
    subject_line = models.CharField(max_length=200)
    body = models.TextField()
    due_at = models.DateTimeField()
    clock = models.ForeignKey(
        Clock, on_delete=models.PROTECT, related_name="notices", null=True, blank=True
    )
    message_id = models.CharField(max_length=200, unique=True)
    offer_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ("due_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(dropped_at=None), name="notice_sent_is_not_dropped"
            ),
            models.CheckConstraint(
                condition=~Q(subject_line__contains="\n") & ~Q(subject_line__contains="\r"),
                name="notice_subject_is_one_line",
            ),
        )
        indexes = (
            models.Index(
                fields=["offer_at"],
                condition=Q(sent_at=None, dropped_at=None),
                name="notice_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject_line} to {self.recipient}"
