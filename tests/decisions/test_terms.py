"""What of a placement's terms isn't as it was, in words."""

from dataclasses import replace
from datetime import date

from panel.decisions.terms import Terms, differences, in_words
from panel.money import BasisPoints, Pence
from tests.decisions.records import EDUCATION, HEALTH

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


def test_terms_are_told_as_far_as_they_are_known() -> None:
    uncosted = replace(STANDS, weekly_pence=None, ends_on=None, portions={})

    assert in_words(uncosted) == "Alder Vale, 38 weeks a year."
    assert in_words(STANDS) == (
        "Alder Vale, 38 weeks a year, £1,000.00 a week, until 31 July 2027. "
        "Paid by Education 60% and Health 40%."
    )
