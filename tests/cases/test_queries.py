"""Who sees which requests, and how many queries a page costs."""

import pytest

from panel.agencies import access
from panel.agencies.models import Role
from panel.cases import queries
from panel.cases.advice import queries as advice_queries
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db
SEES_NOTHING = (Role.FUND_MANAGER, Role.ADMINISTRATOR)


def sees(role: Role, request: PlacementRequest, agency: str = "") -> bool:
    held = access.of(a_person(role, agency), on=MONDAY_9AM.date())
    return queries.visible_to(held).filter(pk=request.pk).exists()


class TestVisibleTo:
    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MEMBER, Role.CHAIR, Role.AUDITOR])
    def test_a_panel_wide_role_sees_what_was_sent_but_no_draft(self, role: Role):
        assert not sees(role, a_request())
        assert sees(role, a_request(Stage.SUBMITTED))

    @pytest.mark.parametrize("role", SEES_NOTHING)
    def test_some_roles_see_no_case_at_all(self, role: Role):
        assert not sees(role, a_request(Stage.ADVICE))

    def test_a_referrer_sees_their_own_agency_s_draft_only(self):
        request = a_request()

        assert sees(Role.REFERRER, request, SOCIAL_CARE)
        assert not sees(Role.REFERRER, request, EDUCATION)

    def test_a_draft_that_is_taken_back_stays_with_its_agency(self):
        request = a_request()
        builders.withdraw(request)

        assert not sees(Role.COORDINATOR, request)
        assert sees(Role.REFERRER, request, SOCIAL_CARE)

    def test_a_referrer_doesn_t_see_what_only_advisers_were_asked(self):
        assert not sees(Role.REFERRER, a_request(Stage.ADVICE), HEALTH)

    def test_an_adviser_doesn_t_see_their_own_agency_s_drafts(self):
        assert not sees(Role.ADVISER, a_request(), SOCIAL_CARE)

    def test_an_adviser_sees_a_request_once_their_agency_is_asked(self):
        assert not sees(Role.ADVISER, a_request(Stage.SUBMITTED), HEALTH)
        assert sees(Role.ADVISER, a_request(Stage.ADVICE), HEALTH)


def test_reading_in_full_costs_the_same_for_one_request_as_for_three(django_assert_num_queries):
    a_request(Stage.ADVICE)
    read_all = queries.in_full(PlacementRequest.objects.all())
    with django_assert_num_queries(14):
        list(read_all.all())

    for _ in range(2):
        a_request(Stage.ADVICE)
    with django_assert_num_queries(14):
        list(read_all.all())


def test_what_was_shown_is_the_same_however_the_request_was_fetched():
    request = a_request(Stage.READY)
    in_full = queries.in_full(PlacementRequest.objects.all()).get(pk=request.pk)

    assert advice_queries.outdated(in_full) == advice_queries.outdated(request) == []
