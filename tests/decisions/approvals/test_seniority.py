"""How senior somebody among those who approve has to be, and why."""

import pytest

from panel.agencies.models import Appointment, Grade, Role
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.stages import Stage
from panel.cases.vocabulary import Setting
from panel.cases.vocabulary.options import PlacementGroup
from panel.decisions import operations
from panel.decisions.approvals import seniority
from panel.decisions.records import canonical
from panel.policies import documents
from panel.policies.schema import Policy
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import AGENCIES, CHOSEN, LOCAL, RISING, a_person, a_request
from tests.decisions.outcomes.test_judging import under

pytestmark = pytest.mark.django_db

RECOMMENDS = '[decision]\nstatus = "recommends"\nfinal_authority = "chief_officer"'
INDEPENDENT = "Assistant director or more senior, because the provider is independent."
OVER_3000 = "Assistant director or more senior, because it costs more than £3,000.00 a week."
OUTSIDE = "Director or more senior, because the placement is outside the area."


def rules(*, decision: dict | None = None, authority: dict | None = None) -> Policy:
    """Return rules that ask for nobody senior but as given."""
    kent = documents.parse((documents.FOLDER / "kent.toml").read_text(encoding="utf-8"))
    asked = {"authorisations": []} | (decision or {})
    stated = kent.model_dump(mode="json") | {"decision": asked, "authority": authority or {}}
    return Policy.model_validate(stated, strict=False)


def agreed() -> PlacementOption:
    return a_request(Stage.CONSIDERED).options.get(is_recommended=True)


def said(option: PlacementOption, by: Policy) -> list[str]:
    return [asked.in_words for asked in seniority.asked(option, by)]


def graded(grade: Grade | None) -> None:
    """Give every lead a grade; None forgets it."""
    Appointment.objects.filter(role=Role.AGENCY_LEAD).update(grade=grade)


class TestAsked:
    def test_is_nothing_where_the_rules_say_nothing(self):
        assert said(agreed(), rules()) == []

    @pytest.mark.parametrize(
        ("group", "setting", "is_asked"),
        [
            ("", Setting.RESIDENTIAL_52, True),
            ("", Setting.LOCAL_SPECIAL, False),
            (PlacementGroup.SPECIAL_COUNCIL, Setting.RESIDENTIAL_52, False),
            (PlacementGroup.SPECIAL_INDEPENDENT, Setting.LOCAL_SPECIAL, True),
        ],
    )
    def test_goes_by_the_provider_s_sector(self, group: str, setting: str, is_asked: bool):
        option = agreed()
        option.placement_group, option.setting = group, setting

        asked = [{"sector": "independent", "grade": "assistant_director"}]
        for by in (
            rules(decision={"authorisations": asked}),
            rules(authority={"by_sector": asked}),
        ):
            assert said(option, by) == [INDEPENDENT] * is_asked

    def test_goes_by_whether_the_place_is_in_the_area(self):
        option = agreed()
        far = rules(
            authority={
                "by_distance": [
                    {"distance": "in_area", "grade": "team_manager"},
                    {"distance": "not_adjoining", "grade": "director"},
                ]
            }
        )

        assert said(option, far) == [OUTSIDE]
        option.is_local = True
        assert said(option, far) == [
            "Team manager or more senior, because the placement is in the area."
        ]

    @pytest.mark.parametrize("period", ["week", "year", "lifetime"])
    def test_goes_by_sums_and_the_sum_itself_passes(self, period: str):
        asked = a_request(Stage.CONSIDERED, options=[LOCAL, RISING])
        option = asked.options.get(is_recommended=True)
        exact = {"week": 5_130_02, "year": 267_493_64, "lifetime": 130_204_67}[period]

        def over(pence: int) -> list[str]:
            tier = {"period": period, "role": "Board", "action": "approve", "amount_pence": pence}
            return said(option, rules(authority={"thresholds": [tier]}))

        assert over(exact) == []
        assert "Chief officer or more senior" in over(exact - 1)[0]

    def test_goes_by_the_week_alone_and_then_by_what_is_paid_once_too(self):
        bed = CHOSEN["cost_lines"][0] | {"unit": "once", "rate_pence": 3_000_01}
        asked = a_request(Stage.CONSIDERED, options=[LOCAL, CHOSEN | {"cost_lines": [bed]}])
        option = asked.options.get(is_recommended=True)
        tier = {"role": "Board", "action": "approve", "amount_pence": 3_000_00}
        weekly, yearly = (
            tier | {"period": "week"},
            tier | {"period": "year", "amount_pence": 10**9},
        )

        (one,) = said(option, rules(authority={"thresholds": [weekly]}))
        assert one.endswith("because more than £3,000.00 of it is paid once.")
        assert said(option, rules(authority={"thresholds": [weekly, yearly]})) == []

    def test_of_whoever_is_only_told_is_nothing(self):
        tier = {"period": "week", "role": "Board", "action": "notify", "amount_pence": 1}

        assert said(agreed(), rules(authority={"thresholds": [tier]})) == []


