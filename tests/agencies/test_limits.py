"""How much is too much: the limit itself passes, a penny over doesn't."""

from hypothesis import given
from hypothesis import strategies as st

from panel.agencies.limits import Amounts, Limits
from panel.money import Pence

pence = st.integers(min_value=0, max_value=10**10)
limits = st.builds(Limits, *[st.none() | pence] * 3)


def of(weekly: int = 0, yearly: int = 0, lifetime: int = 0, once: int = 0) -> Amounts:
    return Amounts(Pence(weekly), Pence(yearly), Pence(lifetime), Pence(once))


@given(pence, pence, pence)
def test_equal_passes_by_every_measure(weekly: int, yearly: int, lifetime: int):
    assert Limits(weekly, yearly, lifetime).over(of(weekly, yearly, lifetime)) == []


@given(pence, pence, pence)
def test_a_penny_over_is_a_sentence_for_each_measure(weekly: int, yearly: int, lifetime: int):
    over = Limits(weekly, yearly, lifetime).over(of(weekly + 1, yearly + 1, lifetime + 1))

    assert [sentence.partition(" is over")[0].split(maxsplit=1)[1] for sentence in over] == [
        "a week",
        "a year",
        "over its lifetime",
    ]


def test_the_sentence_has_the_figures():
    assert Limits(yearly_pence=100_00).over(of(yearly=100_01)) == [
        "£100.01 a year is over your limit of £100.00 a year."
    ]


def test_a_limit_by_the_week_alone_covers_what_is_paid_once_up_to_the_same_sum():
    by_week = Limits(weekly_pence=5_000_00)

    assert by_week.over(of(5_000_00, once=5_000_00)) == []
    assert by_week.over(of(once=5_000_01)) == [
        "£5,000.01 paid once is over your limit of £5,000.00 a week, your only one."
    ]
    assert Limits(5_000_00, yearly_pence=10**9).over(of(once=10**8)) == []


def test_a_measure_without_a_limit_is_left_aside():
    assert Limits(weekly_pence=5).over(of(5, 10**9, 10**9)) == []


def test_without_any_limit_nothing_may_be_approved():
    assert Limits().over(of()) == ["No limit is written down for you, so you may approve nothing."]


@given(limits, limits)
def test_two_limits_together_let_pass_what_both_do(one: Limits, other: Limits):
    together = one.within(other)

    assert together == other.within(one)
    for mine, theirs, narrower in zip(one.each, other.each, together.each, strict=True):
        assert narrower == min(
            (pence for pence in (mine, theirs) if pence is not None), default=None
        )


def test_they_are_written_as_a_sentence_would():
    assert Limits(5_000_00).in_words() == "£5,000.00 a week"
    assert Limits(5_000_00, 100_000_00).in_words() == "£5,000.00 a week and £100,000.00 a year"
