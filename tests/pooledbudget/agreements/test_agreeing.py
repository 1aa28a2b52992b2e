"""What partners must have agreed before a year of their fund opens, and leaving it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection

from panel.agencies import access
from panel.audit.queries import history
from panel.policies import operations as policies
from panel.policies.documents import FOLDER
from panel.pooledbudget import operations
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.agreements import queries as agreements
from panel.pooledbudget.models import Fund, FundYear
from tests.pooledbudget.builders import (
    MONDAY_9AM,
    Books,
    a_lead,
    a_stranger,
    agree,
    consent,
    some_books,
    state,
)

pytestmark = pytest.mark.django_db
APRIL = date(2027, 4, 1)


@pytest.fixture
def books() -> Books:
    """A fund whose first year is open under an agreement by both its partners."""
    return some_books()


def fund_of(books: Books) -> Fund:
    return books.fund_year.fund


def open_next_year(books: Books, year: int = 2027) -> FundYear:
    return operations.open_fund_year(
        fund_id=books.fund_year.fund_id,
        year=year,
        agency_ids=[books.education.pk, books.health.pk],
        by=books.manager,
        at=MONDAY_9AM,
    )


def by_rules(books: Books, stated: str, *, since: date = date(2026, 4, 1)) -> None:
    """Bring rules into force that say this of the fund."""
    document = (FOLDER / "kent.toml").read_text(encoding="utf-8")
    assert "[fund]" not in document
    policies.load(
        panel_id=fund_of(books).panel_id,
        document=f"{document}\n[fund]\n{stated}\n",
        effective_from=since,
        by=None,
        at=MONDAY_9AM,
    )


class TestOpeningAYear:
    def test_keeps_the_agreement_it_was_opened_under(self, books: Books) -> None:
        second = agree(fund_of(books), starts_on=APRIL)

        assert open_next_year(books).agreement == second
        assert books.fund_year.agreement.version == 1

    def test_names_every_term_that_is_missing_and_every_consent_at_once(
        self, books: Books
    ) -> None:
        words = dict.fromkeys(agreements.TERMS, "Agreed.") | {"aims": "", "staff": ""}
        consent(state(fund_of(books), starts_on=APRIL, terms=words), books.education)

        with pytest.raises(operations.AgreementLacking) as refused:
            open_next_year(books)

        assert refused.value.reasons == [
            "The agreement doesn’t state this term: Aims and outcomes.",
            "The agreement doesn’t state this term: Staff, goods, services and accommodation.",
            "Health hasn’t consented to the agreement.",
        ]
        assert fund_of(books).years.count() == 1

    def test_asks_only_for_the_terms_that_the_rules_name(self, books: Books) -> None:
        by_rules(books, 'agreement_terms = ["aims"]')
        agreement = state(fund_of(books), starts_on=APRIL, terms={"aims": "Agreed."})
        for agency in (books.education, books.health):
            consent(agreement, agency)

        assert open_next_year(books).agreement == agreement

    @pytest.mark.parametrize(("rule", "opens"), [("true", False), ("false", True)])
    def test_asks_for_consent_to_the_manager_where_the_rules_do(
        self, books: Books, rule: str, opens: bool
    ) -> None:
        by_rules(books, f"manager_consent = {rule}")
        agreement = state(fund_of(books), starts_on=APRIL)
        consent(agreement, books.education)
        consent(agreement, books.health, accepts_manager=False)

        if opens:
            assert open_next_year(books)
            return
        with pytest.raises(operations.AgreementLacking, match="accepted Mo Manager as its"):
            open_next_year(books)

    def test_asks_for_the_host_that_the_rules_name(self, books: Books) -> None:
        by_rules(books, 'host = "health"')

        with pytest.raises(operations.AgreementLacking, match="rules name health as its host"):
            open_next_year(books)

    def test_waits_for_an_agreement(self, books: Books) -> None:
        fund = operations.open_fund(
            panel_id=fund_of(books).panel_id,
            code="second",
            name="A second fund",
            kind=FundKind.POOLED,
            host_id=books.health.pk,
            by=books.manager,
            at=MONDAY_9AM,
        )

        with pytest.raises(operations.AgreementLacking, match="State what the partners agree"):
            operations.open_fund_year(
                fund_id=fund.pk,
                year=2027,
                agency_ids=[books.health.pk],
                by=books.manager,
                at=MONDAY_9AM,
            )

    @pytest.mark.parametrize(
        ("starts_on", "ends_on", "because"),
        [
            (date(2028, 4, 1), None, "begins only on 1 April 2028"),
            (date(2026, 4, 1), date(2027, 3, 31), "ended on 31 March 2027"),
        ],
    )
    def test_is_outside_an_agreement_that_doesn_t_reach_it(
        self, books: Books, starts_on: date, ends_on: date | None, because: str
    ) -> None:
        agreement = state(fund_of(books), starts_on=starts_on, ends_on=ends_on)
        for agency in (books.education, books.health):
            consent(agreement, agency)

        with pytest.raises(operations.AgreementLacking, match=because):
            open_next_year(books)


class TestConsenting:
    def test_is_kept_with_who_and_when_and_once(self, books: Books) -> None:
        agreement = state(fund_of(books), starts_on=APRIL)
        for accepts in (True, False):
            consent(agreement, books.health, accepts_manager=accepts)

        given = agreement.consents.get()
        assert (given.given_by, given.given_at) == ("health.lead@example.org", MONDAY_9AM)
        assert given.accepts_manager
        kinds = [event.kind for event in history("fund pool")]
        assert kinds[-2:] == ["agreement_stated", "agreement_consented"]

    def test_is_for_the_partner_s_own_leads(self, books: Books) -> None:
        agreement = state(fund_of(books), starts_on=APRIL)

        for person in (a_lead(fund_of(books).panel, books.education), a_stranger()):
            with pytest.raises(access.Refused, match="may not agree for an agency on the fund"):
                operations.consent_to_agreement(
                    agreement_id=agreement.pk,
                    agency_id=books.health.pk,
                    accepts_manager=True,
                    by=person,
                    at=MONDAY_9AM,
                )

    def test_is_to_the_newest_version(self, books: Books) -> None:
        old = state(fund_of(books), starts_on=APRIL)
        state(fund_of(books), starts_on=APRIL)

        with pytest.raises(operations.Superseded):
            consent(old, books.health)


class TestStating:
    def test_names_a_fund_manager_of_the_panel(self, books: Books) -> None:
        with pytest.raises(operations.NotAManager):
            state(fund_of(books), starts_on=APRIL, manager_id=a_stranger().pk)

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        terms = operations.AgreementTerms({}, books.manager.pk, APRIL)
        with pytest.raises(access.Refused):
            operations.state_agreement(
                fund_id=fund_of(books).pk, stated=terms, by=a_stranger(), at=MONDAY_9AM
            )


class TestLeaving:
    def leave(self, books: Books, at: datetime = MONDAY_9AM, reason: str = "Reorganised.") -> date:
        notice = operations.give_notice_to_leave(
            fund_id=fund_of(books).pk,
            agency_id=books.health.pk,
            reason=reason,
            by=a_lead(fund_of(books).panel, books.health),
            at=at,
        )
        return notice.ends_on

    def test_ends_when_the_rules_say(self, books: Books) -> None:
        assert self.leave(books) == date(2027, 5, 4)

    def test_ends_by_the_rules_of_the_panel(self, books: Books) -> None:
        by_rules(books, "exit_notice_months = 3")

        assert self.leave(books, datetime(2026, 11, 30, 12, tzinfo=UTC)) == date(2027, 2, 28)

    def test_keeps_the_first_notice(self, books: Books) -> None:
        first = self.leave(books)

        assert self.leave(books, datetime(2026, 6, 1, 12, tzinfo=UTC), "Again.") == first
        assert fund_of(books).exit_notices.get().reason == "Reorganised."

    def test_leaves_the_part_in_a_year_that_has_begun_by_then(self, books: Books) -> None:
        self.leave(books)

        open_next_year(books)

        years = agreements.years_reached(fund_of(books).exit_notices.get())
        assert [year.year for year in years] == [2026, 2027]

    def test_ends_the_part_in_any_year_that_begins_after_it(self, books: Books) -> None:
        self.leave(books)

        with pytest.raises(
            operations.AgreementLacking, match=r"^Health leaves The fund on 4 May 2027\.$"
        ):
            open_next_year(books, 2028)

    def test_is_for_the_agency_s_own_leads(self, books: Books) -> None:
        with pytest.raises(access.Refused):
            operations.give_notice_to_leave(
                fund_id=fund_of(books).pk,
                agency_id=books.health.pk,
                reason="None of my business.",
                by=books.manager,
                at=MONDAY_9AM,
            )


class TestPostgreSQL:
    def test_opens_no_account_for_an_agency_without_consent(self, books: Books) -> None:
        agreement = state(fund_of(books), starts_on=APRIL)
        consent(agreement, books.education)
        year = FundYear.objects.create(
            fund=fund_of(books),
            agreement=agreement,
            year=2027,
            starts_on=APRIL,
            ends_on=date(2028, 3, 31),
        )

        with pytest.raises(IntegrityError, match="it has not consented, or has left"):
            open_account(year, books.health.pk)


def open_account(year: FundYear, agency_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_open_accounts(%s, %s, %s, %s, %s, %s)",
            [year.pk, ["reserved"], [agency_id], ["debit"], [True], [0]],
        )
