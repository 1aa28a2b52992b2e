"""
The agreement behind a fund: its terms, the partners' consents, and who has given notice to leave.

Nothing here is ever changed or removed (`migrations/*.sql`): other terms are a new version.
"""

from django.db import models
from django.db.models import F, Q

from panel.agencies.models import Agency, Person


class FundAgreement(models.Model):
    """
    One version of what the partners of a fund have agreed.

    Source: NHS Bodies and Local Authorities Partnership Arrangements Regulations 2000
    (SI 2000/617), regulation 7(3), for the seven terms.
    """

    fund = models.ForeignKey("Fund", on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()  # from 1 in its fund
    aims = models.TextField(blank=True)
    contributions = models.TextField(blank=True)
    functions = models.TextField(blank=True)
    persons = models.TextField(blank=True)
    staff = models.TextField(blank=True)
    duration_and_ending = models.TextField(blank=True)
    management = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # its last day; none while it is open
    below_pence = models.BigIntegerField(default=0)  # that a pot may be promised beyond its money
    host = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    stated_by = models.CharField(max_length=254, blank=True)  # username; empty at a set-up

    class Meta:
        ordering = ("fund_id", "version")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "version"], name="agreement_version_is_unique_in_its_fund"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_no_earlier_than_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(below_pence__gte=0), name="agreement_lets_pots_go_below_or_not"
            ),
        )

    def __str__(self) -> str:
        return f"{self.fund}, agreement {self.version}"


class FundConsent(models.Model):
    """
    A partner's consent to one version of the agreement, given by one of its leads.

    One without the manager can be followed by one with: that adds the acceptance.
    """

    agreement = models.ForeignKey(FundAgreement, on_delete=models.PROTECT, related_name="consents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    accepts_manager = models.BooleanField()  # that this fund manager manages the fund
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("agreement_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "agency", "accepts_manager"],
                name="consent_is_given_once_by_each_partner",
            ),
            models.CheckConstraint(
                condition=~Q(given_by=""), name="consent_to_an_agreement_is_given_by_someone"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}, {self.agreement}"


class ExitNotice(models.Model):
    """Word that a partner leaves a fund: no year that begins after its last day includes it."""

    fund = models.ForeignKey("Fund", on_delete=models.PROTECT, related_name="exit_notices")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    given_on = models.DateField()
    ends_on = models.DateField()  # the last day on which it has a part
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=254)  # username

    class Meta:
        ordering = ("fund_id", "ends_on")
        constraints = (
            models.UniqueConstraint(
                fields=["fund", "agency"], name="notice_to_leave_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("given_on")), name="notice_to_leave_runs_forward"
            ),
            models.CheckConstraint(
                condition=~Q(given_by=""), name="notice_to_leave_is_given_by_someone"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency} leaves {self.fund} on {self.ends_on:%-d %B %Y}"
