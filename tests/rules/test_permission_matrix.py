"""Every address, called as every kind of person: who gets in is what the reference says."""

import os
from pathlib import Path

import pytest

from tests.rules.permission_matrix import ELSEWHERE, SIGNED_OUT, WITHOUT_CASES, Line, Matrix
from tests.rules.permissions_page import written
from tests.rules.test_what_is_open_to_everybody import CLOSED

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "permissions.md"

NOBODY_INVITED = (
    "none stands for a case that is listed; tests/cases/test_views_outside.py holds it"
)
#: Addresses that nobody gets past here, and why.
NOBODY = {
    "decisions/<str:reference>/<int:place>/pdf/": "no PDF is rendered here; its page is open",
    "fund/reports/issued/<int:pk>/pdf/": "none is printed here; its page is open",
    "api/v1/fund-reports/as-the-books-stand/": "it asks which; tests/reports/test_api.py holds it",
    "cases/<str:reference>/outside-advice/<int:invitation>/revoke/": NOBODY_INVITED,
    "cases/<str:reference>/request/change/": (
        "of a new placement there is none; tests/cases/placements/test_changing.py holds it"
    ),
    "api/v1/placement-requests/(?P<reference>[/.]+)/invitations/(?P<pk>[0-9]+)/revoke/": (
        NOBODY_INVITED
    ),
}
ITEM = "meetings/<int:meeting_id>/items/<int:place>/"
API_ITEM = "api/v1/agenda-items/(?P<pk>[0-9]+)/"
#: Where somebody with an interest still sees the reference, and no word about the child: on the
#: agenda, and where they declare it or are told in words that they stand back.
TO_THE_INTERESTED = {
    ITEM,
    *(
        f"{item}{verb}/"
        for item in (ITEM, API_ITEM)
        for verb in ("interest", "position", "consider", "outcome", "ratify")
    ),
}
#: Where a fund manager, who reads no case, says whether a placement's last invoice is in. The page
#: has its reference and its money, and no word about the child.
OF_MONEY = {
    f"{placement}{verb}/"
    for placement in (
        "placements/<str:reference>/",
        "api/v1/placements/(?P<reference>[/.]+)/",
    )
    for verb in ("last-invoice", "last-invoice/<int:pk>", "year-invoiced", "invoice-expected")
}


@pytest.fixture
def lines(matrix: Matrix) -> list[Line]:
    return [matrix.line(address) for address in CLOSED]


@pytest.mark.slow
def test_who_opens_what(lines: list[Line], subtests) -> None:
    page = written(lines)
    if os.environ.get("PANEL_WRITE_PERMISSIONS"):
        PAGE.write_text(page, encoding="utf-8")
    with subtests.test("the reference says what the site does"):
        assert page.splitlines() == PAGE.read_text(encoding="utf-8").splitlines()
    with subtests.test("somebody gets in at every address, or the table shows nothing"):
        assert {line.address for line in lines if not any(line.clear.values())} == set(NOBODY)
    for line in lines:
        with subtests.test(line.address):
            holds(line)


def holds(line: Line) -> None:
    """Hold one address to what no table may change."""
    assert not [name for name, answered in line.clear.items() if "!" in answered], "it breaks"
    assert not line.clear[SIGNED_OUT]
    assert not line.leaks, "a word about the child, or of what is kept to others"
    assert "<" not in line.address or not line.clear[ELSEWHERE], "another panel's"
    if not line.restricted or line.address in OF_MONEY:
        return
    assert not any(line.clear[name] for name in WITHOUT_CASES), "a role that reads no cases"
    assert not any(line.restricted.values()), "a case kept to others"
    if line.address not in TO_THE_INTERESTED:
        assert not any(line.with_interest.values()), "a case closed by an interest"
