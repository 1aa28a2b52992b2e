"""Which outcomes a panel's rules let stand."""

import pytest
from pydantic import ValidationError

from panel.agencies.models import Role
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.models import Outcome
from panel.decisions.outcomes.document import OutcomePart
from panel.meetings.models import View
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import KENT, a_fund, a_request, ruled_by, the_item

pytestmark = pytest.mark.django_db
RULE = 'rule = "all_paying_agencies"'
FOR, AGAINST, NEITHER = View.SUPPORT, View.OPPOSE, View.ABSTAIN


def under(stated: str, instead: str) -> None:
    """Bring the sample rules into force with one of them stated otherwise."""
    assert stated in KENT
    ruled_by(KENT.replace(stated, instead))


def weighed(*views: View, absent: tuple[str, ...] = ()) -> PlacementRequest:
    """Return a request being considered; education, health and social care see it like this."""
    a_fund()
    request = a_request(Stage.LISTED)
    item = the_item(request)
    builders.open_meeting(item.meeting, *absent)
    for code, view in zip((EDUCATION, HEALTH, SOCIAL_CARE), views, strict=False):
        builders.take_position(item, view, code)
    operations.consider(item_id=item.pk, by=builders.a_person(Role.CHAIR), at=builders.MEETING_DAY)
    return request


class TestSupport:
    @pytest.mark.parametrize(
        ("rule", "views", "stands"),
        [
            (RULE, (FOR, FOR, FOR), True),
            (RULE, (FOR, FOR, NEITHER), False),
            ('rule = "agencies_majority"', (FOR, FOR, AGAINST), True),
            ('rule = "agencies_majority"', (FOR, NEITHER, NEITHER), False),
            ('rule = "members_majority"', (FOR, FOR, AGAINST), True),
            ('rule = "members_majority"', (FOR, NEITHER, NEITHER), True),
            ('rule = "members_majority"', (FOR, AGAINST, NEITHER), False),
            ('rule = "members_majority"\ncasting_vote = true', (FOR, AGAINST, NEITHER), True),
            ('rule = "members_majority"\ncasting_vote = true', (FOR, AGAINST, AGAINST), False),
            ('rule = "chair"', (AGAINST, AGAINST, AGAINST), True),
        ],
    )
    def test_is_what_the_rule_asks(self, rule: str, views: tuple[View, ...], stands: bool):
        if rule != RULE:
            under(RULE, rule)
        request = weighed(*views)

        if stands:
            builders.agree(request)
            assert request.decisions.get().outcome == Outcome.AGREED
        else:
            with pytest.raises(operations.NotSupported):
                builders.agree(request)

    def test_that_payers_don_t_give_is_told_by_name_with_those_who_said_nothing(self):
        request = weighed(AGAINST)

        with pytest.raises(operations.NotSupported) as refused:
            builders.agree(request)

        assert str(refused.value) == (
            "The rules ask for the support of Education, Health and Social care, which would pay; "
            "nobody here gave a position for Health and Social care."
        )


class TestQuorumFraction:
    @pytest.mark.parametrize(("numerator", "is_met"), [(2, True), (3, False)])
    def test_counts_a_part_of_the_people_seated(self, numerator: int, is_met: bool):
        fraction = f"fraction = {{ numerator = {numerator}, denominator = 3 }}"
        under("members_min = 4", fraction)
        under_two = weighed(FOR, FOR, absent=(SOCIAL_CARE,))

        missing = builders.decide(under_two, Outcome.DEFERRED).quorum["missing"]
        told = [sentence for sentence in missing if "people who may decide" in sentence]
        assert (not told) == is_met


class TestOutcome:
    def test_is_one_that_the_rules_have(self):
        under(RULE, f'{RULE}\noutcomes = ["agreed", "deferred"]')
        request = weighed(FOR, FOR, FOR)

        with pytest.raises(operations.NotOffered, match="no outcome “declined”"):
            builders.decide(request, Outcome.DECLINED)

    def test_needs_its_reasons(self):
        with pytest.raises(ValidationError, match="reasons"):
            OutcomePart(outcome=Outcome.DECLINED, reasons="")


class TestDeferral:
    def test_isn_t_repeated_beyond_what_the_rules_let(self):
        under(RULE, f"{RULE}\ndeferral_max = 0")
        request = weighed(FOR, FOR, FOR)

        with pytest.raises(operations.DeferredBefore, match="0 times at most"):
            builders.decide(request, Outcome.DEFERRED)

    def test_for_want_of_a_quorum_always_may_be(self):
        under(RULE, f"{RULE}\ndeferral_max = 0")
        request = weighed(FOR, absent=(HEALTH,))

        assert builders.decide(request, Outcome.DEFERRED).outcome == Outcome.DEFERRED
