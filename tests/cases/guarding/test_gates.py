"""Where a request belongs by its panel's routes."""

import pytest
from django.test import Client

from panel.agencies.models import Role
from panel.cases.guarding import gates
from panel.cases.stages import Stage
from panel.sample.people import EDUCATION, SOCIAL_CARE
from tests.builders import CHOSEN, LOCAL, MONDAY_9AM, a_person, a_request, live_by

pytestmark = pytest.mark.django_db
ALONE = CHOSEN | {"cost_lines": [CHOSEN["cost_lines"][0] | {"shares": {EDUCATION: 10_000}}]}
ELSEWHERE = "The panel’s rules send such a request to: The agency&#x27;s own panel."


class TestElsewhere:
    def test_is_the_panel_that_the_rules_name_for_what_one_agency_pays(self) -> None:
        made = a_request(options=[LOCAL, ALONE])

        assert "The agency's own panel" in gates.elsewhere(made, on=MONDAY_9AM.date())

    def test_is_nowhere_for_what_several_agencies_pay(self) -> None:
        assert gates.elsewhere(a_request(), on=MONDAY_9AM.date()) == ""

    def test_may_be_another_panel_for_every_joint_request(self) -> None:
        live_by('to = "Joint Resources and Assessment Panel"', 'to = "The tripartite panel"')

        assert "The tripartite panel" in gates.elsewhere(a_request(), on=MONDAY_9AM.date())

    def test_is_shown_to_who_sends_it_and_to_who_checks_it(self, client: Client) -> None:
        made = a_request(Stage.DRAFT, options=[LOCAL, ALONE])
        client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))
        before = client.get(f"/cases/{made}/request/check/")
        client.post(f"/cases/{made}/request/check/")
        client.force_login(a_person(Role.COORDINATOR))

        after = client.get(f"/cases/{made}/check/")

        assert ELSEWHERE in before.text
        assert ELSEWHERE in after.text
