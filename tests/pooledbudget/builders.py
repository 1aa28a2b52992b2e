"""A fund with an open year, built by the real operations."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from panel.agencies import operations as agencies
from panel.agencies.models import Agency, Panel, Person, Role
from panel.money import Pence
from panel.pooledbudget import journal, operations
from panel.pooledbudget.accounts import AccountKind, FundKind, Verb
from panel.pooledbudget.agreements.queries import TERMS
from panel.pooledbudget.models import Account, Fund, FundAgreement, FundYear, JournalEntry
from panel.pooledbudget.operations import AgreementTerms

MONDAY_9AM = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
YEAR_OVER = datetime(2027, 5, 3, 9, tzinfo=UTC)  # a month after that financial year
_NUMBERS = count(1)


@dataclass(frozen=True)
class Books:
    """A fund year and the people and agencies round it."""

    fund_year: FundYear
    education: Agency
    health: Agency
    manager: Person

    def account(self, kind: AccountKind, agency: Agency | None = None) -> Account:
        """Return an account as it stands now."""
        return self.fund_year.accounts.get(kind=kind.value, agency=agency)

    def receive(self, pence: int, *, key: str = "", agency: Agency | None = None) -> JournalEntry:
        """Pay in; education does unless another agency is named."""
        return operations.receive_contribution(
            fund_year=self.fund_year,
            about="instalment 1",
            amounts={(agency or self.education).pk: Pence(pence)},
            key=key or a_key(),
            by=self.manager,
            at=MONDAY_9AM,
        )

    def do(
        self, verb: str, about: str, education: int, health: int = 0, *, key: str = "", **how: bool
    ) -> JournalEntry:
        """Do what one verb does with the two agencies' shares of a request."""
        entry: JournalEntry = getattr(operations, verb.replace(" ", "_"))(
            fund_year=self.fund_year,
            about=about,
            amounts=self.shares(education, health),
            key=key or a_key(),
            by=self.manager,
            at=MONDAY_9AM,
            **how,
        )
        return entry

    def reserve(
        self, about: str, education: int, health: int = 0, *, key: str = ""
    ) -> JournalEntry:
        """Set the two agencies' shares of a request aside."""
        return self.do(Verb.RESERVE, about, education, health, key=key)

    def commit(
        self, about: str, education: int, health: int = 0, *, key: str = ""
    ) -> JournalEntry:
        """Promise the two agencies' shares of a request."""
        return self.do(Verb.COMMIT, about, education, health, key=key)

    def credit(
        self, about: str, education: int, health: int = 0, *, is_paid: bool, key: str = ""
    ) -> JournalEntry:
        """Take back part of what was invoiced, or paid, for a request."""
        return self.do(Verb.CREDIT, about, education, health, key=key, is_paid=is_paid)

    def release(self, about: str, *, key: str = "") -> list[JournalEntry]:
        """Give back what a request holds."""
        return operations.release(about=about, key=key or a_key(), by=self.manager, at=MONDAY_9AM)

    def release_part(self, about: str, education: int, health: int = 0) -> JournalEntry:
        """Give back part of what is promised for a request."""
        return self.do("release part", about, education, health)

    def reverse(self, entry: JournalEntry, *, key: str = "") -> JournalEntry:
        """Undo an entry, as the operations do of which each asks its own permission."""
        return journal.reverse(
            entry_id=entry.pk,
            memo="Entered twice",
            key=key or a_key(),
            by=self.manager,
            at=MONDAY_9AM,
        )

    def shares(self, education: int, health: int) -> dict[int, Pence]:
        """Return the two agencies' amounts as the operations take them."""
        return {self.education.pk: Pence(education), self.health.pk: Pence(health)}


def shut(fund_year: FundYear, by: Person) -> None:
    """Settle a year that is over and holds nothing more for anybody, and close its books."""
    for verb in (operations.settle_fund_year, operations.close_fund_year):
        verb(fund_year_id=fund_year.pk, by=by, at=YEAR_OVER)


