import os
import socket
from pathlib import Path

import pytest

from panel.supervisor import site
from panel.supervisor.refusal import CannotStart


def test_a_taken_port_is_said_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(CannotStart, match=rf"^Port {port} can't be opened .* with --port\.$"):
            site.Doors.open(port=port, mailbox_port=0)


def test_a_number_that_is_no_port_is_said_likewise() -> None:
    with pytest.raises(CannotStart, match=r"^There is no port 99999: choose one up to 65535"):
        site.Doors.open(port=99_999, mailbox_port=0)


def test_the_addresses_are_those_that_were_opened() -> None:
    doors = site.Doors.open(port=0, mailbox_port=0)

    environment = doors.environment()

    assert environment["PANEL_ADDRESS"].endswith(f":{doors.web.getsockname()[1]}")
    assert environment["SMTP_URL"] == f"smtp://127.0.0.1:{doors.mail.getsockname()[1]}"
    for door in doors:
        door.close()


def test_programs_wait_for_a_database_that_does_not_answer(tmp_path: Path) -> None:
    elsewhere = f"postgres://panel@/panel?host={tmp_path}"

    assert not site.answers({"DATABASE_URL": elsewhere})
    assert site.answers(os.environ)
