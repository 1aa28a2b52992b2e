"""Weighing options: what is kept, what the directory adds, and what nobody can change later."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from panel.agencies.models import Role
from panel.cases import operations, queries
from panel.cases.costs import option_costs
from panel.cases.document import OptionPart, ProviderPart
from panel.cases.models import CostLine, PlacementOption, PlacementRequest
from panel.cases.operations import UnknownProvider
from panel.cases.placements import accommodation
from panel.cases.presenters import comparison
from panel.cases.stages import Stage
from panel.cases.vocabulary.options import PlacementGroup, Rating
from panel.sample.people import EDUCATION, SOCIAL_CARE
from tests.builders import CHOSEN, LOCAL, MONDAY_9AM, a_person, a_request

pytestmark = pytest.mark.django_db

MISSING = {"group": "special_council", "need": "ASD", "area": "Thanet"}
FULL = CHOSEN | {
    "setting": "residential_52",
    "placement_group": "special_independent",
    "missing": MISSING,
    "fits": [
        {"need": "ASD", "fit": "meets", "reason": "Classes of six"},
        {"need": "SLCN", "fit": "partly"},
    ],
    "rating": "good",
    "rated_on": "2026-05-14",
    "vacancy_asked_on": "2026-08-20",
    "vacancy": "place",
    "vacancy_answer": "From October",
    "cost_lines": [
        {
            "kind": "education",
            "rate_pence": 190_00,
            "unit": "day",
            "days_per_week": 5,
            "weeks_per_year": 38,
            "funding_source": "high_needs",
            "shares": {EDUCATION: 10_000},
        },
        {
            "kind": "care",
            "rate_pence": 700_00,
            "unit": "week",
            "starts_on": "2027-01-01",
            "uplift_basis_points": 300,
            "uplift_from": "2027-02-01",
            "funding_source": "council",
            "vat": "reclaimed",
            "shares": {SOCIAL_CARE: 10_000},
        },
    ],
}


def weigh(request: PlacementRequest, **changes: Any) -> PlacementOption:
    return operations.weigh_option(
        placement_request_id=request.pk,
        option=OptionPart.model_validate(FULL | changes, strict=False),
        letter="B",
        by=a_person(Role.REFERRER, SOCIAL_CARE),
        at=MONDAY_9AM,
    )


def rows_of(request: PlacementRequest) -> dict[str, list[tuple[str, str]]]:
    read = queries.in_full(PlacementRequest.objects.filter(pk=request.pk)).get()
    compared = comparison.compare(read)
    return {row.heading: [(c.words, c.note) for c in row.cells] for row in compared.rows}


class TestWeighOption:
    def test_keeps_all_that_was_told(self):
        weighed = weigh(a_request())

        assert (weighed.missing_group, weighed.missing_need, weighed.missing_area) == (
            "special_council",
            "ASD",
            "Thanet",
        )
        assert {fit.need: fit.fit for fit in weighed.fits.all()} == {
            "ASD": "meets",
            "SLCN": "partly",
        }
        education, care = weighed.cost_lines.all()
        assert (education.funding_source, care.vat) == ("high_needs", "reclaimed")
        assert (care.uplift_basis_points, care.uplift_from) == (300, date(2027, 2, 1))

    def test_costs_each_line_by_its_own_days(self):
        weighed = weigh(a_request())

        cost = option_costs.first_year(weighed)
        assert [line.working for line in cost.lines] == [
            "£190.00 a day × 5 days × 38 weeks ÷ 365 × 178 days",
            "£700.00 a week ÷ 7 × 31 days + (£700.00 a week + 3.00%) ÷ 7 × 59 days",
        ]
        assert cost.lines[1].period_pence == 31 * 100_00 + 59 * 103_00

    def test_takes_from_the_directory_what_it_doesn_t_say(self):
        operations.list_provider(
            provider=ProviderPart(
                name="Alder Vale",
                placement_group=PlacementGroup.SPECIAL_INDEPENDENT,
                urn="118999",
                rating=Rating.OUTSTANDING,
                rated_on=date(2025, 3, 1),
            ),
            by=a_person(Role.COORDINATOR),
            at=MONDAY_9AM,
        )
        listed = {"provider_number": "118999", "rating": None, "rated_on": None}

        weighed = weigh(a_request(), **listed, placement_group=None)
        assert weighed.placement_group == "special_independent"
        assert (weighed.rating, weighed.rated_on) == ("outstanding", date(2025, 3, 1))

        told = weigh(a_request(), provider_number="118999")
        assert (told.rating, told.rated_on) == ("good", date(2026, 5, 14))

    def test_refuses_a_number_that_isn_t_in_the_directory(self):
        request = a_request()

        with pytest.raises(UnknownProvider, match="“118999”"):
            weigh(request, provider_number="118999")
        assert request.options.count() == 2


class TestTheComparison:
    def test_shows_suitability_before_money_and_each_need_by_itself(self):
        request = a_request()
        weigh(request)

        rows = rows_of(request)
        headings = list(rows)
        assert headings[:3] == ["Meets needs", "Autism", "Speech, language and communication"]
        assert headings.index("Why not chosen") < headings.index("Cost a week")
        assert rows["Autism"] == [("Not recorded", ""), ("✓ Yes", "Classes of six")]
        assert rows["Inspection"][1] == ("Good, 14 May 2026", "")
        assert rows["Vacancy"][1] == ("Has a place", "Asked on 20 August 2026. From October")
        assert rows["Replaces, locally"][1] == (
            "Special: council school",
            "Autism, Thanet",
        )
        assert rows["Paid from"] == [
            ("Not recorded", ""),
            ("High needs block (DSG); Council base budget", ""),
        ]

    def test_warns_that_a_school_lived_at_all_year_is_a_home_too(self):
        request = a_request()
        weigh(request)

        (_, note) = rows_of(request)["Children’s home"][1]
        assert note.startswith("It may accommodate a child for 364 days a year.")

    @pytest.mark.parametrize(
        ("changes", "warns"),
        [
            ({}, True),
            ({"weeks_per_year": 43}, True),
            ({"weeks_per_year": 42}, False),
            ({"home_registration": "registered"}, False),
            ({"home_registration": "applied"}, True),
            ({"setting": "independent_day"}, False),
        ],
    )
    def test_warns_from_295_days_a_year(self, changes: dict[str, Any], warns: bool):
        assert bool(accommodation.warning(weigh(a_request(), **changes))) is warns


class TestTheDatabase:
    def test_refuses_high_needs_money_for_care(self):
        weigh(a_request())

        with pytest.raises(IntegrityError, match="high_needs_pays_for_education"):
            CostLine.objects.filter(kind="care").update(funding_source="high_needs")

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE cases_costline SET uplift_from = NULL WHERE uplift_basis_points > 0",
            "UPDATE cases_costline SET ends_on = '2020-01-01' WHERE starts_on IS NOT NULL",
            "UPDATE cases_costline SET days_per_week = 8",
            "UPDATE cases_placementoption SET missing_area = ''",
            "UPDATE cases_placementoption SET is_local = true",
            "UPDATE cases_placementoption SET rating = ''",
            "UPDATE cases_placementoption SET vacancy_asked_on = NULL",
        ],
    )
    def test_refuses_what_doesn_t_hold_together(self, change: str):
        weigh(a_request())

        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE cases_placementoption SET provider = 'Elsewhere'",
            "UPDATE cases_costline SET rate_pence = 1",
            "UPDATE cases_costshare SET basis_points = 1",
            "UPDATE cases_needfit SET fit = 'meets'",
            "DELETE FROM cases_costshare",
            "DELETE FROM cases_needfit",
            "INSERT INTO cases_costshare (cost_line_id, agency_id, basis_points)"
            " SELECT max(cost_line_id), max(agency_id), 1 FROM cases_costshare",
            "INSERT INTO cases_needfit (option_id, need, fit, reason)"
            " SELECT max(id), 'OTH', 'meets', '' FROM cases_placementoption",
        ],
    )
    def test_keeps_what_was_weighed_once_the_request_is_sent(self, change: str):
        fits = [{"need": "ASD", "fit": "partly"}]
        request = a_request(Stage.SUBMITTED, options=[LOCAL, CHOSEN | {"fits": fits}])

        with (
            pytest.raises(IntegrityError, match="can't change while its request is submitted"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
        assert request.options.get(letter="B").fits.count() == 1

    def test_lets_it_be_changed_again_when_the_request_is_sent_back(self):
        request = a_request(Stage.RETURNED)

        assert weigh(request).letter == "B"
