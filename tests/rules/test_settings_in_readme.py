"""The README's table of settings names every variable that the system reads, and no other."""

import re
from pathlib import Path

NAME = r"(?:PANEL_[A-Z_]+|[A-Z_]+_URL)"
READ = re.compile(rf'"({NAME})"')
TOLD = re.compile(rf"`({NAME})`")

#: Read from the environment, and no setting of a server.
OF_NO_SERVER = {
    "PANEL_DEBUG": "shows a developer Django's own pages of errors",
    "PANEL_LOCAL": "says where a checkout keeps what it makes for itself",
}


def read() -> set[str]:
    """Return the variables that the settings and the supervisor ask for by name."""
    files = [Path("panel/settings.py"), *Path("panel/supervisor").rglob("*.py")]
    return {name for file in files for name in READ.findall(file.read_text(encoding="utf-8"))}


def told() -> set[str]:
    """Return the variables in the first column of the README's table."""
    rows = re.findall(r"^\| (`.*?) \|", Path("README.md").read_text("utf-8"), re.MULTILINE)
    return {name for row in rows for name in TOLD.findall(row)}


def test_every_variable_that_is_read_is_in_the_table_and_no_other():
    assert told() == read() - OF_NO_SERVER.keys()


def test_what_is_left_out_is_read():
    assert OF_NO_SERVER.keys() <= read()
