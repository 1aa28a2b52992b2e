"""What of a placement's terms isn't as it was, in words."""

from dataclasses import replace
from datetime import date

import pytest

from panel.cases.stages import Stage
from panel.decisions.placements.terms import Terms, differences, in_words, standing, terms
from panel.money import BasisPoints, Pence
from tests.builders import CHOSEN, FIRST_DAY, LOCAL, a_request, draw_up
from tests.decisions.changed import CHANGED_ON, asked_to_change
from tests.decisions.records.example import EDUCATION, HEALTH
from tests.stating import under

STANDS = Terms(
    provider="Alder Vale",
    weeks_per_year=38,
    ends_on=date(2027, 7, 31),
    weekly_pence=Pence(1_000_00),
    portions={EDUCATION: BasisPoints(6_000), HEALTH: BasisPoints(4_000)},
)


def test_each_term_that_differs_has_its_sentence() -> None:
    after = replace(
        STANDS,
        provider="Hazel House",
        weeks_per_year=52,
        ends_on=date(2028, 7, 31),
        weekly_pence=Pence(1_200_00),
        portions={EDUCATION: BasisPoints(10_000)},
    )

    assert list(differences(STANDS, after)) == [
        "Hazel House instead of Alder Vale.",
        "£1,200.00 a week instead of £1,000.00.",
        "Education pays 100% instead of 60%.",
        "Health pays 0% instead of 40%.",
        "52 weeks a year instead of 38.",
        "Until 31 July 2028 instead of 31 July 2027.",
    ]
    assert not list(differences(STANDS, STANDS))


def test_who_pays_another_part_is_told_in_pounds_too() -> None:
    before = replace(STANDS, weekly_shares={EDUCATION: Pence(600_00), HEALTH: Pence(400_00)})
    after = replace(
        STANDS,
        portions={EDUCATION: BasisPoints(5_000), HEALTH: BasisPoints(5_000)},
        weekly_shares={EDUCATION: Pence(500_00), HEALTH: Pence(500_00)},
    )

    assert list(differences(before, after)) == [
        "Education pays 50% (£500.00 a week) instead of 60% (£600.00 a week).",
        "Health pays 50% (£500.00 a week) instead of 40% (£400.00 a week).",
    ]


def test_terms_are_told_as_far_as_they_are_known() -> None:
    uncosted = replace(STANDS, weekly_pence=None, ends_on=None, portions={})

    assert in_words(uncosted) == "Alder Vale, 38 weeks a year."
    assert in_words(STANDS) == (
        "Alder Vale, 38 weeks a year, £1,000.00 a week, until 31 July 2027. "
        "Paid by Education 60% and Health 40%."
    )


@pytest.mark.django_db
def test_what_stands_is_what_was_agreed_with_the_provider() -> None:
    under("agreement", "move_needs_approval = false")
    placement_request = a_request(Stage.APPROVED)
    elsewhere = {"provider": "Birch House", "weekly_rate_pence": 3_000_00, "weeks_per_year": 44}
    draw_up(placement_request, **elsewhere, ends_on=date(2028, 3, 31), return_by=date(2028, 3, 31))

    assert in_words(standing(placement_request.placement, on=FIRST_DAY)) == (
        "Birch House, 44 weeks a year, £3,000.00 a week, until 31 March 2028, approved until "
        "31 August 2027. Paid by Education 40%, Health 30% and Social care 30%."
    )


@pytest.mark.django_db
def test_a_rise_that_was_approved_is_no_difference_that_a_change_makes() -> None:
    (care,) = CHOSEN["cost_lines"]
    rising = care | {"uplift_basis_points": 1_000, "uplift_from": "2026-11-01"}
    once = care | {"unit": "once", "description": "A bed"}
    placed = a_request(Stage.PLACED, options=[LOCAL, CHOSEN | {"cost_lines": [rising, once]}])
    option = asked_to_change(placed).options.get()

    before = standing(placed.placement, on=CHANGED_ON)

    assert before.weekly_pence == 3_762_01
    assert standing(placed.placement, on=FIRST_DAY).weekly_pence == 3_420_01
    assert not list(differences(before, terms(option, on=CHANGED_ON)))
