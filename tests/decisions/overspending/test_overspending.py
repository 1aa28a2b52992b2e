"""Going over the fund's money: blocked until every agency that pays consents, or warned of."""

import pytest
from django.db import IntegrityError, connection, transaction

from panel.agencies import access
from panel.agencies.models import Agency, Role
from panel.audit import queries as audit
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.consents import given
from panel.decisions.models import Overspend, ShareApproval
from panel.decisions.records import canonical, pdf
from panel.money import Pence
from panel.pooledbudget import operations as fund
from panel.pooledbudget import proof
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FloorAuthorisation, FundYear, JournalEntry
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import AGENCIES, MEETING_DAY, a_fund, a_person, a_request, live_by
from tests.keeping import kept

pytestmark = pytest.mark.django_db
COST = Pence(86_965_97)  # of the first year, by all three


def short_by(pence: int) -> tuple[FundYear, PlacementRequest]:
    """Return a fund that lacks so much for a request which two of three have approved."""
    year = a_fund(pence_each=Pence(0))
    if pence < COST:
        pay_in(year, COST - pence, about="All there is")
    request = a_request(Stage.FUNDING)
    builders.approve(request, EDUCATION, HEALTH)
    return year, request


def short_in_its_own_pot(which: str, pence: int) -> tuple[FundYear, PlacementRequest]:
    """Return an aligned fund in which one agency lacks so much, and the others have approved."""
    year = a_fund(pence_each=Pence(0), kind=FundKind.ALIGNED)
    request = a_request(Stage.FUNDING)
    for agency in AGENCIES:
        lacking = pence if agency == which else 0
        pay_in(year, the_share(request, agency).this_year_pence - lacking, agency, of=agency)
    builders.approve(request, *(agency for agency in AGENCIES if agency != which))
    return year, request


def the_agency(code: str) -> Agency:
    return builders.a_panel().agencies.get(code=code)


@kept
def pay_in(year: FundYear, pence: int, about: str = "More", *, of: str = HEALTH) -> None:
    fund.receive_contribution(
        fund_year=year,
        about=about,
        amounts={the_agency(of).pk: Pence(pence)},
        key=about,
        by=a_person(Role.FUND_MANAGER),
        at=MEETING_DAY,
    )


def the_share(request: PlacementRequest, agency: str) -> ShareApproval:
    return request.decisions.get().approvals.get(agency__code=agency)


def consent(request: PlacementRequest, *agencies: str) -> Overspend:
    for agency in agencies:
        overspend = operations.consent_to_overspend(
            approval_id=the_share(request, agency).pk,
            reason="No other school can keep her safe.",
            by=a_person(Role.AGENCY_LEAD, agency),
            at=MEETING_DAY,
        )
    return overspend


def short_instead(year: FundYear, pence: int) -> None:
    """Let a fund lack another amount than it did: some of its money went elsewhere."""
    entry = JournalEntry.objects.get(about="All there is")
    fund.take_back_contribution(
        entry_id=entry.pk, reason="A slip.", by=a_person(Role.FUND_MANAGER), at=MEETING_DAY
    )
    pay_in(year, COST - pence)


