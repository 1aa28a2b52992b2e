"""A day that tells what happened can't lie ahead, and one to come can't have passed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.cases.document import (
    Faulty,
    IdentityPart,
    NeedPart,
    PreparationPart,
    RequestDocument,
    SoughtOutcomePart,
    parse,
    require_true_days,
)
from panel.cases.vocabulary import NeedCode

TODAY = date(2026, 9, 7)
DOCUMENT = """{
    "referring_agency": "social-care",
    "child": {"given_name": "Q", "family_name": "Z", "born_on": "2031-01-01"},
    "story": {"child_views_on": "2031-01-01"},
    "options": [{"provider": "Alder Vale", "setting": "mainstream", "suitability": "meets",
                 "rating": "good", "rated_on": "2031-01-01"}],
    "outcomes": [{"what": "To read", "by_on": "2001-01-01"}],
    "declaration": {"signed_off_name": "A", "signed_off_grade": "director",
                    "signed_off_on": "2031-01-01"}
}"""


def faults(told: object) -> dict[str, str]:
    with pytest.raises(Faulty) as refused:
        require_true_days(told, on=TODAY)
    return {fault.pointer: fault.sentence for fault in refused.value.faults}


def test_everything_untrue_in_a_document_is_pointed_to_at_once() -> None:
    document = parse(RequestDocument, DOCUMENT)

    assert set(faults(document)) == {
        "/child/born_on",
        "/story/child_views_on",
        "/options/0/rated_on",
        "/outcomes/0/by_on",
        "/declaration/signed_off_on",
    }


def test_it_is_said_which_way_a_day_is_wrong() -> None:
    ahead = faults(PreparationPart(agencies_met_on=TODAY + timedelta(days=1)))
    passed = faults(SoughtOutcomePart(what="To read", by_on=TODAY - timedelta(days=1)))

    assert ahead == {"/agencies_met_on": "This day lies ahead. Tell it once it has happened."}
    assert passed == {"/by_on": "This day has passed. Give one that is still to come."}


def test_a_row_is_pointed_to_by_its_place() -> None:
    needs = (
        NeedPart(code=NeedCode.ASD),
        NeedPart(code=NeedCode.SLCN, assessed_on=date(2031, 1, 1)),
    )

    assert list(faults(needs)) == ["/1/assessed_on"]


@given(st.dates(max_value=TODAY), st.dates(min_value=TODAY))
def test_today_is_neither_too_late_nor_too_early(past: date, coming: date) -> None:
    require_true_days(PreparationPart.model_construct(agencies_met_on=past), on=TODAY)
    require_true_days(SoughtOutcomePart.model_construct(what="", by_on=coming), on=TODAY)


@pytest.mark.parametrize(
    ("born_on", "is_taken"),
    [(date(2000, 9, 8), True), (date(2000, 9, 7), False), (date(1950, 1, 1), False)],
)
def test_a_child_is_told_of_until_the_26th_birthday(born_on: date, is_taken: bool) -> None:
    told = IdentityPart(given_name="Q", family_name="Z", born_on=born_on)

    if is_taken:
        require_true_days(told, on=TODAY)
    else:
        assert faults(told) == {"/born_on": "The panel takes requests until the 26th birthday."}
