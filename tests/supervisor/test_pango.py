from pathlib import Path

import pytest

from panel.supervisor import pango
from panel.supervisor.refusal import CannotStart


def test_libraries_that_load_are_enough() -> None:
    pango.require(libraries=["libc.so.6"])


def test_what_does_not_load_is_said_with_the_way_out() -> None:
    with pytest.raises(CannotStart, match=r"run `apt-get install libpango-1.0-0 .*` as root\.$"):
        pango.require(libraries=["libpango-of-nowhere.so.0"])


def test_unpacked_libraries_are_found_and_an_empty_folder_gives_none(tmp_path: Path) -> None:
    assert pango.environment(tmp_path) == {}

    unpacked = tmp_path / "usr" / "lib" / "some-linux-gnu"
    unpacked.mkdir(parents=True)
    (unpacked / "libpango-1.0.so.0").touch()

    assert pango.environment(tmp_path) == {
        "LD_LIBRARY_PATH": str(unpacked),
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
    }
