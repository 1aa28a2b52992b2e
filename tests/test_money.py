from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.money import MINUS, NotPounds, Pence, SharesRefused, from_pounds, in_pounds, split

AMOUNTS = st.integers(-(10**12), 10**12).map(Pence)
SHARES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 10_000), min_size=1).filter(
    lambda shares: any(shares.values())
)


class TestSplit:
    def test_gives_the_pennies_left_over_to_the_largest_remainders(self):
        shares = {"education": 3_333, "health": 3_333, "social-care": 3_334}

        assert split(Pence(100), shares) == {"education": 33, "health": 33, "social-care": 34}

    def test_breaks_ties_by_the_order_given(self):
        assert split(Pence(1), {"health": 1, "education": 1}) == {"health": 1, "education": 0}
        assert split(Pence(1), {"education": 1, "health": 1}) == {"education": 1, "health": 0}

    @given(AMOUNTS, SHARES)
    def test_loses_and_invents_nothing(self, pence, shares):
        assert sum(split(pence, shares).values()) == pence

    @given(AMOUNTS, SHARES)
    def test_is_never_a_penny_out_for_anybody(self, pence, shares):
        total = sum(shares.values())

        for party, part in split(pence, shares).items():
            assert abs(part * total - pence * shares[party]) < total

    @given(AMOUNTS, SHARES)
    def test_keeps_the_order_and_every_party(self, pence, shares):
        assert list(split(pence, shares)) == list(shares)

    @given(AMOUNTS, SHARES)
    def test_gives_nothing_where_there_is_no_share(self, pence, shares):
        parts = split(pence, shares)

        assert all(parts[party] == 0 for party, weight in shares.items() if weight == 0)

    @given(AMOUNTS, SHARES)
    def test_of_a_reversal_undoes_every_part(self, pence, shares):
        mirror = split(Pence(-pence), shares)

        assert mirror == {party: -part for party, part in split(pence, shares).items()}

    @given(AMOUNTS.filter(lambda pence: pence >= 0), SHARES)
    def test_never_gives_less_to_a_larger_share(self, pence, shares):
        parts = split(pence, shares)
        smallest_first = sorted(shares, key=shares.__getitem__)

        for smaller, larger in pairwise(smallest_first):
            assert shares[smaller] == shares[larger] or parts[smaller] <= parts[larger]

    @pytest.mark.parametrize("shares", [{}, {"a": 0}, {"a": 2, "b": -1}, {"a": 0.5, "b": 0.5}])
    def test_refuses_shares_that_divide_nothing(self, shares):
        with pytest.raises(SharesRefused):
            split(Pence(100), shares)


class TestPounds:
    @pytest.mark.parametrize(
        ("pence", "text"),
        [
            (0, "£0.00"),
            (5, "£0.05"),
            (102_600, "£1,026.00"),
            (123_456_789, "£1,234,567.89"),
            (-102_600, f"{MINUS}£1,026.00"),
        ],
    )
    def test_are_written_for_people(self, pence, text):
        assert in_pounds(Pence(pence)) == text

    @pytest.mark.parametrize(
        ("text", "pence"),
        [
            ("1,026.00", 102_600),
            ("1026", 102_600),
            (" £1,026.5 ", 102_650),
            ("-£0.07", -7),
            ("007", 700),
        ],
    )
    def test_are_read_as_people_type_them(self, text, pence):
        assert from_pounds(text) == pence

    @given(AMOUNTS)
    def test_read_back_what_they_wrote(self, pence):
        assert from_pounds(in_pounds(pence)) == pence

    @pytest.mark.parametrize(
        "text",
        ["", "£", "1,5", "10,26.00", "1.005", ".50", "1e3", "1 pound", "--1", "١٢", "1\n2"],
    )
    def test_refuse_what_could_be_misread(self, text):
        with pytest.raises(NotPounds, match="isn't an amount in pounds and pence"):
            from_pounds(text)
