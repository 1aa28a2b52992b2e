"""Keeping the directory of providers: one entry a number, whatever is imported how often."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases import operations
from panel.cases.directory import queries as directory
from panel.cases.document import ProviderPart
from panel.cases.models import Provider
from panel.cases.operations import NumberTaken
from panel.cases.vocabulary.options import PlacementGroup, Rating
from tests.builders import MONDAY_9AM, a_person
from tests.cases.directory.test_establishments import ROW, a_file

pytestmark = pytest.mark.django_db

HOME = {
    "name": "Larkrise",
    "placement_group": PlacementGroup.OTHER,
    "social_care_urn": "SC123456",
}


def a_provider(**changes: object) -> ProviderPart:
    told = {
        "name": "Alder Vale School",
        "placement_group": PlacementGroup.SPECIAL_INDEPENDENT,
        "urn": "118999",
    }
    return ProviderPart(**{**told, **changes})


def importing(*providers: ProviderPart) -> tuple[int, int, int]:
    imported = operations.import_providers(
        providers=providers, by=a_person(Role.COORDINATOR), at=MONDAY_9AM
    )
    return imported.added, imported.changed, imported.unchanged


def listing(**told: object) -> Provider:
    return operations.list_provider(
        provider=ProviderPart(**told), by=a_person(Role.COORDINATOR), at=MONDAY_9AM
    )


class TestImportProviders:
    def test_the_same_file_again_changes_nothing(self):
        assert importing(a_provider(), a_provider(urn="118998")) == (2, 0, 0)
        assert importing(a_provider(), a_provider(urn="118998")) == (0, 0, 2)
        assert Provider.objects.count() == 2

    def test_brings_an_entry_up_to_date_and_leaves_the_rest_of_it_alone(self):
        listing(**a_provider(social_care_urn="SC99999").model_dump())

        assert importing(a_provider(name="Alder Vale", rating=Rating.GOOD)) == (0, 1, 0)
        entry = Provider.objects.get()
        assert (entry.name, entry.rating, entry.social_care_urn) == (
            "Alder Vale",
            "good",
            "SC99999",
        )

    def test_is_an_event_that_counts_and_names_nobody(self):
        importing(a_provider())

        (event,) = audit.history("providers")
        assert (event.kind, event.payload) == (
            "imported",
            {"added": 1, "changed": 0, "unchanged": 0},
        )

    def test_asks_no_more_of_the_database_for_more_rows(self, django_assert_max_num_queries):
        providers = [a_provider(urn=str(200_000 + number)) for number in range(1_000)]
        by = a_person(Role.COORDINATOR)

        with django_assert_max_num_queries(12):
            operations.import_providers(providers=providers, by=by, at=MONDAY_9AM)

    def test_is_refused_to_a_member(self):
        with pytest.raises(access.Refused, match="keep the directory"):
            operations.import_providers(
                providers=[a_provider()], by=a_person(Role.MEMBER), at=MONDAY_9AM
            )


class TestListProvider:
    def test_enters_a_home_by_its_own_number(self):
        home = listing(**HOME)

        assert directory.listed("SC123456") == home
        assert home.number == "SC123456"

    def test_the_same_number_again_brings_it_up_to_date(self):
        first, second = listing(**HOME), listing(**HOME | {"name": "Larkrise House"})

        assert first.pk == second.pk
        assert Provider.objects.get().name == "Larkrise House"

    def test_refuses_the_numbers_of_two(self):
        listing(**HOME)
        listing(**a_provider().model_dump())

        with pytest.raises(NumberTaken, match="two providers"):
            listing(**HOME, urn="118999")

    def test_is_refused_to_a_referrer(self):
        with pytest.raises(access.Refused):
            operations.list_provider(
                provider=a_provider(), by=a_person(Role.REFERRER), at=MONDAY_9AM
            )


class TestTheDatabase:
    @pytest.mark.parametrize(
        "change",
        ["urn = '1'", "urn = NULL", "rated_on = '2026-01-01'", "ukprn = '29999999'"],
    )
    def test_refuses_an_entry_that_no_register_would_hold(self, change: str):
        listing(**a_provider().model_dump())

        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE cases_provider SET {change}")


class TestMatching:
    @pytest.mark.parametrize("q", ["alder", "vale alder", "118999", "ct1", "kent", ""])
    def test_finds_by_name_number_and_place(self, q: str):
        listing(**a_provider(postcode="CT1 2AB", authority="Kent").model_dump())

        assert directory.matching(q=q, placement_group="", is_open=True).count() == 1

    def test_leaves_out_what_is_closed_and_other_sorts(self):
        listing(**a_provider(is_open=False).model_dump())
        listing(**HOME)

        assert not directory.matching(q="alder", placement_group="", is_open=True)
        assert directory.matching(q="alder", placement_group="", is_open=False)
        assert not directory.matching(q="", placement_group="alternative", is_open=True)


class TestTheCommand:
    def run(self, file: Path) -> tuple[str, str]:
        said, complained = StringIO(), StringIO()
        call_command("import_providers", file, stdout=said, stderr=complained)
        return said.getvalue(), complained.getvalue()

    def test_says_what_became_of_every_row(self, tmp_path: Path):
        file = tmp_path / "extract.csv"
        file.write_bytes(a_file({}, {"URN": ""}))

        said, complained = self.run(file)
        assert said == "1 added, 0 changed, 0 as they were, 1 left out.\n"
        assert complained == "Line 3: It has no URN.\n"
        assert Provider.objects.get().urn == ROW["URN"]

    @pytest.mark.parametrize("content", [b"a,b\n", None])
    def test_refuses_what_it_can_t_read(self, tmp_path: Path, content: bytes | None):
        file = tmp_path / "extract.csv"
        if content:
            file.write_bytes(content)

        with pytest.raises(SystemExit) as refused:
            self.run(file)
        assert refused.value.code == 2
