"""The secrets and folders of an embedded run: made once, kept in `.local`, ours alone."""

import contextlib
import os
import secrets
from pathlib import Path

from panel.supervisor.folders import LOCAL


def environment(folder: Path = LOCAL) -> dict[str, str]:
    """Return what an embedded run needs besides its servers' addresses, kept in `folder`."""
    folder.mkdir(exist_ok=True)
    return {
        "PANEL_SECRET_KEY": _secret(folder / "secret-key"),
        "PANEL_STORAGE": str(folder / "storage"),
        "PANEL_SEAL": str(folder / "seal.p12"),
        "PANEL_SEAL_PASSPHRASE": _secret(folder / "seal-passphrase"),
    }


def _secret(kept: Path) -> str:
    """Return the secret in `kept`, made if need be; of two made at once the first counts."""
    if not kept.exists():
        new = kept.with_suffix(f".{os.getpid()}")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(new, kept)
        new.unlink()
    return kept.read_text(encoding="ascii")
