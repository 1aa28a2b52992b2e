import os
import socket

import pytest

from panel.supervisor import checks
from panel.supervisor.refusal import CannotStart

SOUND = {
    "PANEL_SECRET_KEY": "k" * 50,
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "DATABASE_URL": os.environ["DATABASE_URL"],
}


def test_a_sound_environment_is_let_through() -> None:
    checks.require(SOUND)


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL", "PANEL_SECRET_KEY"])
def test_a_missing_setting_is_named_with_the_way_out(name: str) -> None:
    with pytest.raises(CannotStart, match=f"^{name} is not set: give it .*\\.$"):
        checks.require({**SOUND, name: ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://panel@host/panel"),
        ("DATABASE_OWNER_URL", "panel"),
        ("REDIS_URL", "http://host"),
        ("REDIS_URL", "redis://host:port"),
        ("SMTP_URL", "mail.example"),
        ("SMTP_URL", "smtp://host:99999"),
        ("PANEL_ADDRESS", "panel.example"),
    ],
)
def test_a_malformed_address_is_named_but_not_repeated(name: str, value: str) -> None:
    with pytest.raises(CannotStart, match=f"^{name} is not an address of the form") as refusal:
        checks.require({**SOUND, name: value})

    assert value not in str(refusal.value)


@pytest.mark.parametrize("host", ["/nowhere", "host.invalid"])
def test_a_database_that_does_not_answer_is_said_in_one_sentence(host: str) -> None:
    with pytest.raises(CannotStart, match=r"does not answer .* mend the address") as refusal:
        checks.require({**SOUND, "DATABASE_URL": f"postgres://panel@/panel?host={host}"})

    assert "\n" not in str(refusal.value)


def test_an_entrance_ends_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        checks.exit_unless_sound({})

    assert ending.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


class TestMailWarning:
    def test_is_silent_while_a_server_listens(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            assert checks.mail_warning(f"smtp://127.0.0.1:{server.getsockname()[1]}") is None

    def test_warns_when_none_does(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]

        assert "notices wait" in str(checks.mail_warning(f"smtp://127.0.0.1:{port}"))
