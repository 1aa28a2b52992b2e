"""The pages and JSON by which a file is checked, posted and mended."""

from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from panel.agencies.models import Role
from panel.pooledbudget import operations
from panel.pooledbudget.models import Import
from panel.sample.people import HEALTH
from tests.builders import MONDAY_9AM, a_fund, a_person
from tests.pooledbudget.imported import RECEIPTS, a_file, an_invoice_row
from tests.pooledbudget.invoiced import PROMISED, booked_invoice

pytestmark = pytest.mark.django_db
FILE = a_file(
    an_invoice_row(901, about=PROMISED),
    an_invoice_row(902, about=PROMISED, amount="none", **{"Why accepted": "=cmd|x"}),
    an_invoice_row(903, about=PROMISED),
)


@pytest.fixture
def manager(client: Client) -> Client:
    booked_invoice(a_fund())
    client.force_login(a_person(Role.FUND_MANAGER))
    return client


def sent(file: bytes = FILE, **changes: str) -> Mapping[str, object]:
    return {"kind": "invoices", "file": SimpleUploadedFile("april.csv", file)} | changes


def checked(manager: Client) -> Import:
    manager.post(f"/fund/years/{a_fund().pk}/import/", sent())
    return Import.objects.get()


class TestPages:
    def test_a_file_is_checked_then_posted_and_what_is_bad_is_given_back(
        self, manager: Client
    ) -> None:
        address = f"/fund/years/{a_fund().pk}/import/"
        assert address in manager.get("/fund/").text
        assert "“Request”" in manager.get(address).text

        page = manager.post(address, sent(), follow=True)
        assert "Post 2 rows" in page.text
        assert "Rows left out stay out." in page.text
        assert "Line 3" in page.text
        assert "£2.00" in page.text  # what the two come to
        assert "Number: LH/901" in page.text
        assert "Amount: none; Why accepted: =cmd|x" in page.text
        assert "“none” isn’t an amount such as 1,234.50." in page.text
        source = Import.objects.get()

        page = manager.post(f"/fund/imports/{source.pk}/post/", follow=True)
        assert "0 of 2 are posted." in page.text
        operations.post_rows(import_id=source.pk, at=MONDAY_9AM)
        assert "Nothing of it is left to post." in manager.get(f"/fund/imports/{source.pk}/").text
        assert "april.csv" in manager.get("/fund/imports/").text

        file = manager.get(f"/fund/imports/{source.pk}/left-out/")
        assert file["Content-Type"] == "text/csv; charset=utf-8"
        heading, bad = file.text.splitlines()
        assert heading.endswith(",Amount,Why accepted,Shares,Received,Line,Why it was left out")
        assert bad.startswith(f"{PROMISED},Alder Vale,LH/902,")

    def test_what_was_left_out_can_be_mended_and_sent_again(self, manager: Client) -> None:
        source = checked(manager)
        left_out = manager.get(f"/fund/imports/{source.pk}/left-out/").text
        assert ",'=cmd|x," in left_out  # which no spreadsheet runs
        mended = left_out.replace(",none,", ",1.00,").encode()

        page = manager.post(f"/fund/years/{a_fund().pk}/import/", sent(mended), follow=True)

        assert "Post 1 row" in page.text
        assert "left out stay out" not in page.text

    def test_what_is_no_such_file_is_refused_at_its_field(self, manager: Client) -> None:
        address = f"/fund/years/{a_fund().pk}/import/"

        page = manager.post(address, sent(b"Name\r\nA\r\n"))
        assert "it has no columns “Amount”" in page.text
        page = manager.post(address, {"kind": "invoices"})
        assert "Choose the file" in page.text
        page = manager.post(address, sent(b"x" * (10 * 2**20 + 1)))
        assert "The file must be smaller than 10 MB" in page.text
        assert not Import.objects.exists()

    def test_an_auditor_reads_it_and_posts_nothing(self, manager: Client) -> None:
        source = checked(manager)
        manager.force_login(a_person(Role.AUDITOR))

        page = manager.get(f"/fund/imports/{source.pk}/")

        assert "It waits for a fund manager to have 2 rows posted." in page.text
        assert "<button" not in page.text.partition("What happens next")[2].partition("</div>")[0]
        assert f"/fund/imports/{source.pk}/" in manager.get("/fund/imports/").text
        assert manager.post(f"/fund/imports/{source.pk}/post/").status_code == 403

    def test_it_is_posted_once(self, manager: Client) -> None:
        source = checked(manager)
        manager.post(f"/fund/imports/{source.pk}/post/")

        refused = manager.post(f"/fund/imports/{source.pk}/post/")
        assert refused.status_code == 409
        assert "Nothing was changed by what you sent." in refused.text

    def test_the_same_file_again_says_so(self, manager: Client) -> None:
        source = checked(manager)

        page = manager.post(f"/fund/years/{a_fund().pk}/import/", sent(), follow=True)

        assert page.redirect_chain == [(f"/fund/imports/{source.pk}/", 302)]
        assert "already: nothing was checked anew or posted." in page.text

    def test_only_the_first_hundred_bad_rows_are_shown(self, manager: Client) -> None:
        bad = a_file(*[an_invoice_row(number, about="") for number in range(101)])

        page = manager.post(f"/fund/years/{a_fund().pk}/import/", sent(bad), follow=True)

        assert "The first 100 are shown." in page.text
        assert "None of its rows can be posted." in page.text


class TestJson:
    def check(self, manager: Client, **changes: object) -> object:
        asked = {**sent(), "fund": "pool", "year": "2026"} | changes
        return manager.post("/api/v1/imports/check/", asked)

    def test_a_file_is_checked_and_posted(self, manager: Client) -> None:
        answer = self.check(manager)
        assert answer.status_code == 201
        told = answer.json()
        assert (told["stage"], told["rows"]) == ("checked", {"ready": 2, "bad": 1})
        assert [row["line"] for row in told["left_out"]] == [3]

        address = f"/api/v1/imports/{told['id']}/"
        assert manager.post(f"{address}post-rows/").json()["stage"] == "posting"
        operations.post_rows(import_id=told["id"], at=MONDAY_9AM)
        assert manager.get(address).json()["rows"] == {"posted": 2, "bad": 1}

    def test_the_same_file_again_says_so(self, manager: Client) -> None:
        first = self.check(manager).json()

        again = self.check(manager)

        assert (again.status_code, again.json()["id"]) == (200, first["id"])
        assert (first["note"], again.json()["note"][:25]) == ("", "This file was checked on ")

    def test_receipts_are_too(self, manager: Client) -> None:
        file = a_file(f"{HEALTH},Instalment 7,20.00", headings=RECEIPTS)

        answer = self.check(
            manager, kind="contributions", file=SimpleUploadedFile("paid.csv", file)
        )

        assert answer.json()["rows"] == {"ready": 1}

    @pytest.mark.parametrize(
        ("changes", "pointer"),
        [({"kind": "cats"}, "/kind"), ({"year": "soon"}, "/year"), ({"file": ""}, "/file")],
    )
    def test_what_is_wrong_is_told_with_its_place(
        self, manager: Client, changes: dict[str, str], pointer: str
    ) -> None:
        answer = self.check(manager, **changes)

        assert answer.status_code == 400
        assert [fault["pointer"] for fault in answer.json()["faults"]] == [pointer]

    def test_it_is_for_those_who_post_to_the_fund(self, manager: Client) -> None:
        manager.force_login(a_person(Role.CHAIR))

        assert self.check(manager).status_code == 403
