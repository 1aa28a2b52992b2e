"""What the page of a fund's agreement says, as plain values. Nothing here writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from panel.money import Pence, in_pounds
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.agreements.queries import TERMS, Consenting
from panel.pooledbudget.models import ExitNotice, FundAgreement, FundYear
from panel.presentation import formatting
from panel.presentation.parts import Check, Fact


@dataclass(frozen=True)
class Earlier:
    """A version that another replaced: what it said, and who had consented to it."""

    title: str
    facts: tuple[Fact, ...]
    words: tuple[Fact, ...]


@dataclass(frozen=True)
class Leaving:
    """A partner's notice, and what follows from it."""

    heading: str
    reason: str
    consequences: tuple[str, ...]


Names = Mapping[str, str]  # of people, by username


def people(found: Iterable[FundAgreement], notices: Iterable[ExitNotice]) -> set[str]:
    """Return the usernames of everybody named on the page. The consents are fetched."""
    stated = {agreement.stated_by for agreement in found}
    given = {consent.given_by for agreement in found for consent in agreement.consents.all()}
    return stated | given | {notice.given_by for notice in notices}


def facts(agreement: FundAgreement, names: Names) -> list[Fact]:
    """Return how long an agreement holds, who keeps the fund and who stated it."""
    ends = formatting.day(agreement.ends_on) if agreement.ends_on else "Open"
    return [
        Fact("Version", str(agreement.version)),
        Fact("Begins", formatting.day(agreement.starts_on)),
        Fact("Ends", ends),
        Fact("Promised beyond its money, each pot", in_pounds(Pence(agreement.below_pence))),
        Fact("Hosted by", f"{agreement.host.legal_entity}, by {agreement.host}"),
        Fact("Managed by", agreement.manager.name),
        Fact("Stated", formatting.act(agreement.stated_at, agreement.stated_by, names)),
    ]


def earlier(agreement: FundAgreement, names: Names) -> Earlier:
    """Present a version that another replaced. Its consents are fetched."""
    consents = [
        Fact(
            f"Consent of {consent.agency}",
            formatting.act(consent.given_at, consent.given_by, names),
        )
        for consent in agreement.consents.all()
    ]
    return Earlier(
        title=f"Earlier: version {agreement.version}",
        facts=(*facts(agreement, names), *consents),
        words=tuple(words(agreement)),
    )


def term_checks(agreement: FundAgreement, rules: FundRules) -> list[Check]:
    """Return a check for each of the seven terms; one that the rules don't ask for can't fail."""
    return [
        Check(name, _passes(agreement, term, is_asked=term in rules.agreement_terms))
        for term, name in TERMS.items()
    ]


def _passes(agreement: FundAgreement, term: str, *, is_asked: bool) -> bool | None:
    return bool(getattr(agreement, term)) or (False if is_asked else None)


def words(agreement: FundAgreement) -> list[Fact]:
    """Return the words of each term that is stated."""
    return [
        Fact(name, getattr(agreement, term))
        for term, name in TERMS.items()
        if getattr(agreement, term)
    ]


def consent_checks(
    agreement: FundAgreement, partners: Iterable[Consenting], rules: FundRules, names: Names
) -> list[Check]:
    """Return a check for each partner: who consented and when, or what is missing."""
    given = {consent.agency_id: consent for consent in agreement.consents.all()}
    checks = []
    for partner in partners:
        manages = partner.accepts_manager or not rules.manager_consent
        detail = ""
        if consent := given.get(partner.agency.pk):
            detail = formatting.act(consent.given_at, consent.given_by, names)
            if not manages:
                detail += f"; not to {agreement.manager} as its manager"
        checks.append(Check(partner.agency.name, partner.has_consented and manages, detail))
    return checks


def leaving(notice: ExitNotice, years: Iterable[FundYear], names: Names) -> Leaving:
    """Return a notice with what follows from it. `years`: the open ones it still has a part in."""
    last, by = formatting.day(notice.ends_on), names.get(notice.given_by, notice.given_by)
    return Leaving(
        heading=f"{notice.agency} leaves on {last}",
        reason=notice.reason,
        consequences=(
            f"Notice was given on {formatting.day(notice.given_on)} by {by}.",
            f"It has no part in any year that begins after {last}.",
            *(f"It keeps its part in the books of {year.span}." for year in years),
            "What it owes of those years, and its share of what they have committed, stays.",
        ),
    )