class TestConsenting:
    def test_lets_the_last_share_pass_once_all_who_pay_have_consented(self) -> None:
        year, request = short_by(300_00)
        consent(request, *AGENCIES)

        builders.approve(request, SOCIAL_CARE)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED
        assert funds.position(year).uncommitted_pence == -300_00
        assert proof.faults(year.fund) == []

    def test_lowers_the_floor_by_just_what_is_missing_and_no_penny_more(self) -> None:
        year, request = short_by(300_00)
        overspend = consent(request, *AGENCIES)
        builders.approve(request, SOCIAL_CARE)

        assert overspend.amount_pence == 300_00
        assert funds.headroom(year) == 0
        lowered = FloorAuthorisation.objects.get()
        assert (lowered.amount_pence, lowered.about) == (300_00, request.reference)
        assert lowered.authorised_by == a_person(Role.AGENCY_LEAD, SOCIAL_CARE).username

    def test_lowers_it_by_less_where_money_has_come_in_since(self) -> None:
        year, request = short_by(300_00)
        consent(request, *AGENCIES)
        pay_in(year, 100_00)

        builders.approve(request, SOCIAL_CARE)

        assert FloorAuthorisation.objects.get().amount_pence == 200_00
        assert funds.headroom(year) == 0

    def test_lets_no_other_decision_go_over(self) -> None:
        year, request = short_by(300_00)
        other = a_request(Stage.FUNDING)
        builders.approve(other, EDUCATION, HEALTH)

        consent(request, *AGENCIES)

        assert funds.headroom(year) == COST - 300_00
        with pytest.raises(fund.FundsShort):
            builders.approve(other, SOCIAL_CARE)
        assert not FloorAuthorisation.objects.exists()

    def test_of_a_penny_too_little_by_now_lets_nothing_pass_until_that_is_consented_to(
        self,
    ) -> None:
        year, request = short_by(300_00)
        consent(request, *AGENCIES)
        short_instead(year, 300_01)
        with pytest.raises(fund.FundsShort):
            builders.approve(request, SOCIAL_CARE)

        assert consent(request, *AGENCIES).amount_pence == 1
        builders.approve(request, SOCIAL_CARE)

        assert funds.position(year).uncommitted_pence == -300_01

    def test_to_more_than_is_short_now_covers_that(self) -> None:
        year, request = short_by(300_00)
        consent(request, EDUCATION)
        pay_in(year, 299_99)

        consent(request, HEALTH, SOCIAL_CARE)
        builders.approve(request, SOCIAL_CARE)

        assert [
            one.to_pence for one in request.decisions.get().overspends.get().consents.all()
        ] == [
            300_00,
            1,
            1,
        ]
        assert FloorAuthorisation.objects.get().amount_pence == 1
        assert funds.position(year).uncommitted_pence == -1

    def test_to_less_than_is_short_by_now_covers_no_more_than_that(self) -> None:
        year, request = short_by(300_00)
        consent(request, EDUCATION)
        short_instead(year, 500_00)
        consent(request, HEALTH, SOCIAL_CARE)
        with pytest.raises(fund.FundsShort):
            builders.approve(request, SOCIAL_CARE)

        consent(request, *AGENCIES)
        builders.approve(request, SOCIAL_CARE)

        assert funds.position(year).uncommitted_pence == -500_00

    def test_to_what_one_of_them_lacks_is_asked_of_all_where_each_keeps_its_own_pot(self) -> None:
        year, request = short_in_its_own_pot(HEALTH, 300_00)

        consent(request, HEALTH, EDUCATION, SOCIAL_CARE)
        builders.approve(request, HEALTH)

        lowered = FloorAuthorisation.objects.get()
        assert (lowered.account.agency, lowered.amount_pence) == (the_agency(HEALTH), 300_00)
        assert funds.position(year).uncommitted_pence == -300_00

    def test_is_in_the_record_with_who_why_and_by_how_much(self) -> None:
        _, request = short_by(300_00)
        consent(request, *AGENCIES)
        builders.approve(request, SOCIAL_CARE)

        kept = canonical.from_json(request.decisions.get().records.get().content.encode())
        assert [one.agency.name for one in kept.consents] == ["Education", "Health", "Social care"]
        assert {(one.to_what.rpartition(" by ")[2], one.reason) for one in kept.consents} == {
            ("£300.00", "No other school can keep her safe.")
        }
        assert "Who consented to go beyond the fund" in pdf.as_html(kept)
        *_, departure = kept.decision.departures
        assert departure.endswith("by £300.00: Education, Health and Social care consented.")
        assert kept.consents[0].given_by == a_person(Role.AGENCY_LEAD, EDUCATION).name

    def test_ends_once_the_money_is_given_back(self) -> None:
        year, request = short_by(300_00)
        consent(request, *AGENCIES)
        builders.approve(request, SOCIAL_CARE)
        builders.place(request)

        builders.end(request)
        connection.check_constraints()  # as when a transaction ends

        assert sum(one.amount_pence for one in FloorAuthorisation.objects.all()) == 0
        assert set(year.accounts.values_list("floor_pence", flat=True)) == {0}
        assert funds.headroom(year) == funds.position(year).uncommitted_pence > 0

    def test_equal_to_the_money_passes_and_a_penny_over_doesn_t(self) -> None:
        _, request = short_by(0)
        with pytest.raises(operations.NotOver, match="The fund has enough"):
            consent(request, HEALTH)
        builders.approve(request, SOCIAL_CARE)
        request.refresh_from_db()

        assert request.stage == Stage.APPROVED

    def test_one_penny_over_is_refused_without_it(self) -> None:
        _, request = short_by(1)

        with pytest.raises(fund.FundsShort):
            builders.approve(request, SOCIAL_CARE)

    def test_by_all_but_one_lowers_nothing(self) -> None:
        year, request = short_by(300_00)
        consent(request, EDUCATION, HEALTH)

        with pytest.raises(fund.FundsShort):
            builders.approve(request, SOCIAL_CARE)
        assert funds.headroom(year) == COST - 300_00
        assert not FloorAuthorisation.objects.exists()

    def test_comes_on_top_only_of_what_all_had_consented_to(self) -> None:
        year = a_fund()
        begun, second = (Overspend(pk=pk, fund_year=year, agency_id=pk) for pk in (1, 2))
        third = Overspend(pk=3, fund_year=year, agency_id=3)

        assert given.further([begun, second]) == set()
        second.authorised_at = MEETING_DAY
        assert given.further([third, begun, second]) == {3}

    def test_counts_each_agency_once(self) -> None:
        _, request = short_by(300_00)
        overspend = consent(request, HEALTH, HEALTH)

        assert overspend.consents.count() == 1
        kinds = [event.kind for event in audit.history(request.reference)]
        assert kinds.count("overspend_consented") == 1

    def test_is_not_asked_of_who_pays_nothing_in_the_year(self) -> None:
        a_fund(pence_each=Pence(0))
        line = builders.CHOSEN["cost_lines"][0]
        now = line | {"shares": {EDUCATION: 4_000, HEALTH: 6_000}}
        later = line | {"unit": "once", "starts_on": "2028-05-01", "shares": {SOCIAL_CARE: 10_000}}
        chosen = builders.CHOSEN | {"cost_lines": [now, later]}
        request = a_request(Stage.FUNDING, options=[builders.LOCAL, chosen])

        with pytest.raises(operations.NotOver, match="Social care pays nothing of it"):
            consent(request, SOCIAL_CARE)

    def test_is_for_the_agency_s_own_lead(self) -> None:
        _, request = short_by(300_00)
        with pytest.raises(access.Refused):
            operations.consent_to_overspend(
                approval_id=the_share(request, HEALTH).pk,
                reason="Why not.",
                by=a_person(Role.AGENCY_LEAD, EDUCATION),
                at=MEETING_DAY,
            )


