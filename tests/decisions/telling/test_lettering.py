"""The letter a family is handed: written once for each thing it says, printed once, and kept."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction

from panel.agencies import access
from panel.agencies.models import Role
from panel.audit import queries as audit
from panel.cases.stages import Stage
from panel.decisions import operations
from panel.decisions.models import Channel, FamilyLetter, Telling
from panel.decisions.outcomes.document import ToldPart
from panel.decisions.proving import proof
from panel.decisions.sealing import seal
from panel.decisions.telling import paper
from tests.builders import (
    AGENCIES,
    MEETING_DAY,
    a_person,
    a_request,
    approve,
    decide_urgently,
)

pytestmark = pytest.mark.django_db
LATER = MEETING_DAY + timedelta(hours=1)


def written(channel: Channel = Channel.LETTER, *, role: Role = Role.COORDINATOR) -> FamilyLetter:
    telling = Telling.objects.get(channel=channel)
    return operations.write_letter(telling_id=telling.pk, by=a_person(role), at=LATER)


class TestWriting:
    def test_keeps_what_it_says_and_is_an_event(self) -> None:
        reference = a_request(Stage.DECLINED).reference

        letter = written()

        told = paper.from_json(letter.content)
        assert (told.reference, told.about) == (reference, "Quill Zander")
        assert told.passages[0].text.startswith("Declined.")
        assert paper.to_json(told) == letter.content
        assert audit.history(reference).last().kind == "letter_written"

    def test_again_is_the_same_letter_while_it_says_the_same(self) -> None:
        a_request(Stage.DECLINED)

        assert written() == written(Channel.PHONE)

    def test_is_another_letter_once_there_is_something_else_to_say(self) -> None:
        request = a_request(Stage.URGENT)
        decide_urgently(request)
        before = written()
        approve(request, *AGENCIES)

        assert written() != before

    @pytest.mark.parametrize("role", [Role.CHAIR, Role.MEMBER, Role.REFERRER])
    def test_is_for_whoever_tells_families(self, role: Role) -> None:
        a_request(Stage.DECLINED)

        with pytest.raises(access.Refused):
            written(role=role)


def test_who_was_told_without_one_has_the_letter_as_it_stood_then() -> None:
    a_request(Stage.DECLINED)
    telling = Telling.objects.get(channel=Channel.PHONE)

    told = operations.record_telling(
        telling_id=telling.pk,
        told=ToldPart(told_on=MEETING_DAY.date(), note="The mother."),
        by=a_person(Role.COORDINATOR),
        at=LATER,
    )

    assert told.letter == FamilyLetter.objects.get()
    assert paper.said(told)[1] == told.letter


@pytest.mark.pdf
@pytest.mark.slow
class TestPrinting:
    def test_makes_a_sealed_file_with_its_data_attached_once(self) -> None:
        a_request(Stage.DECLINED)
        letter = written()

        operations.print_letter(letter_id=letter.pk, at=LATER)
        operations.print_letter(letter_id=letter.pk, at=LATER)

        letter.refresh_from_db()
        assert letter.attempts == 1
        with storages["records"].open(letter.name) as kept:
            printed = kept.read()
        assert seal.check(printed).is_good
        with pikepdf.open(BytesIO(printed)) as document:
            assert "Quill" not in str(document.docinfo["/Title"])
            attached = document.attachments["letter.json"].get_file().read_bytes()
        assert attached.decode() == letter.content

    def test_is_offered_by_the_sweep_until_it_is_done(self) -> None:
        a_request(Stage.DECLINED)
        letter = written()

        assert operations.sweep_letters(at=LATER) == {"letters offered to the workers": 1}
        operations.print_letter(letter_id=letter.pk, at=LATER)
        assert operations.sweep_letters(at=LATER) == {"letters offered to the workers": 0}

    def test_is_proven_and_counts_as_stuck_when_nobody_does_it(self) -> None:
        a_request(Stage.DECLINED)
        letter, late = written(), LATER + timedelta(hours=1)
        assert any("Letter" in fault for fault in proof.prove(at=late)["No owed work is stuck"])
        operations.print_letter(letter_id=letter.pk, at=LATER)
        kept = FamilyLetter.objects.get().name

        found = proof.prove(at=late)
        assert found["Every printed letter is the one that was made"] == []
        assert not any("Letter" in fault for fault in found["No owed work is stuck"])

        storages["records"].delete(kept)
        (fault,) = proof.prove(at=late)["Every printed letter is the one that was made"]
        assert f"the file {kept} is missing" in fault


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions_familyletter SET content = 'x'",
        "DELETE FROM decisions_familyletter",
    ],
)
def test_postgresql_keeps_what_a_letter_said(change: str) -> None:
    a_request(Stage.DECLINED)
    written()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
