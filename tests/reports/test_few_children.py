"""What is told in public of so few children that an amount could tell who they are: nothing."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.reports.tables import activity, spending
from panel.reports.tables.activity import Placed
from panel.reports.tables.effectiveness import part
from panel.reports.tables.spending import NOT_TOLD, TOGETHER, Package

FEWEST = 5
PLACES = "ABCDEF"


def placing(*sizes: int) -> list[Package]:
    """Return so many children at each provider, each at a penny more than the one before."""
    places = [place for place, size in zip(PLACES, sizes, strict=False) for _ in range(size)]
    return [a_package(number, place) for number, place in enumerate(places)]


def a_package(child_id: int, provider: str) -> Package:
    return Package(
        f"JRAP-{child_id}", child_id, provider, "Day school", "Autism", 1_000 + child_id, 0
    )


def by_provider(found: list[Package]) -> dict[object, tuple[Any, ...]]:
    table = spending.tables(found, fewest=FEWEST)[0]
    return {row[0]: row[1:] for row in table.rows}


def a_placed(child_id: int, *, is_local: bool = True, weeks: int = 52) -> Placed:
    return Placed(
        child_id=child_id,
        is_local=is_local,
        weeks_per_year=weeks,
        weekly_pence=100 + child_id,
        full_year_pence=5_200 + child_id,
        starts_in=False,
        ends_in=False,
    )


def counts(found: Sequence[Placed]) -> dict[object, object]:
    return {row[0]: row[1] for row in activity.table([*found], fewest=FEWEST).rows}


class TestSpending:
    @pytest.mark.parametrize(
        ("sizes", "told"),
        [
            ((7, 5, 3, 2), {"A", "B", TOGETHER}),
            ((7, 5, 3, 1), {"A", TOGETHER}),  # four are too few, so the five of B join them
            ((7, 5), {"A", "B"}),
            ((9, 1), {TOGETHER}),
            ((4,), {NOT_TOLD}),
            ((2, 2), {NOT_TOLD}),
            ((4, 1), {TOGETHER}),
            ((), set()),
        ],
    )
    def test_tells_the_rest_only_of_five_children_too(
        self, sizes: tuple[int, ...], told: set[str]
    ) -> None:
        assert set(by_provider(placing(*sizes))) == told

    def test_counts_a_child_with_two_placements_once(self) -> None:
        twice = [a_package(0, "A"), *placing(0, 4)]

        assert set(by_provider(twice)) == {NOT_TOLD}

    def test_tells_no_amount_of_fewer_than_five(self) -> None:
        assert by_provider(placing(1)) == {NOT_TOLD: (None, None)}

    @given(
        st.lists(st.tuples(st.integers(0, 20), st.sampled_from(PLACES)), max_size=40).map(
            lambda pairs: [a_package(*pair) for pair in pairs]
        )
    )
    def test_no_row_and_no_difference_from_the_whole_is_of_fewer(
        self, found: list[Package]
    ) -> None:
        rows = by_provider(found)
        named = set(rows) - {TOGETHER, NOT_TOLD}

        for name in named:
            assert len({each.child_id for each in found if each.provider == name}) >= FEWEST
        rest = {each.child_id for each in found if each.provider not in named}
        assert len(rest) >= FEWEST or NOT_TOLD in rows or not rest
        if NOT_TOLD not in rows:
            whole = sum(each.promised_pence for each in found)
            assert sum(cells[0] for cells in rows.values()) == whole


class TestIndicators:
    def test_keep_back_a_part_that_tells_of_too_few_or_leaves_too_few(self) -> None:
        pairs = [(8, 9), (3, 9), (4, 4), (0, 0), (9, 9), (0, 9), (5, 10)]

        told = {pair: part("Advice", *pair).told(fewest=FEWEST)[1:] for pair in pairs}

        assert [pair for pair in pairs if told[pair] == pair] == [(9, 9), (0, 9), (5, 10)]
        assert {told[pair] for pair in pairs[:4]} == {(None, None)}
        assert part("Advice", 8, 9).told(fewest=1)[1:] == (8, 9)


class TestActivity:
    def test_keeps_both_of_a_pair_back_where_one_is_of_too_few(self) -> None:
        told = counts(
            [a_placed(child) for child in range(6)]
            + [a_placed(child, is_local=False) for child in (6, 7)]
        )

        assert told["Placed on any of these days"] == 8
        assert (told["In the area"], told["Out of the area"]) == (None, None)

    def test_tells_both_where_both_are_of_enough(self) -> None:
        told = counts([a_placed(child, is_local=child < 5) for child in range(10)])

        assert (told["In the area"], told["Out of the area"]) == (5, 5)

    def test_tells_one_where_there_is_nobody_in_the_other(self) -> None:
        told = counts([a_placed(child) for child in range(5)])

        assert (told["In the area"], told["Out of the area"]) == (5, None)

    @given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30))
    def test_nothing_is_left_of_the_whole_that_is_of_too_few(
        self, found: list[tuple[bool, bool]]
    ) -> None:
        placed = [
            a_placed(child, is_local=is_local, weeks=52 if is_whole else 38)
            for child, (is_local, is_whole) in enumerate(found)
        ]
        told = counts(placed)
        whole = told["Placed on any of these days"]

        assert whole == (len(found) if len(found) >= FEWEST else None)
        for name, count in told.items():
            if isinstance(count, int) and isinstance(whole, int):
                assert count >= FEWEST, name
                assert whole - count == 0 or whole - count >= FEWEST, name
