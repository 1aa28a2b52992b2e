"""What becomes of money that is left, and who makes good what is missing: every rule there is."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.money import Pence
from panel.policies.schema.fund import Fund as FundRules
from panel.pooledbudget.year_end import settlement
from panel.pooledbudget.year_end.settlement import NOTHING, Part, Settlement

EDUCATION, HEALTH = 1, 2
PARTS = {
    EDUCATION: Part(Pence(30_000), Pence(45_000)),
    HEALTH: Part(Pence(10_000), Pence(5_000)),
}
UNDERSPEND = (
    *("stay", "non_recurrent", "contingency", "earned_kept"),
    *("pro_rata", "contingency_then_pro_rata"),
)
RISK = ("pro_rata", "own_risk", "by_line", "equal")
PENCE = st.integers(min_value=1, max_value=10**12)


def test_the_risk_reserve_pays_for_what_is_missing_where_the_rules_say_so() -> None:
    def owed(**rules: Any) -> Settlement:
        pot = FundRules(**rules), PARTS, Pence(-500)
        return settlement.of_pot(*pot, reserve_pence=Pence(300))

    assert (owed().drawn_pence, sum(owed().owed.values())) == (300, 200)
    outside = owed(overspend_steps=("outside",))
    assert (outside.drawn_pence, sum(outside.owed.values())) == (0, 500)


def all_of(found: Settlement) -> Counter[int]:
    """Return what each gets, wherever it goes."""
    gets: Counter[int] = Counter()
    for shares in (found.carried, found.reserved, found.returned):
        gets.update(shares)
    return gets


def settled(left: int, **rules: Any) -> Settlement:
    return settlement.of_pot(FundRules(**rules), PARTS, Pence(left))


@pytest.mark.parametrize(
    ("rule", "where"),
    [
        ("stay", "carried"),
        ("non_recurrent", "carried"),
        ("contingency", "reserved"),
        ("pro_rata", "returned"),
        ("earned_kept", "returned"),
    ],
)
def test_what_is_left_goes_where_the_rules_say_by_what_was_paid_in(rule: str, where: str) -> None:
    found = settled(4_000, underspend=rule)

    assert getattr(found, where) == {EDUCATION: 3_000, HEALTH: 1_000}
    assert not found.is_short


def test_what_the_contingency_has_no_room_for_goes_back() -> None:
    found = settled(4_000, underspend="contingency_then_pro_rata", risk_pool_pence=400)

    assert found.reserved == {EDUCATION: 300, HEALTH: 100}
    assert found.returned == {EDUCATION: 2_700, HEALTH: 900}


@pytest.mark.parametrize(
    ("rule", "owed"),
    [
        ("pro_rata", {EDUCATION: 3_000, HEALTH: 1_000}),
        ("equal", {EDUCATION: 2_000, HEALTH: 2_000}),
        ("own_risk", {EDUCATION: 4_000, HEALTH: 0}),
        ("by_line", {EDUCATION: 4_000, HEALTH: 0}),
    ],
)
def test_what_is_missing_is_owed_as_the_risk_is_shared(rule: str, owed: dict[int, int]) -> None:
    assert settled(-4_000, risk_share=rule).owed == owed


def test_nobody_owes_more_than_the_cap_and_the_rest_is_said() -> None:
    found = settled(-4_000, risk_share="pro_rata", risk_cap="amount", risk_cap_pence=1_500)

    assert found.owed == {EDUCATION: 1_500, HEALTH: 1_000}
    assert found.uncovered_pence == 1_500
    assert found.is_short


@pytest.mark.parametrize("rule", UNDERSPEND)
@pytest.mark.parametrize("risk", RISK)
def test_nothing_is_settled_where_nothing_is_left(rule: str, risk: str) -> None:
    assert settled(0, underspend=rule, risk_share=risk) == Settlement()


@pytest.mark.parametrize("rule", UNDERSPEND)
def test_what_is_left_where_nobody_paid_in_is_divided_by_nothing(rule: str) -> None:
    nobody = dict.fromkeys(PARTS, Part(Pence(0), Pence(0)))

    found = settlement.of_pot(FundRules(underspend=rule), nobody, Pence(4_000))

    assert found == Settlement(undivided_pence=Pence(4_000))


@pytest.mark.parametrize(
    ("rule", "owed", "undivided"),
    [
        ("pro_rata", {}, 600),
        ("equal", {EDUCATION: 300, HEALTH: 300}, 0),
        ("own_risk", {EDUCATION: 600, HEALTH: 0}, 0),
    ],
)
def test_what_is_missing_where_nobody_paid_in_is_owed_where_the_rules_say_by_whom(
    rule: str, owed: dict[int, int], undivided: int
) -> None:
    parts = {EDUCATION: Part(Pence(0), Pence(600)), HEALTH: Part(Pence(0), Pence(0))}
    rules = FundRules(risk_share=rule, risk_cap="amount", risk_cap_pence=600)

    found = settlement.of_pot(rules, parts, Pence(-600))

    assert (found.owed, found.undivided_pence) == (owed, undivided)


def test_who_has_a_pot_alone_owes_all_that_is_missing_in_it() -> None:
    alone = {HEALTH: Part(Pence(0), Pence(500))}

    found = settlement.of_pot(FundRules(risk_cap="none"), alone, Pence(-500))

    assert found == Settlement(owed={HEALTH: Pence(500)})


@given(left=PENCE, rule=st.sampled_from(UNDERSPEND), pool=PENCE)
def test_every_penny_that_is_left_goes_somewhere(left: int, rule: str, pool: int) -> None:
    found = settled(left, underspend=rule, risk_pool_pence=pool)

    goes = (*found.carried.values(), *found.reserved.values(), *found.returned.values())
    assert sum(goes) == left
    assert min(goes) >= 0


@given(paid=PENCE, late=PENCE, used=PENCE, rule=st.sampled_from(UNDERSPEND))
def test_what_is_paid_late_is_divided_as_if_it_had_come_in_time(
    paid: int, late: int, used: int, rule: str
) -> None:
    rules, used = FundRules(underspend=rule), min(used, paid)
    in_time = {EDUCATION: Part(Pence(paid), NOTHING), HEALTH: Part(NOTHING, NOTHING)}
    with_late = in_time | {HEALTH: Part(Pence(late), NOTHING)}
    first = all_of(settlement.of_pot(rules, in_time, Pence(paid - used)))

    again = settlement.of_pot(rules, with_late, Pence(late), given=first)

    at_once = all_of(settlement.of_pot(rules, with_late, Pence(paid - used + late)))
    assert first + all_of(again) == at_once


@given(missing=PENCE, rule=st.sampled_from(RISK), cap=PENCE)
def test_every_penny_that_is_missing_is_owed_or_uncovered(
    missing: int, rule: str, cap: int
) -> None:
    found = settled(-missing, risk_share=rule, risk_cap="amount", risk_cap_pence=cap)

    assert sum(found.owed.values()) + found.uncovered_pence == missing
    assert max(found.owed.values()) <= cap
    assert settled(-missing, risk_share=rule, risk_cap="none").uncovered_pence == 0
