"""The directory of providers through its pages and over JSON."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from panel.agencies.models import Role
from panel.cases.forms.directory import ImportForm
from panel.cases.models import Provider
from tests.api import Caller
from tests.builders import a_person
from tests.cases.directory.test_establishments import a_file

pytestmark = pytest.mark.django_db

HOME = {
    "name": "Larkrise",
    "placement_group": "other",
    "social_care_urn": "sc123456",
    "inspectorate": "ofsted",
    "is_open": "on",
}
SENT = HOME | {"social_care_urn": "SC123456", "is_open": True}


@pytest.fixture
def coordinator(client: Client) -> Client:
    """Return the coordinator's browser."""
    client.force_login(a_person(Role.COORDINATOR))
    return client


def sending(file: bytes, button: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile("extract.csv", file), button: "1"}


class TestImport:
    def test_checking_changes_nothing_and_tells_each_bad_row(self, coordinator: Client):
        file = a_file({}, {"URN": "1"})

        page = coordinator.post("/providers/import/", sending(file, "check"))
        assert "What the file holds" in page.text
        assert "URN: A URN has six digits, the first not a 0" in page.text
        assert not Provider.objects.exists()

    def test_importing_keeps_the_good_rows(self, coordinator: Client):
        file = a_file({}, {"URN": "1"})

        page = coordinator.post("/providers/import/", sending(file, "import"))
        assert "The national list is imported" in page.text
        assert Provider.objects.get().urn == "118999"

    def test_refuses_another_file_at_its_field(self, coordinator: Client):
        page = coordinator.post("/providers/import/", sending(b"a,b\n", "import"))

        assert "<title>Error: " in page.text
        assert "This isn’t the national list’s CSV" in page.text

    def test_refuses_a_file_larger_than_any_list(self):
        file = SimpleUploadedFile("extract.csv", a_file({}))
        file.size = 121 * 2**20

        form = ImportForm({}, {"file": file})
        assert form.errors["file"] == ["The file must be smaller than 120 MB"]

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.REFERRER, Role.AUDITOR])
    def test_is_for_coordinators(self, client: Client, role: Role):
        client.force_login(a_person(role))

        assert client.get("/providers/import/").status_code == 403
        assert client.get("/providers/add/").status_code == 403
        assert client.get("/providers/").status_code == 200


class TestAdd:
    def test_enters_a_home(self, coordinator: Client):
        page = coordinator.post("/providers/add/", HOME)

        assert page["Location"] == "/providers/"
        assert Provider.objects.get().social_care_urn == "SC123456"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"social_care_urn": ""}, "A URN, an SC-URN or an ODS code is needed"),
            ({"urn": "12"}, "A URN has six digits, the first not a 0"),
            ({"name": ""}, "Enter the name that it goes by"),
            ({"rated_on_day": "1", "rated_on_month": "2"}, "The date must include a year"),
        ],
    )
    def test_tells_what_is_wrong_and_keeps_the_rest(
        self, coordinator: Client, changes: dict[str, str], sentence: str
    ):
        page = coordinator.post("/providers/add/", HOME | changes)

        assert sentence in page.text.replace("&#x27;", "’")
        assert not Provider.objects.exists()

    def test_tells_that_two_entries_have_the_numbers(self, coordinator: Client):
        coordinator.post("/providers/add/", HOME)
        coordinator.post("/providers/add/", HOME | {"social_care_urn": "", "urn": "118999"})

        page = coordinator.post("/providers/add/", HOME | {"urn": "118999"})
        assert page.status_code == 409
        assert "belong to two providers" in page.text


class TestFind:
    @pytest.mark.parametrize(
        ("query", "is_found"),
        [("", True), ("?q=lark", True), ("?q=oak", False), ("?placement_group=sen_unit", False)],
    )
    def test_narrows_the_list(self, coordinator: Client, query: str, is_found: bool):
        coordinator.post("/providers/add/", HOME)

        listed = coordinator.get(f"/providers/{query}")
        assert ("SC123456" in listed.text) is is_found

    def test_shows_what_has_closed_only_when_asked(self, coordinator: Client):
        coordinator.post("/providers/add/", {**HOME, "is_open": ""})

        assert "SC123456" not in coordinator.get("/providers/").text
        assert "Closed" in coordinator.get("/providers/?closed=on").text


class TestTheApi:
    def test_enters_and_finds_a_provider(self):
        coordinator = Caller(a_person(Role.COORDINATOR))

        assert coordinator.done("providers/", SENT)["number"] == "SC123456"
        (row,) = coordinator.get("providers/", q="lark").json()["results"]
        assert row["name"] == "Larkrise"

    def test_imports_the_list(self):
        caller = Caller(a_person(Role.COORDINATOR))

        answer = caller.client.post(
            "/api/v1/providers/import/", {"file": BytesIO(a_file({}, {"URN": ""}))}
        )
        assert answer.json() == {
            "added": 1,
            "changed": 0,
            "unchanged": 0,
            "bad_rows": [{"line": 3, "reason": "It has no URN."}],
        }

    @pytest.mark.parametrize("sent", [{}, {"file": BytesIO(b"a,b\n")}])
    def test_names_the_fault_of_a_file(self, sent: dict[str, BytesIO]):
        caller = Caller(a_person(Role.COORDINATOR))

        answer = caller.client.post("/api/v1/providers/import/", sent)
        assert answer.status_code == 400
        assert answer.json()["faults"][0]["pointer"] == "/file"

    def test_is_closed_to_who_reads_no_case(self):
        fund_manager = Caller(a_person(Role.FUND_MANAGER))

        assert fund_manager.get("providers/").status_code == 403
        assert fund_manager.post("providers/", SENT).status_code == 403
