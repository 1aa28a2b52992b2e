import os
import stat
from pathlib import Path

import pytest

from panel.supervisor import folders
from panel.supervisor.refusal import CannotStart


class TestDefaultBase:
    def test_leaves_room_for_a_socket_and_is_the_same_each_time(self) -> None:
        base = folders.default_base()

        assert len(os.fsencode(base)) <= folders.LONGEST_BASE
        assert base == folders.default_base()


class TestMakePrivate:
    def test_makes_a_folder_for_us_alone(self, tmp_path: Path) -> None:
        folder = folders.make_private(tmp_path / "new")

        assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    def test_takes_over_one_of_ours(self, tmp_path: Path) -> None:
        folder = tmp_path / "ours"
        folder.mkdir(mode=0o755)

        assert stat.S_IMODE(folders.make_private(folder).stat().st_mode) == 0o700

    def test_refuses_a_link_that_somebody_put_in_its_place(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path)

        with pytest.raises(CannotStart, match="belongs to somebody else"):
            folders.make_private(tmp_path / "link")

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can make another's folder")
    def test_refuses_the_folder_of_another_user(self, tmp_path: Path) -> None:
        theirs = tmp_path / "theirs"
        theirs.mkdir()
        os.chown(theirs, 65534, 65534)

        with pytest.raises(CannotStart, match="belongs to somebody else"):
            folders.make_private(theirs)


class TestRequireSpace:
    def test_is_content_with_what_there_is(self, tmp_path: Path) -> None:
        folders.require_space(tmp_path, free_bytes=1)

    def test_says_how_much_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(CannotStart, match=r"MB free and the servers need \d+ MB: make room"):
            folders.require_space(tmp_path, free_bytes=2**60)