def a_key() -> str:
    """Return an idempotency key that no other call has had."""
    return f"key {next(_NUMBERS)}"


def some_books(
    *, kind: FundKind = FundKind.POOLED, code: str = "pool", floor: int = 0, year: int = 2026
) -> Books:
    """Open a fund of two agencies and one year of it, with nothing in it yet."""
    education = _agency("education", "Education")
    health = _agency("health", "Health")
    manager = Person.objects.filter(username="manager@example.org").first()
    manager = manager or Person.objects.create_user("manager@example.org", name="Mo Manager")
    panel, _ = Panel.objects.get_or_create(code=code, defaults={"name": "The panel"})
    panel.agencies.add(education, health)
    appoint(manager, panel, Role.FUND_MANAGER)
    fund = operations.open_fund(
        panel_id=panel.pk,
        code=code,
        name="The fund",
        kind=kind,
        host_id=education.pk,
        by=manager,
        at=MONDAY_9AM,
    )
    agree(fund, starts_on=date(year, 4, 1), below_pence=Pence(-floor))
    fund_year = operations.open_fund_year(
        fund_id=fund.pk,
        year=year,
        agency_ids=[education.pk, health.pk],
        by=manager,
        at=MONDAY_9AM,
    )
    return Books(fund_year, education, health, manager)


def state(fund: Fund, *, starts_on: date, **changes: Any) -> FundAgreement:
    """State an agreement behind a fund, with all its terms unless `changes` name others."""
    manager = Person.objects.get(username="manager@example.org")
    terms = {term: f"The {term} agreed." for term in TERMS}
    asked = {"terms": terms, "manager_id": manager.pk, "starts_on": starts_on} | changes
    return operations.state_agreement(
        fund_id=fund.pk, stated=AgreementTerms(**asked), by=manager, at=MONDAY_9AM
    )


def consent(agreement: FundAgreement, agency: Agency, *, accepts_manager: bool = True) -> None:
    """Have a lead of an agency consent to an agreement."""
    operations.consent_to_agreement(
        agreement_id=agreement.pk,
        agency_id=agency.pk,
        accepts_manager=accepts_manager,
        by=a_lead(agreement.fund.panel, agency),
        at=MONDAY_9AM,
    )


def agree(fund: Fund, *, starts_on: date, **changes: Any) -> FundAgreement:
    """State an agreement behind a fund, and let every partner consent to it."""
    agreement = state(fund, starts_on=starts_on, **changes)
    for agency in fund.panel.agencies.all():
        consent(agreement, agency)
    return agreement


def a_lead(panel: Panel, agency: Agency) -> Person:
    """Return somebody who leads an agency on a panel."""
    username = f"{agency.code}.lead@example.org"
    lead = Person.objects.filter(username=username).first()
    lead = lead or Person.objects.create_user(username, name=f"Lee {agency.name}")
    appoint(lead, panel, Role.AGENCY_LEAD, agency)
    return lead


def appoint(person: Person, panel: Panel, role: Role, agency: Agency | None = None) -> None:
    """Appoint somebody to a panel, unless they hold that role there."""
    if panel.appointments.filter(person=person, role=role).exists():
        return
    agencies.appoint(
        person_id=person.pk,
        panel_id=panel.pk,
        role=role,
        agency_id=agency.pk if agency else None,
        starts_on=date(2020, 4, 1),
        by=None,
        at=MONDAY_9AM,
    )


def a_stranger() -> Person:
    """Return somebody who holds no role on the fund's panel."""
    return Person.objects.create_user("stranger@example.org", name="A Stranger")


def _agency(code: str, name: str) -> Agency:
    agency, _ = Agency.objects.get_or_create(
        code=code, defaults={"name": name, "kind": code, "legal_entity": name}
    )
    return agency
