"""Who settles a dispute, level by level, and who may pay meanwhile."""

import pytest

from panel.agencies.models import Agency, AgencyKind
from panel.deadlines.counting import Length, Unit
from panel.decisions.disputes import ladder
from panel.decisions.disputes.ladder import Level
from panel.policies.schema import Duration
from panel.policies.schema.money import Dispute, DisputeLevel
from panel.policies.schema.values import AgencyShare

AGENCIES = [Agency(code=kind.value, kind=kind) for kind in AgencyKind]


def rules(**changes: object) -> Dispute:
    return Dispute.model_validate(changes)


class TestLevels:
    def test_are_those_of_the_rules_and_then_somebody_independent(self):
        assert ladder.levels(Dispute()) == (
            Level("heads of service", Length(5, Unit.WORKING_DAYS)),
            Level("directors", Length(10, Unit.WORKING_DAYS)),
            Level("chief officers", Length(15, Unit.WORKING_DAYS)),
            Level("somebody independent"),
        )

    def test_end_with_the_last_named_where_the_rules_have_nobody_independent(self):
        assert ladder.levels(rules(then_independent=False))[-1].role == "chief officers"

    def test_leave_it_to_the_agencies_where_the_rules_name_nobody(self):
        alone = ladder.levels(rules(levels=(), then_independent=False))

        assert alone == (Level("the agencies themselves"),)

    @pytest.mark.parametrize(
        ("count", "unit", "length"),
        [
            (48, "hours", Length(2, Unit.CALENDAR_DAYS)),
            (49, "hours", Length(3, Unit.CALENDAR_DAYS)),
            (5, "clear_days", Length(6, Unit.CALENDAR_DAYS)),
            (5, "calendar_days", Length(5, Unit.CALENDAR_DAYS)),
            (2, "weeks", Length(2, Unit.WEEKS)),
            (1, "months", Length(1, Unit.MONTHS)),
        ],
    )
    def test_have_the_time_the_rules_give_in_whole_days(
        self, count: int, unit: str, length: Length
    ):
        within = Duration.model_validate({"count": count, "unit": unit})
        level = DisputeLevel(role="directors", within=within)

        assert ladder.levels(rules(levels=(level,)))[0].within == length


class TestPayingMeanwhile:
    def test_whoever_paid_last_has_to_be_named_by_a_person(self):
        assert ladder.may_pay_meanwhile(Dispute(), AGENCIES) == AGENCIES
        assert ladder.named_by_the_rules(Dispute(), AGENCIES[:1]) is None

    def test_is_the_one_agency_of_the_kind_that_the_rules_name(self):
        funder = ladder.named_by_the_rules(rules(interim_funder="social_care"), AGENCIES)

        assert funder is not None
        assert funder.code == "social_care"

    def test_is_chosen_by_a_person_among_several_of_that_kind(self):
        two = [Agency(code="east", kind="health"), Agency(code="west", kind="health")]
        health = rules(interim_funder="health")

        assert ladder.named_by_the_rules(health, [*AGENCIES[:1], *two]) is None
        assert ladder.may_pay_meanwhile(health, [*AGENCIES[:1], *two]) == two

    def test_is_nobody_alone_where_the_rules_share_the_cost(self):
        half = (AgencyShare(agency="a", basis_points=5_000),)
        shared = rules(interim_funder="shares", interim_shares=(*half, *SECOND_HALF))

        assert ladder.may_pay_meanwhile(shared, AGENCIES) == []
        assert ladder.named_by_the_rules(shared, AGENCIES) is None


SECOND_HALF = (AgencyShare(agency="b", basis_points=5_000),)