class TestWarning:
    def test_passes_what_goes_over_and_keeps_the_warning(self) -> None:
        live_by("[funding]", '[fund]\nover_budget = "warn"\n\n[funding]')
        year, request = short_by(300_00)

        builders.approve(request, SOCIAL_CARE)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED
        warned = next(e for e in audit.history(request.reference) if e.kind == "over_budget")
        assert warned.payload["pence"] == 300_00
        assert funds.headroom(year) == 0

    def test_keeps_none_where_there_is_enough(self) -> None:
        live_by("[funding]", '[fund]\nover_budget = "warn"\n\n[funding]')
        _, request = short_by(0)

        builders.approve(request, SOCIAL_CARE)

        assert not FloorAuthorisation.objects.exists()

    def test_asks_nobody_to_consent(self) -> None:
        live_by("[funding]", '[fund]\nover_budget = "warn"\n\n[funding]')
        _, request = short_by(300_00)

        with pytest.raises(operations.NotOver, match="let it pass with a warning"):
            consent(request, HEALTH)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions_overspend SET amount_pence = 1",
        "UPDATE decisions_overspend SET decision_id = decision_id + 1",
    ],
)
def test_postgresql_keeps_what_was_consented_to(sql: str) -> None:
    _, request = short_by(300_00)
    consent(request, HEALTH)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
