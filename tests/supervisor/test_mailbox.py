import os
import smtplib
import socket
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from panel.supervisor import site


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[site.Doors]:
    """A mailbox that serves, kept in `tmp_path / "mailbox"`."""
    doors = site.Doors.open(port=0, mailbox_port=0)
    mailbox, *_ = site.programs(doors, os.environ, mailbox=tmp_path / "mailbox", logs=tmp_path)
    child = mailbox.start()
    yield doors
    child.ask_to_stop()
    child.wait()
    for door in doors:
        door.close()


def send(door: socket.socket, subject: str, body: str) -> None:
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = (
        subject,
        "chair@panel.test",
        "panel@panel.test",
    )
    message.set_content(body)
    with smtplib.SMTP(*door.getsockname()) as server:
        server.send_message(message)


def test_an_accepted_message_is_kept_and_shown_newest_first(
    doors: site.Doors, tmp_path: Path
) -> None:
    send(doors.mail, "First", "Papers are due.")
    send(doors.mail, "Second", "Papers <b>are</b> late.")

    with urllib.request.urlopen(f"{site.address(doors.mailbox_page)}/") as answer:
        page = answer.read().decode()

    assert len([*(tmp_path / "mailbox").glob("*.eml")]) == 2
    assert page.index("Second") < page.index("First")
    assert "Papers &lt;b&gt;are&lt;/b&gt; late." in page
    assert "chair@panel.test" in page
