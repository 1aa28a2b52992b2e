"""Where the embedded servers keep their state, and how a folder is made safe. Starts nothing."""

import hashlib
import os
import shutil
import stat
from pathlib import Path

from panel.supervisor.refusal import CannotStart

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LOCAL = Path(os.environ.get("PANEL_LOCAL", CHECKOUT / ".local"))

# A unix socket's path may have 107 bytes; PostgreSQL adds "/.s.PGSQL.5432" and we add our own
# folders.
LONGEST_BASE = 70
LEAST_FREE_BYTES = 300 * 1024 * 1024


def default_base() -> Path:
    """
    Return the folder for the embedded servers of this checkout.

    It is inside `.local`, except when root must hand PostgreSQL to another user, who may not be
    able to reach that, or when the path would be too long for a socket. Then it is under
    /var/tmp, named for user and `.local`.
    """
    inside = LOCAL / "servers"
    if os.geteuid() != 0 and len(os.fsencode(inside)) <= LONGEST_BASE:
        return inside
    name = hashlib.sha256(os.fsencode(LOCAL)).hexdigest()[:8]
    return Path(f"/var/tmp/panel-{os.geteuid()}-{name}")


def make_private(folder: Path, *, mode: int = 0o700, owner: int | None = None) -> Path:
    """
    Make `folder`, or take it over if it is ours, and return it.

    Args:
        folder: its parent must exist; a link in its place is refused.
        mode: the permissions it gets.
        owner: uid that it is handed to; None keeps it ours.

    Raises:
        CannotStart: something that isn't ours is already there.
    """
    folder.mkdir(mode=mode, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), owner}:
        raise CannotStart(f"{folder} belongs to somebody else: remove it or ask its owner to.")
    if owner is not None and owner != found.st_uid:
        os.chown(folder, owner, -1)
    folder.chmod(mode)
    return folder


def require_space(folder: Path, *, free_bytes: int = LEAST_FREE_BYTES) -> None:
    """
    Refuse to go on when the disk that holds `folder` is nearly full.

    Raises:
        CannotStart: fewer than `free_bytes` are free.
    """
    free = shutil.disk_usage(folder).free
    if free < free_bytes:
        raise CannotStart(
            f"The disk that holds {folder} has {free // 1024**2} MB free and the servers need"
            f" {free_bytes // 1024**2} MB: make room and start again."
        )
