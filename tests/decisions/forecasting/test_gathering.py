"""What is planned and held, read from rows that real operations wrote."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from panel.cases.costs.costing import Period
from panel.cases.stages import OPEN, Stage
from panel.decisions.forecasting import gathering, working_out
from panel.decisions.forecasting.planned import Planned
from panel.money import BasisPoints
from panel.policies.schema import Fund
from panel.pooledbudget import queries as funds
from panel.pooledbudget.forecasts.outturn import total
from tests.builders import (
    CHOSEN,
    LOCAL,
    MEETING_DAY,
    YEAR,
    a_fund,
    a_panel,
    a_request,
    draw_up,
)

pytestmark = pytest.mark.django_db

APRIL = date(2026, 4, 1)
EVEN = {stage.value: BasisPoints(5_000) for stage in OPEN}


def planned(since: date = APRIL) -> dict[str, Planned]:
    found = gathering.planned(a_panel().pk, since=since, likelihoods=EVEN)
    return {plan.reference: plan for plan in found}


class TestPlanned:
    def test_has_the_rules_of_every_stage_at_which_a_request_is_undecided(self):
        stages = {likely.stage for likely in Fund().pipeline}

        assert stages == {stage.value for stage in gathering.ASKED}

    @pytest.mark.parametrize("stage", [Stage.SUBMITTED, Stage.LISTED, Stage.FUNDING])
    def test_holds_what_is_asked_for_with_its_likelihood(self, stage: Stage):
        request = a_request(stage)

        (plan,) = planned().values()

        assert (plan.reference, plan.standing, plan.likelihood) == (
            request.reference,
            stage,
            5_000,
        )
        assert plan.days == Period(date(2026, 10, 5), date(2028, 7, 31))
        assert [charge.kind for charge in plan.charges] == ["care"]

    @pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.DECLINED, Stage.WITHDRAWN])
    def test_leaves_out_what_was_never_sent_or_is_closed(self, stage: Stage):
        a_request(stage)

        assert planned() == {}

    def test_leaves_out_stages_at_which_the_rules_see_no_likelihood(self):
        a_request(Stage.SUBMITTED)

        assert gathering.planned(a_panel().pk, since=APRIL, likelihoods={}) == []

    def test_takes_the_first_costed_option_where_the_recommended_one_has_lost_its_days(self):
        options = a_request(Stage.RETURNED).options
        options.filter(letter="A").update(starts_on=date(2026, 9, 1), ends_on=date(2027, 7, 31))
        options.filter(letter="B").update(starts_on=None, ends_on=None)

        (plan,) = planned().values()

        assert [charge.kind for charge in plan.charges] == ["education"]

    @pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.PLACED])
    def test_holds_what_is_approved_for_certain(self, stage: Stage):
        a_request(stage)

        (plan,) = planned().values()

        assert plan.is_approved
        assert plan.days == Period(date(2026, 10, 5), date(2028, 7, 31))

    def test_ends_with_the_agreement_where_that_ends_earlier(self):
        draw_up(a_request(Stage.APPROVED), ends_on=date(2027, 7, 31))

        (plan,) = planned().values()

        assert plan.days.last == date(2027, 7, 31)

    def test_tells_each_by_its_own_days(self):
        soon = {**CHOSEN, "ends_on": "2027-03-31"}
        over, running = a_request(Stage.APPROVED, options=[LOCAL, soon]), a_request(Stage.APPROVED)

        assert set(planned(since=date(2027, 4, 1))) == {running.reference}
        assert set(planned()) == {over.reference, running.reference}

    def test_leaves_out_what_is_over_unless_it_holds_money(self):
        request = a_request(Stage.ENDED)
        later = date(2027, 4, 1)

        assert planned(since=later) == {}
        (plan,) = gathering.planned(
            a_panel().pk, since=later, likelihoods={}, held=[request.reference]
        )
        assert plan.days == Period(date(2026, 10, 5), date(2026, 10, 5))

    def test_asks_as_often_whatever_there_is(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ):
        for stage in (Stage.LISTED, Stage.PLACED, Stage.SUBMITTED, Stage.APPROVED):
            a_request(stage)
        panel_id = a_panel().pk

        with django_assert_num_queries(6):
            found = gathering.planned(panel_id, since=APRIL, likelihoods=EVEN)

        assert len(found) == 4


class TestNextAgenda:
    def test_is_what_the_next_meeting_is_to_decide(self):
        request = a_request(Stage.LISTED)

        assert gathering.next_agenda(a_panel().pk) == {request.reference}

    def test_is_empty_without_a_meeting(self):
        assert gathering.next_agenda(a_panel().pk) == frozenset()


class TestKnown:
    def test_expects_no_more_this_year_than_was_committed(self):
        a_request(Stage.PLACED)
        committed = funds.position(a_fund()).committed_pence

        years = working_out.known(a_fund(), on=MEETING_DAY.date()).years()

        this_year = total(years[YEAR].figures.values())
        assert (this_year.committed_pence, this_year.expected_pence) == (committed, 0)
        assert {kind for _, kind in years[YEAR].figures} == {"care"}

    def test_expects_the_whole_of_the_year_after(self):
        a_request(Stage.PLACED)

        years = working_out.known(a_fund(), on=MEETING_DAY.date()).years()

        assert years[YEAR + 1].outturn() == 178_817_67  # 366 days of £3,420.01 a week
        assert years[YEAR + 2].outturn() == 59_605_89  # 122 days

    def test_counts_by_the_likelihoods_of_the_rules(self):
        a_request(Stage.LISTED)

        years = working_out.known(a_fund(), on=MEETING_DAY.date()).years()

        (working,) = years[YEAR].workings
        assert working.likelihood == 6_000
        assert working.standing == "On an agenda"
