"""Asking a ClamAV daemon about a file."""

import socket

import pytest

from panel.cases.papers import clamd
from tests.cases.scanner import EICAR, LIMIT, Scanner


def test_finds_nothing_in_a_clean_file_which_arrives_whole(scanner: Scanner) -> None:
    content = bytes(range(256)) * 1024  # four chunks

    assert clamd.scan(content, address=scanner.address) == ""
    assert scanner.seen == [content]


def test_names_what_it_finds(scanner: Scanner) -> None:
    assert clamd.scan(EICAR, address=scanner.address) == "Eicar-Test-Signature"


def test_a_file_that_the_daemon_would_not_take_was_not_looked_at(scanner: Scanner) -> None:
    with pytest.raises(clamd.NoScanner):
        clamd.scan(b"x" * (LIMIT + 1), address=scanner.address)


def test_says_when_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with pytest.raises(clamd.NoScanner, match="can't be reached"):
        clamd.scan(b"x", address=f"tcp://127.0.0.1:{port}")
