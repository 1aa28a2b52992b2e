"""What an agreement must hold before a year of its fund opens, and what it lacks of that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from panel.agencies.models import Agency
from panel.policies.schema.fund import Fund as FundRules
from panel.policies.schema.fund import Term
from panel.pooledbudget.models import ExitNotice, Fund, FundAgreement, FundYear
from panel.presentation import formatting

#: The seven terms, in the order and sense of SI 2000/617, regulation 7(3).
TERMS: Mapping[Term, str] = {
    "aims": "Aims and outcomes",
    "contributions": "Contributions, and how they may be varied",
    "functions": "Functions",
    "persons": "Persons, and kinds of services",
    "staff": "Staff, goods, services and accommodation",
    "duration_and_ending": "Duration, review, variation and ending",
    "management": "How the fund is managed and monitored",
}


@dataclass(frozen=True)
class Consenting:
    """Whether one partner has consented to an agreement, and to who manages the fund."""

    agency: Agency
    has_consented: bool
    accepts_manager: bool


def newest(fund: Fund) -> FundAgreement | None:
    """Return the version of a fund's agreement that replaces all others; None before the first."""
    found = fund.agreements.select_related("host", "manager")
    return found.order_by("-version").first()


def versions(fund: Fund) -> QuerySet[FundAgreement]:
    """Return every version of a fund's agreement, the newest first, with its consents."""
    found = fund.agreements.select_related("host", "manager").order_by("-version")
    return found.prefetch_related("consents__agency")


def consenting(agreement: FundAgreement, agencies: Iterable[Agency]) -> list[Consenting]:
    """Return how each of some agencies stands to an agreement, in their order."""
    given = agreement.consents.order_by("accepts_manager")  # the one with the manager counts
    accepted = dict(given.values_list("agency_id", "accepts_manager"))
    return [
        Consenting(agency, agency.pk in accepted, accepted.get(agency.pk, False))
        for agency in agencies
    ]


def to_consent(
    agreement: FundAgreement, rules: FundRules, agencies: Iterable[Agency]
) -> list[Agency]:
    """Return those of some agencies whose consent, or acceptance of the manager, is missing."""
    return [
        one.agency
        for one in consenting(agreement, agencies)
        if not one.has_consented or (rules.manager_consent and not one.accepts_manager)
    ]


def lacking(agreement: FundAgreement, rules: FundRules, agencies: Iterable[Agency]) -> list[str]:
    """Return a sentence for each thing without which no year opens for these agencies.

    What must be there is for the panel's rules to say; nothing lacking is the empty list.
    """
    wanted = [
        f"The agreement doesn’t state this term: {TERMS[term]}."
        for term in rules.agreement_terms
        if not getattr(agreement, term)
    ]
    if rules.host not in (None, agreement.host.code):
        wanted.append(
            f"{agreement.host} keeps the fund; the panel’s rules name {rules.host} as its host."
        )
    for partner in consenting(agreement, agencies):
        if not partner.has_consented:
            wanted.append(f"{partner.agency} hasn’t consented to the agreement.")
        elif rules.manager_consent and not partner.accepts_manager:
            wanted.append(f"{partner.agency} hasn’t accepted {agreement.manager} as its manager.")
    return wanted


def outside(agreement: FundAgreement, fund_year: FundYear) -> list[str]:
    """Return why an agreement doesn't reach a year, if it doesn't."""
    if agreement.starts_on > fund_year.ends_on:
        return [f"The agreement begins only on {formatting.day(agreement.starts_on)}."]
    if agreement.ends_on and agreement.ends_on < fund_year.starts_on:
        return [f"The agreement ended on {formatting.day(agreement.ends_on)}."]
    return []


def gone_by(fund_year: FundYear, agency_ids: Iterable[int]) -> QuerySet[ExitNotice]:
    """Return the notices by which some of these agencies have left before a year begins."""
    notices = fund_year.fund.exit_notices.select_related("agency")
    return notices.filter(agency_id__in=[*agency_ids], ends_on__lt=fund_year.starts_on)


def years_reached(notice: ExitNotice) -> QuerySet[FundYear]:
    """Return the open years that a leaving partner still has a part in, the first first."""
    years = notice.fund.years.filter(accounts__agency_id=notice.agency_id, closed_at=None)
    return years.select_related("fund").distinct().order_by("year")


def as_typed(agreement: FundAgreement | None) -> dict[str, object]:
    """Return what a new version begins with: the words and dates of the one before, if any."""
    if agreement is None:
        return {}
    names = (*TERMS, "starts_on", "ends_on", "below_pence", "manager")
    return {name: getattr(agreement, name) for name in names}
