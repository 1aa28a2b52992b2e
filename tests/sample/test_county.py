"""The sample county: whole or not at all, the same for the same seed, and proven."""

import pytest

from panel.agencies import access
from panel.agencies.models import Agency, Panel, Role
from panel.cases.figures import gaps
from panel.cases.guarding import gates
from panel.cases.models import Child, Placement, PlacementRequest, Provider, Urgency
from panel.cases.stages import Stage
from panel.decisions.models import AGREEING, Decision, Rendering, ShareApproval
from panel.decisions.proving.proof import prove
from panel.meetings.models import Meeting
from panel.pooledbudget import operations
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import Verb
from panel.pooledbudget.models import (
    Accrual,
    ActionPlan,
    Fund,
    FundYear,
    Invoice,
    JournalEntry,
    Recharge,
)
from panel.pooledbudget.stages import InvoiceStage
from panel.reports.span import span_of
from panel.reports.tables import spending
from panel.sample import county, history, people
from panel.sample.funds import CODE, CONTRIBUTIONS
from tests.sample.conftest import PASSWORD, WEDNESDAY


@pytest.mark.slow
@pytest.mark.pdf
@pytest.mark.usefixtures("northmere")
class TestLoad:
    def test_stands_up_to_proof_and_leaves_files_to_a_worker(self) -> None:
        faults = dict(prove(at=WEDNESDAY))
        owed = faults.pop("No owed work is stuck")

        assert not any(faults.values())
        assert owed
        assert all("its PDF is owed" in fault for fault in owed)

    def test_has_cases_at_every_stage_and_the_history(self) -> None:
        requests = PlacementRequest.objects

        assert set(requests.values_list("stage", flat=True)) == set(Stage)
        assert requests.filter(reference__startswith="JRAP-2012-").count() == 415
        assert requests.exclude(reference__contains="-2012-").count() == 30

    def test_has_a_directory_and_says_what_is_missing_near_home(self) -> None:
        lead = access.of(people.one(Role.CHAIR), on=WEDNESDAY.date())

        assert Provider.objects.count() == 10
        assert {gap.area for gap in gaps.found(lead)} == {"Marshside", "Northmere", "Tidewell"}

    def test_has_meetings_closed_one_open_and_two_to_come(self) -> None:
        assert list(Meeting.objects.order_by("starts_at").values_list("stage", flat=True)) == [
            "closed",
            "closed",
            "open",
            "papers_out",
            "planned",
        ]

    def test_has_placements_that_run_and_one_that_broke_down(self) -> None:
        stages = Placement.objects.values_list("stage", flat=True)

        assert sorted(stages) == ["ended", "started", "started", "suspended"]

    def test_has_invoices_at_every_stage(self) -> None:
        assert set(Invoice.objects.values_list("stage", flat=True)) == set(InvoiceStage)

    def test_has_what_was_delivered_accrued_as_its_fund_manager_asked(self) -> None:
        assert Accrual.objects.get().finished_at
        assert JournalEntry.objects.filter(verb=Verb.ACCRUE).exists()

    def test_has_a_recharge_owed_and_one_paid_back(self) -> None:
        stages = Recharge.objects.values_list("stage", flat=True)

        assert sorted(stages) == ["issued", "recovered"]

    def test_knows_its_contributions_again(self) -> None:
        fund_year = FundYear.objects.get(year=2026, fund__code=CODE)
        paid = operations.Remittance(
            "Contribution 2026 social-care", CONTRIBUTIONS[people.SOCIAL_CARE]
        )
        agency = fund_year.fund.panel.agencies.get(code=people.SOCIAL_CARE)
        manager = people.one(Role.FUND_MANAGER)

        assert operations.book_contribution(
            fund_year_id=fund_year.pk, agency_id=agency.pk, paid=paid, by=manager, at=WEDNESDAY
        ).is_repeat

    def test_enters_what_happened_in_the_order_of_time(self) -> None:
        for fund in Fund.objects.all():
            entries = JournalEntry.objects.filter(fund_year__fund=fund).order_by("number")
            posted = list(entries.values_list("posted_at", flat=True))
            assert posted == sorted(posted)

    def test_has_no_place_that_begins_before_it_is_agreed_or_after_it_is_needed(self) -> None:
        for decision in Decision.objects.filter(outcome__in=AGREEING):
            assert decision.option is not None
            assert decision.option.starts_on is not None
            assert decision.option.starts_on > decision.decided_at.date()
        for urgency in Urgency.objects.all():
            options = urgency.placement_request.options.all()
            assert {option.starts_on for option in options} == {urgency.needed_on}

    def test_has_a_forecast_that_passes_a_variance_and_a_plan_against_it(self) -> None:
        assert ActionPlan.objects.get().agency == Agency.objects.get(code=people.HEALTH)

    def test_has_an_approval_waiting_for_each_lead(self) -> None:
        waiting = ShareApproval.objects.filter(stage="waiting")

        assert set(waiting.values_list("agency__code", flat=True)) == {
            people.EDUCATION,
            people.HEALTH,
            people.SOCIAL_CARE,
        }

    def test_has_the_draft_with_which_the_tutorial_begins(self) -> None:
        draft = PlacementRequest.objects.get(reference="JRAP-2026-00006")

        assert draft.stage == Stage.DRAFT
        assert draft.referring_agency.code == people.SOCIAL_CARE
        assert all(check.passes for check in gates.checks(draft, on=WEDNESDAY.date()))

    def test_leaves_the_records_to_a_worker(self) -> None:
        assert Rendering.objects.filter(stage="owed").count() == 11

    def test_names_only_children_with_numbers_kept_for_tests(self) -> None:
        assert not Child.objects.exclude(nhs_number__startswith="999").exists()

    def test_closes_the_books_of_the_history_and_opens_todays(self) -> None:
        pool = FundYear.objects.filter(fund__kind="pooled").order_by("year")
        years = pool.values_list("year", "closed_by")

        assert [(year, bool(closed_by)) for year, closed_by in years] == [
            (2012, True),
            (2026, False),
        ]

    def test_tells_to_whom_the_money_of_the_history_went(self) -> None:
        year = FundYear.objects.get(fund__kind="pooled", year=history.YEAR)

        by_provider, *_ = spending.in_public(year, span_of(year, 0))

        assert by_provider.foot == ("Total", 0, funds.position(year).spent_pence)

    def test_lets_everybody_sign_in_and_makes_room_for_later_cases(self) -> None:
        assert people.one(Role.CHAIR).check_password(PASSWORD)
        assert (
            Child.objects.create(
                panel=Panel.objects.get(),
                given_name="A",
                family_name="B",
                born_on=WEDNESDAY.date(),
            ).pk
            > Child.objects.filter(requests__isnull=False).count()
        )

    def test_is_refused_where_there_are_cases(self) -> None:
        with pytest.raises(county.NotEmpty):
            county.load(scale=1, seed=415, password=PASSWORD, at=WEDNESDAY)


def test_the_history_is_the_same_for_the_same_seed_and_grows_by_scale() -> None:
    once = list(history.placements(scale=1, seed=7))

    assert once == list(history.placements(scale=1, seed=7))
    assert once != list(history.placements(scale=1, seed=8))
    assert len(list(history.placements(scale=3, seed=7))) == 3 * 415
    assert [place.tariff for place in once].count(history.ALL_YEAR) == 1
