"""`manage.py policy`: what it says, and with which exit code."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from panel.policies import documents
from panel.policies.models import PolicyVersion
from tests.builders import a_panel

KENT = documents.FOLDER / "kent.toml"
YORK = documents.FOLDER / "york-like.toml"


def refused(*words: object) -> None:
    """Call the command and expect its refusal."""
    with pytest.raises(SystemExit) as ended:
        call_command("policy", *map(str, words))
    assert ended.value.code == 2


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]):
    """Return what the command has said, on both streams."""
    return lambda: "".join(capsys.readouterr())


class TestCheck:
    def test_says_that_a_document_is_whole(self, said):
        call_command("policy", "check", str(KENT))

        assert "states a whole policy" in said()

    def test_names_every_fault_with_its_line(self, said, tmp_path: Path):
        file = tmp_path / "broken.toml"
        file.write_text("[identity]\ntitle = 3\n\n[quorum]\nmembers = 4\n", encoding="utf-8")

        refused("check", file)

        assert said().splitlines() == [
            f"{file}, line 1, advice: This must be given.",
            f"{file}, line 1, identity.owner_bodies: This must be given.",
            f"{file}, line 2, identity.title: This must be words in quotation marks.",
            f"{file}, line 5, quorum.members: There is no rule of this name.",
        ]

    def test_names_the_line_where_toml_breaks_off(self, said, tmp_path: Path):
        file = tmp_path / "broken.toml"
        file.write_text("[identity]\ntitle = \n", encoding="utf-8")

        refused("check", file)

        assert "line 2: This isn't TOML" in said()

    def test_says_when_a_file_isn_t_there_or_isn_t_text(self, said, tmp_path: Path):
        odd = tmp_path / "odd.toml"
        odd.write_bytes(b"\xff\xfe")

        refused("check", tmp_path / "none.toml")
        refused("check", odd)

        assert "No such file" in said()


@pytest.mark.django_db
class TestLoad:
    def test_adds_a_version_once_however_often_it_is_asked(self, said):
        a_panel()
        for _ in range(2):
            call_command(
                "policy", "load", str(YORK), "--panel", "northmere", "--from", "2100-01-01"
            )

        assert PolicyVersion.objects.count() == 2
        assert "nothing was loaded" in said()

    def test_refuses_an_unknown_panel_and_a_day_that_has_passed(self, said):
        a_panel()
        refused("load", YORK, "--panel", "nowhere", "--from", "2100-01-01")
        refused("load", YORK, "--panel", "northmere", "--from", "2020-01-01")

        with pytest.raises(CommandError, match="“spring” isn’t a date such as"):
            refused("load", YORK, "--panel", "northmere", "--from", "spring")

        told = said()
        assert "There is no panel nowhere." in told
        assert "passed" in told
        assert PolicyVersion.objects.count() == 1


@pytest.mark.django_db
class TestDiff:
    def test_compares_a_version_with_a_file(self, said):
        a_panel()
        call_command("policy", "diff", "northmere:1", str(YORK))

        assert "eligibility.age_max: The oldest age" in (told := said())
        assert "    before: 25 years\n    after: 19 years" in told

    def test_says_when_nothing_differs(self, said):
        call_command("policy", "diff", str(KENT), str(KENT))

        assert "They state the same rules." in said()

    def test_refuses_a_version_that_isn_t_there(self, said):
        refused("diff", "northmere:9", KENT)

        assert "There is no version 9 of the rules of northmere." in said()
