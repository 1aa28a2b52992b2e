"""Stating the agreement behind a fund, each partner's consent to it, and notice to leave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from panel import clock
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person, Role
from panel.audit import log
from panel.money import Pence
from panel.policies import queries as versions
from panel.policies.schema.fund import Term
from panel.pooledbudget.agreements import queries as agreements
from panel.pooledbudget.models import ExitNotice, Fund, FundAgreement, FundConsent
from panel.pooledbudget.operations.years.opening import NOTHING, locked_fund, require_keeper
from panel.refusals import Refusal
from panel.working_days import add_months


class NotAManager(Refusal):
    """Raised when an agreement names somebody who isn't a fund manager of its panel."""

    field = "manager"


class Superseded(Refusal):
    """Raised when a partner would consent to a version that another has replaced."""


@dataclass(frozen=True)
class AgreementTerms:
    """
    What a version of an agreement says. `terms`: each one's words, blank if left out.

    `below_pence`: how far each pot of a year may be promised beyond the money that has come in.
    """

    terms: Mapping[Term, str]
    manager_id: int
    starts_on: date
    ends_on: date | None = None
    below_pence: Pence = NOTHING


@transaction.atomic
def state_agreement(
    *, fund_id: int, stated: AgreementTerms, by: Person, at: datetime
) -> FundAgreement:
    """State what the partners of a fund agree; a later version replaces it whole.

    No consent carries over: each partner consents to each version.

    Raises:
        access.Refused: this person doesn't post to the panel's fund.
        NotAManager: the fund manager named isn't one.
    """
    fund = locked_fund(fund_id)
    require_keeper(by, panel_id=fund.panel_id, at=at)
    _require_manager(stated.manager_id, fund)
    before = agreements.newest(fund)
    agreement = fund.agreements.create(
        version=before.version + 1 if before else 1,
        host_id=fund.host_id,
        manager_id=stated.manager_id,
        starts_on=stated.starts_on,
        ends_on=stated.ends_on,
        below_pence=stated.below_pence,
        stated_at=at,
        stated_by=by.username,
        **{str(term): words for term, words in stated.terms.items()},
    )
    payload = {"version": agreement.version, "terms": sorted(filled(agreement))}
    _record(fund, "agreement_stated", payload, by=by, at=at)
    return agreement


@transaction.atomic
def consent_to_agreement(
    *, agreement_id: int, agency_id: int, accepts_manager: bool, by: Person, at: datetime
) -> FundConsent:
    """Consent for a partner to the newest version; the first word stands if it is said again.

    Who consented without its manager can accept that afterwards.

    Raises:
        access.Refused: this person isn't a lead of the agency.
        Superseded: a newer version has been stated.
    """
    agreement = FundAgreement.objects.get(pk=agreement_id)
    fund = locked_fund(agreement.fund_id)
    require_lead(by, fund, agency_id, at=at)
    if fund.agreements.filter(version__gt=agreement.version).exists():
        raise Superseded("A newer version of the agreement has been stated: read that one.")
    earlier = agreement.consents.filter(agency_id=agency_id).order_by("-accepts_manager").first()
    if earlier is not None and earlier.accepts_manager >= accepts_manager:
        return earlier
    consent = agreement.consents.create(
        agency_id=agency_id, accepts_manager=accepts_manager, given_at=at, given_by=by.username
    )
    payload = {"version": agreement.version, "agency": consent.agency.code}
    _record(fund, "agreement_consented", payload, by=by, at=at)
    return consent


@transaction.atomic
def give_notice_to_leave(
    *, fund_id: int, agency_id: int, reason: str, by: Person, at: datetime
) -> ExitNotice:
    """Say that a partner leaves; its last day follows from the rules. The first notice stands.

    Raises:
        access.Refused: this person isn't a lead of the agency.
    """
    fund = locked_fund(fund_id)
    require_lead(by, fund, agency_id, at=at)
    today = clock.date_of(at)
    months = versions.fund_terms_of(fund.panel_id, on=today).exit_notice_months
    notice, is_new = fund.exit_notices.get_or_create(
        agency_id=agency_id,
        defaults={
            "reason": reason,
            "given_on": today,
            "ends_on": add_months(today, months),
            "given_at": at,
            "given_by": by.username,
        },
    )
    if is_new:
        payload = {"agency": notice.agency.code, "ends_on": notice.ends_on.isoformat()}
        _record(fund, "notice_given", payload, by=by, at=at)
    return notice


def require_lead(by: Person, fund: Fund, agency_id: int, *, at: datetime) -> None:
    """Raise `access.Refused` unless a person speaks for an agency on a fund."""
    held = access.of(by, on=clock.date_of(at))
    held.require(Permission.FUND_AGREE, panel_id=fund.panel_id, agency_ids=[agency_id])


def filled(agreement: FundAgreement) -> list[Term]:
    """Return the terms that an agreement states."""
    return [term for term in agreements.TERMS if getattr(agreement, term)]


def _require_manager(person_id: int, fund: Fund) -> None:
    managers = fund.panel.appointments.filter(role=Role.FUND_MANAGER, person_id=person_id)
    if not managers.exists():
        raise NotAManager("Name somebody who is a fund manager of the panel.")


def _record(
    fund: Fund, kind: str, payload: Mapping[str, object], *, by: Person, at: datetime
) -> None:
    log.record(subject=f"fund {fund.code}", kind=kind, by=by, at=at, payload=payload)
