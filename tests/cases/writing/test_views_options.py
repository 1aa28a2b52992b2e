"""An option's form, filled in well and badly: every fault at its own field, nothing lost."""

from typing import Any

import pytest
from django.test import Client

from panel.agencies.models import Agency, Role
from panel.cases.models import PlacementOption, PlacementRequest
from panel.sample.people import SOCIAL_CARE
from tests.builders import a_person, a_request

pytestmark = pytest.mark.django_db

PLACE = {
    "provider": "Alder Vale",
    "setting": "residential_52",
    "placement_group": "special_independent",
    "rating": "good",
    "suitability": "meets",
    "weeks_per_year": "52",
    "fit_ASD": "meets",
    "fit_ASD_reason": "Classes of six",
    "fit_SLCN": "",
    "missing_group": "special_council",
    "missing_need": "ASD",
    "missing_area": "Thanet",
    "vacancy": "place",
}
COST = {"what": "care", "rate": "700", "unit": "week", "funding_source": "council"}


def on(name: str, day: int, month: int, year: int) -> dict[str, str]:
    """Return a date as its three boxes send it."""
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def sent(cost: dict[str, str] | None = None, **changes: str) -> dict[str, str]:
    """Return the form with one cost line, as a browser sends it."""
    dates = on("starts_on", 5, 10, 2026) | on("ends_on", 31, 7, 2028)
    asked = on("rated_on", 14, 5, 2026) | on("vacancy_asked_on", 20, 8, 2026)
    agency = Agency.objects.get(code=SOCIAL_CARE)
    line = COST | {f"share_{agency.pk}": "100"} | (cost or {})
    total = {"line-TOTAL_FORMS": "1", "line-INITIAL_FORMS": "0"}
    lines = {f"line-0-{name}": value for name, value in line.items()}
    return PLACE | dates | asked | total | lines | changes


@pytest.fixture
def request_written() -> PlacementRequest:
    return a_request(options=[])


@pytest.fixture
def address(request_written: PlacementRequest, client: Client) -> str:
    """Sign the referrer in, and return where an option is added."""
    client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))
    return f"/cases/{request_written.reference}/request/options/"


def test_everything_told_is_kept_and_shown_again(
    client: Client, address: str, request_written: PlacementRequest
):
    uplift = {"uplift_basis_points": "3", "vat": "reclaimed"} | on("uplift_from", 1, 4, 2027)

    page = client.post(f"{address}new/", sent(uplift))

    assert page.status_code == 302
    option = request_written.options.get()
    assert (option.rating, option.vacancy, option.missing_area) == ("good", "place", "Thanet")
    assert [(fit.need, fit.reason) for fit in option.fits.all()] == [("ASD", "Classes of six")]
    assert option.cost_lines.get().uplift_basis_points == 300
    again = client.get(f"{address}A/").text
    assert 'value="Classes of six"' in again
    assert 'value="Thanet"' in again
    assert '<details class="govuk-details" open>' in again


@pytest.mark.parametrize(
    ("cost", "sentence"),
    [
        ({"funding_source": "high_needs"}, "High needs money (DSG) pays for education only"),
        ({"uplift_basis_points": "3"}, "An uplift needs both its size and the day it starts on"),
        ({"days_per_week": "8"}, "must be 7 or less"),
        (
            on("starts_on", 1, 2, 2027) | on("ends_on", 1, 1, 2027),
            "The last day of this cost is before its first",
        ),
    ],
)
def test_a_fault_of_a_cost_line_is_told_at_its_field(
    client: Client, address: str, cost: dict[str, str], sentence: str
):
    page = client.post(f"{address}new/", sent(cost))

    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert 'value="Alder Vale"' in page.text
    assert not PlacementOption.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"missing_area": ""}, "“In which area” needs an answer too"),
        ({"is_local": "on"}, "An option in the area replaces no local provision"),
        ({"fit_SLCN_reason": "Signs"}, "Say how far it meets the need “Speech, language"),
        ({"provider_number": "118999"}, "The directory holds no provider of this number"),
        ({"rating": ""}, "Say what the inspectors found, not only when"),
        (
            {f"vacancy_asked_on_{box}": "" for box in ("day", "month", "year")},
            "Say on which day the provider was asked for a place",
        ),
        (on("ends_on", 1, 1, 2026), "The end date is before the start date"),
    ],
)
def test_a_fault_of_the_option_is_told_and_the_rest_is_kept(
    client: Client, address: str, changes: dict[str, Any], sentence: str
):
    page = client.post(f"{address}new/", sent(**changes))

    assert sentence in page.text
    assert 'value="Classes of six"' in page.text
    assert not PlacementOption.objects.exists()


def test_without_needs_it_asks_for_them_first(client: Client):
    bare = a_request(options=[], needs=[])
    client.force_login(a_person(Role.REFERRER, SOCIAL_CARE))

    page = client.get(f"/cases/{bare.reference}/request/options/new/")
    assert "Name the child’s needs first" in page.text
