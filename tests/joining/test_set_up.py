"""`manage.py set_up`: a panel opened from a file, on a database that has none."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from panel.agencies.models import Agency, Panel, Person, Role
from panel.audit.models import Event
from panel.joining import document
from panel.policies import documents

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "set-up.toml"
KENT = documents.FOLDER / "kent.toml"
Say = Callable[[], str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Say:
    """Return what the command has said, on both streams."""
    return lambda: "".join(capsys.readouterr())


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write the example with some words replaced, beside a document of rules."""

    def write(*changes: tuple[str, str], rules: str | None = None) -> Path:
        text = EXAMPLE.read_text(encoding="utf-8")
        changes = (("../../panel/policies/panels/kent.toml", "rules.toml"), *changes)
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        (tmp_path / "rules.toml").write_text(rules or KENT.read_text(encoding="utf-8"), "utf-8")
        (tmp_path / "set-up.toml").write_text(text, "utf-8")
        return tmp_path / "set-up.toml"

    return write


def refused(path: Path) -> None:
    """Call the command, and expect that it refuses and writes nothing."""
    before = Panel.objects.count(), Agency.objects.count(), Person.objects.count()
    with pytest.raises(SystemExit) as ended:
        call_command("set_up", str(path))
    assert ended.value.code == 2
    assert (Panel.objects.count(), Agency.objects.count(), Person.objects.count()) == before


def link_in(text: str) -> str:
    found = re.search(r"/password/[\w-]+/[\w-]+/", text)
    assert found is not None, text
    return found[0]


@pytest.mark.usefixtures("no_panel")
class TestOnAnEmptyDatabase:
    def test_opens_the_panel_of_the_example(self):
        call_command("set_up", str(EXAMPLE))

        panel = Panel.objects.get()
        held = panel.appointments.get()
        assert [agency.code for agency in panel.agencies.all()] == [
            "education",
            "health",
            "social-care",
        ]
        assert (held.role, held.person.name) == (Role.ADMINISTRATOR, "Ken Sato")
        assert str(panel.policies.get().effective_from) == "2026-09-01"
        assert Event.objects.filter(subject="panel northmere", kind="opened").count() == 1

    def test_its_link_lets_the_administrator_in_and_add_others(self, said: Say, client: Client):
        call_command("set_up", str(EXAMPLE))
        behind = client.get(link_in(said())).headers["Location"]
        words = "correct horse battery"
        client.post(behind, {"password": words, "again": words})
        client.post("/sign-in/", {"username": "ken.sato@northmere.example", "password": words})

        assert client.get("/settings/people/add/").status_code == 200

    def test_a_second_time_it_says_so_and_gives_a_link_while_there_is_no_password(self, said: Say):
        call_command("set_up", str(EXAMPLE))
        said()
        call_command("set_up", str(EXAMPLE))

        again = said()
        assert "stands already; nothing was changed." in again
        assert link_in(again)
        assert Panel.objects.count() == Person.objects.count() == 1

    def test_with_a_password_no_link_is_given(self, said: Say):
        call_command("set_up", str(EXAMPLE))
        administrator = Person.objects.get()
        administrator.set_password("correct horse battery")
        administrator.save()
        said()
        call_command("set_up", str(EXAMPLE))

        assert "/password/" not in said()

    def test_rules_that_state_no_policy_leave_nothing_behind(self, file, said: Say):
        refused(file(rules='schema = 1\nname = "Half"\nunknown = 1\n'))

        assert "rules.toml, line 3, unknown: There is no rule of this name." in said()

    def test_rules_that_give_a_vote_to_an_agency_without_a_part_are_refused(self, file, said: Say):
        refused(file(('code = "health"', 'code = "icb"')))

        assert "rules.toml gives health a vote, and it isn’t among them." in said()


@pytest.mark.django_db
class TestBesideAnotherPanel:
    """The sample panel stands, with the same code and agencies as the example."""

    def test_everything_at_odds_with_what_stands_is_told_at_once(self, file, said: Say):
        changes = [
            ('prefix = "JRAP"', 'prefix = "NCN"'),
            ('name = "Health"', 'name = "The ICB"'),
            ("ken.sato@", "somebody.else@"),
        ]
        refused(file(*changes))

        told = said()
        assert "/panel: northmere stands already" in told
        assert "/agencies/1: health stands already, as Health, Health, NHS Northmere" in told
        assert "/administrator: northmere stands already, and somebody else runs it." in told

    def test_another_panel_shares_agencies_and_administrator(self, file):
        other = ('code = "northmere"', 'code = "second"')
        call_command("set_up", str(file(other)))

        assert Agency.objects.get(code="health").panels.count() == 2
        assert Person.objects.filter(username="ken.sato@northmere.example").count() == 1

    def test_other_agencies_for_a_panel_that_stands_are_refused(self, file, said: Say):
        refused(file(('code = "social-care"', 'code = "care"')))

        assert "northmere stands already, with education, health, social-care." in said()


class TestTheFile:
    def test_every_fault_is_told_with_its_place(self, file, said: Say):
        path = file(
            ('prefix = "JRAP"', 'prefix = "jrap 2"'),
            ('kind = "health"', 'kind = "hospital"'),
            ('email = "ken.sato@northmere.example"', 'email = "ken"'),
            ("effective_from = 2026-09-01", "effective_from = 2026\nextra = 1"),
        )
        with pytest.raises(SystemExit):
            call_command("set_up", str(path))

        told = said()
        assert "/panel/prefix: A prefix has two to eight capitals." in told
        assert "/agencies/1/kind: This must be 'education', 'health' or 'social_care'." in told
        assert "/administrator/email: This must be an e-mail address" in told
        assert "/rules/effective_from: This must be a date such as 2026-09-01." in told
        assert "/rules/extra: This name isn't known here." in told

    def test_each_agency_has_a_code_of_its_own(self):
        text = EXAMPLE.read_text(encoding="utf-8").replace("social-care", "education")

        with pytest.raises(document.Faulty, match="Each agency needs a code of its own"):
            document.read(text)

    @pytest.mark.parametrize(
        ("content", "sentence"), [(b"[panel", "This isn't TOML"), (b"\xff", "this isn't text")]
    )
    def test_what_can_t_be_read_is_said_to_be(self, tmp_path, content, sentence, said: Say):
        path = tmp_path / "set-up.toml"
        path.write_bytes(content)
        with pytest.raises(SystemExit):
            call_command("set_up", str(path))

        assert sentence in said()

    def test_rules_that_aren_t_there_are_named(self, file, said: Say):
        path = file(("rules.toml", "nowhere.toml"))
        with pytest.raises(SystemExit):
            call_command("set_up", str(path))

        assert "nowhere.toml: No such file or directory." in said()