class TestFinalAuthority:
    """Who decides where the panel doesn't."""

    @pytest.mark.parametrize(
        ("status", "is_asked"),
        [("recommends", True), ("advises", True), ("decides", False), ("ratifies", False)],
    )
    def test_is_asked_where_the_panel_recommends(self, status: str, is_asked: bool):
        decision = {"status": status, "final_authority": "head_of_service"}

        said_of = said(agreed(), rules(decision=decision))
        assert (
            said_of
            == ["Head of service or more senior, because the panel recommends and doesn’t decide."]
            * is_asked
        )

    def test_has_to_be_among_those_who_approve_and_the_record_says_so(self):
        under("[decision]", RECOMMENDS)
        request = a_request(Stage.FUNDING)
        graded(Grade.DIRECTOR)
        builders.approve(request, EDUCATION, HEALTH)
        with pytest.raises(operations.TooJunior, match="a chief officer or more senior, because"):
            builders.approve(request, SOCIAL_CARE)
        graded(Grade.CHIEF_OFFICER)
        builders.approve(request, SOCIAL_CARE)

        content = canonical.from_json(request.decisions.get().records.get().content.encode())
        assert content.decision.standing == (
            "The panel recommends; a chief officer or more senior decides, among those who pay."
        )


class TestApproving:
    def waiting(self) -> PlacementRequest:
        """Return a request that the last of three leads has still to approve."""
        request = a_request(Stage.FUNDING)
        builders.approve(request, EDUCATION, HEALTH)
        return request

    @pytest.mark.parametrize("grade", [Grade.HEAD_OF_SERVICE, None])
    def test_the_last_is_refused_while_nobody_is_senior_enough(self, grade: Grade | None):
        a_request()
        graded(grade)
        request = self.waiting()

        with pytest.raises(operations.TooJunior) as refused:
            builders.approve(request, SOCIAL_CARE)
        assert refused.value.reasons == [
            "Somebody has to approve who is a director or more senior, because the placement is "
            "outside the area.",
            "Somebody has to approve who is an assistant director or more senior, because the "
            "provider is independent.",
            "Somebody has to approve who is an assistant director or more senior, because it "
            "costs more than £3,000.00 a week.",
        ]
        request.refresh_from_db()
        assert request.stage == Stage.FUNDING

    def test_one_who_is_senior_enough_will_do_whenever_they_approve(self):
        request = self.waiting()
        graded(None)
        builders.approve(request, SOCIAL_CARE)

        request.refresh_from_db()
        assert request.stage == Stage.APPROVED

    def test_the_record_says_how_senior_and_why(self):
        request = a_request(Stage.FUNDING)
        builders.approve(request, *AGENCIES)

        content = canonical.from_json(request.decisions.get().records.get().content.encode())
        assert content.seniority == (OUTSIDE, INDEPENDENT, OVER_3000)
        assert content.shares[0].authority.startswith("Agency lead, director, up to")

    def test_the_page_says_what_is_missing_and_who_may_go_on(self, client):
        a_request()
        graded(Grade.HEAD_OF_SERVICE)
        request = self.waiting()
        client.force_login(a_person(Role.AGENCY_LEAD, SOCIAL_CARE))

        share = request.decisions.get().approvals.get(agency__code=SOCIAL_CARE)
        page = client.get(f"/approvals/{share.pk}/").text
        assert "Somebody more senior has to approve" in page
        assert "A more senior lead of Social care has to approve it." in page
        assert "Approve and commit" not in page

    def test_the_page_of_the_first_lets_them_approve(self, client):
        a_request()
        graded(Grade.HEAD_OF_SERVICE)
        request = a_request(Stage.FUNDING)
        client.force_login(a_person(Role.AGENCY_LEAD, HEALTH))

        share = request.decisions.get().approvals.get(agency__code=HEALTH)
        page = client.get(f"/approvals/{share.pk}/").text
        assert "Somebody more senior has yet to approve" in page
        assert "Approve Health’s share" in page
