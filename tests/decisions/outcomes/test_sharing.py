"""Whether a cost is shared as the panel's rules of joint funding have it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.agencies.models import Role
from panel.cases import operations as cases
from panel.cases.costs import costing
from panel.cases.document import AdvicePart
from panel.cases.models import PlacementOption
from panel.cases.presenters import comparison
from panel.cases.stages import Stage
from panel.cases.vocabulary import AdviceOpinion
from panel.decisions import operations
from panel.decisions.approvals import sums
from panel.decisions.models import Outcome
from panel.decisions.outcomes import sharing
from panel.decisions.records import canonical
from panel.money import WHOLE, BasisPoints, Pence
from panel.policies import documents
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.sample.people import EDUCATION, HEALTH, SOCIAL_CARE
from tests import builders
from tests.builders import AGENCIES, CHOSEN, LOCAL, MONDAY_9AM, a_person, a_request
from tests.decisions.outcomes.test_judging import under

pytestmark = pytest.mark.django_db

PERCENT = {"method": "percentage"}
FORTY = [
    {"agency": EDUCATION, "basis_points": 4_000},
    {"agency": HEALTH, "basis_points": 3_000},
    {"agency": SOCIAL_CARE, "basis_points": 3_000},
]
OTHERS = [
    {"agency": EDUCATION, "basis_points": 6_000},
    {"agency": SOCIAL_CARE, "basis_points": 4_000},
]


def rules(**funding: Any) -> Policy:
    kent = documents.parse((documents.FOLDER / "kent.toml").read_text(encoding="utf-8"))
    return Policy.model_validate(kent.model_dump(mode="json") | {"funding": funding}, strict=False)


def agreed(shares: dict[str, int] | None = None, **line: Any) -> PlacementOption:
    """Return an option that costs £3,420.01 a week, shared 40, 30 and 30 unless otherwise said."""
    cost = CHOSEN["cost_lines"][0] | ({"shares": shares} if shares else {}) | line
    request = a_request(Stage.READY, options=[LOCAL, CHOSEN | {"cost_lines": [cost]}])
    return request.options.get(is_recommended=True)


class TestOtherwise:
    @pytest.mark.parametrize(
        ("funding", "said"),
        [
            ({}, []),
            ({"method": "itemised", "default_shares": OTHERS}, []),
            (
                {"method": "equal"},
                ["The rules share each cost equally; “Residential care” isn’t."],
            ),
            (PERCENT | {"default_shares": FORTY}, []),
            (
                PERCENT | {"default_shares": OTHERS},
                ["The rules share each cost by their own percentages; “Residential care” isn’t."],
            ),
            ({"method": "trigger_percentage", "trigger_basis_points": 3_000}, []),
            (
                {"method": "trigger_percentage", "trigger_basis_points": 3_001},
                [
                    f"By the rules {agency} pays from a share of 30.01% up; this is less."
                    for agency in ("Health", "Social care")
                ],
            ),
            ({"method": "envelope", "envelope_pence": 20_000_000}, []),
            (
                {"method": "envelope", "envelope_pence": 10_000_000},
                ["A full year of it costs £178,329.09; the rules’ envelope is £100,000.00."],
            ),
        ],
    )
    def test_is_said_of_each_method(self, funding: dict[str, Any], said: list[str]):
        assert list(sharing.otherwise(agreed(), rules(**funding))) == said

    def test_is_not_said_of_thirds(self):
        thirds = agreed({EDUCATION: 3_334, HEALTH: 3_333, SOCIAL_CARE: 3_333})

        assert list(sharing.otherwise(thirds, rules(method="equal"))) == []


class TestUnpaid:
    def test_names_who_is_no_payer_by_the_rules(self):
        budgets = [{"agency": code, "legal_entity": "County"} for code in (EDUCATION, SOCIAL_CARE)]

        assert list(sharing.unpaid(agreed(), rules(payers=budgets))) == [
            "Health doesn’t pay for a child of this age by the panel’s rules."
        ]

    def test_goes_by_the_child_s_age_on_the_first_day(self):
        budgets = [
            {"agency": EDUCATION, "legal_entity": "County"},
            {"agency": HEALTH, "legal_entity": "Board", "from_age": 14},
            {"agency": SOCIAL_CARE, "legal_entity": "County", "budget_code": "Children"},
            {
                "agency": SOCIAL_CARE,
                "legal_entity": "County",
                "budget_code": "Adults",
                "from_age": 18,
            },
        ]
        option, by = agreed(), rules(payers=budgets)

        assert sharing.payer(option, by, HEALTH) is None  # the child is 13
        assert sharing.payer(option, by, SOCIAL_CARE).budget_code == "Children"

    @pytest.mark.parametrize(
        ("unit", "kinds", "said"),
        [
            ("week", ["recurring"], []),
            (
                "week",
                ["one_off"],
                ["Option B has a cost that is paid again and again; the rules have none such."],
            ),
            (
                "once",
                ["recurring"],
                ["Option B has a cost that is paid once; the rules have none such."],
            ),
        ],
    )
    def test_says_which_kind_of_contribution_there_is_none_of(
        self, unit: str, kinds: list[str], said: list[str]
    ):
        assert list(sharing.unpaid(agreed(unit=unit), rules(contribution_kinds=kinds))) == said


class TestAgreeing:
    def test_otherwise_than_the_rules_needs_a_reason(self):
        under('method = "itemised"', 'method = "equal"')
        request = a_request(Stage.CONSIDERED)

        with pytest.raises(operations.Unstated, match="Say why the cost is shared otherwise: The"):
            builders.decide(request, Outcome.AGREED, "B", split_reason="")
        decision = builders.decide(
            request, Outcome.AGREED, "B", split_reason="Most of it is teaching."
        )
        assert decision.split_reason == "Most of it is teaching."

    def test_takes_the_reason_that_the_request_gives(self):
        under('method = "itemised"', 'method = "equal"')
        request = a_request(Stage.CONSIDERED, plans={"split_reason": "By duty."})

        assert builders.decide(request, Outcome.AGREED, "B", split_reason="").split_reason == (
            "By duty."
        )

    def test_on_somebody_who_isn_t_a_payer_has_no_reason(self):
        under('    { agency = "health", legal_entity = "Integrated care board" },\n', "")

        with pytest.raises(operations.Unstated, match="Health doesn’t pay"):
            builders.decide(a_request(Stage.CONSIDERED), Outcome.AGREED, "B")


class TestRecord:
    def test_says_who_pays_in_law_and_what_health_s_share_rests_on(self):
        request = a_request(Stage.ADVICE)
        builders.give_advice(request, EDUCATION, SOCIAL_CARE)
        cases.give_advice(
            placement_request_id=request.pk,
            agency_code=HEALTH,
            advice=AdvicePart(
                opinion=AdviceOpinion.SUPPORTS, summary="It would.", hours_per_week=12
            ),
            by=a_person(Role.ADVISER, HEALTH),
            at=MONDAY_9AM,
        )
        cases.mark_ready(
            placement_request_id=request.pk, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
        )
        builders.list_it(request)
        builders.consider(request)
        builders.decide(request, Outcome.AGREED, "B", split_reason="Quill’s needs, by duty.")
        builders.approve(request, *AGENCIES)

        content = canonical.from_json(request.decisions.get().records.get().content.encode())
        assert content.split_reason == "Q.Z.’s needs, by duty."
        assert [(share.payer, share.basis) for share in content.shares] == [
            ("County council, High needs block", ""),
            ("Integrated care board", "Continuing care; 12 hours of care a week"),
            ("County council", ""),
        ]

    def test_tells_each_share_as_the_comparison_and_the_approvals_do(self):
        """Of a full year: a week of the term and a week of the year have other parts of a year."""
        teaching = {"kind": "education", "rate_pence": 1_000_00, "unit": "week"}
        lines = [
            teaching | {"weeks_per_year": 38, "shares": {EDUCATION: 10_000}},
            CHOSEN["cost_lines"][0] | {"shares": {HEALTH: 5_000, SOCIAL_CARE: 5_000}},
        ]
        request = a_request(Stage.APPROVED, options=[LOCAL, CHOSEN | {"cost_lines": lines}])
        decision = request.decisions.get()

        content = canonical.from_json(decision.records.get().content.encode())
        recorded = {
            one.agency.name: formatting.percent(BasisPoints(one.basis_points))
            for one in content.shares
        }
        approved = {row.heading: row.cells[0].words for row in sums.shares(decision)}
        compared = {row.heading: row.cells[1].note for row in comparison.compare(request).rows}
        assert approved == recorded
        for agency, part in recorded.items():
            assert compared[agency] == f"{part} of a full year"

    def test_counts_what_is_paid_once_with_what_is_paid_in_a_full_year(self):
        weekly = CHOSEN["cost_lines"][0] | {"rate_pence": 70_00, "shares": {EDUCATION: 10_000}}
        bed = weekly | {"unit": "once", "rate_pence": 3_650_00, "shares": {HEALTH: 10_000}}
        request = a_request(Stage.FUNDING, options=[LOCAL, CHOSEN | {"cost_lines": [weekly, bed]}])

        half = {row.heading: row.cells[0].words for row in sums.shares(request.decisions.get())}
        assert half == {"Education": "50%", "Health": "50%"}
        compared = {row.heading: row.cells[1].note for row in comparison.compare(request).rows}
        assert compared["Health"] == "50% of a full year with what is paid once"


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5))
def test_the_parts_of_a_cost_are_the_whole_of_it_whoever_is_named_first(
    amounts: list[int],
) -> None:
    yearly = {str(name): Pence(pence) for name, pence in enumerate(amounts)}
    parts = costing.portions(yearly)

    assert sum(parts.values()) == (WHOLE if any(amounts) else 0)
    assert parts == costing.portions(dict(reversed(yearly.items())))
