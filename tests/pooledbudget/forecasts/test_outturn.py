"""A forecast beside what is paid in."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from panel.money import BasisPoints, Pence
from panel.pooledbudget.forecasts.outturn import Outturn, Variance, total

pence = some.integers(-(10**9), 10**9)
outturns = some.builds(Outturn, pence, pence, pence, pence)


class TestTotal:
    @given(some.lists(outturns))
    def test_adds_each_part_and_so_the_whole(self, parts: list[Outturn]):
        assert total(parts).outturn_pence == sum(part.outturn_pence for part in parts)


class TestVariance:
    @pytest.mark.parametrize(
        ("outturn", "basis_points"),
        [(105, 500), (95, -500), (100, 0)],
    )
    def test_is_a_part_of_the_contributions(self, outturn: int, basis_points: int):
        assert Variance(Pence(outturn), Pence(100)).basis_points == basis_points

    def test_is_the_whole_where_nothing_is_paid_in(self):
        assert Variance(Pence(1), Pence(0)).basis_points == 10_000
        assert Variance(Pence(0), Pence(0)).basis_points == 0

    def test_passes_a_level_by_a_penny_and_not_by_being_at_it(self):
        levels = [BasisPoints(500), BasisPoints(200)]

        assert Variance(Pence(10_500), Pence(10_000)).passed(levels) == [200]
        assert Variance(Pence(10_501), Pence(10_000)).passed(levels) == [500, 200]

    @given(some.integers(0, 10**10), some.integers(1, 10**10), some.integers(1, 10_000))
    def test_passes_no_level_under_the_contributions(self, outturn, paid, level):
        variance = Variance(Pence(outturn), Pence(paid))

        assert not (variance.pence <= 0 and variance.passed([BasisPoints(level)]))
        assert variance.basis_points >= level or not variance.passed([BasisPoints(level + 1)])
