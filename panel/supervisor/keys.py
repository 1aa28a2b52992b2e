"""The secrets and folders of an embedded run: made once, kept in `.local`, ours alone."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from panel.supervisor.folders import LOCAL

SECRETS = ("secret-key", "seal-passphrase")
NAMES = ("PANEL_SECRET_KEY", "PANEL_STORAGE", "PANEL_SEAL", "PANEL_SEAL_PASSPHRASE")


def environment(folder: Path = LOCAL) -> dict[str, str]:
    """Return what an embedded run needs besides its servers' addresses, kept in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    secret_key, passphrase = (_secret(folder / name) for name in SECRETS)
    values = (secret_key, str(folder / "storage"), str(folder / "seal.p12"), passphrase)
    return dict(zip(NAMES, values, strict=True))


def offer(values: Mapping[str, str]) -> None:
    """Put `values` into our environment, except where somebody has set their own."""
    for name, value in values.items():
        os.environ.setdefault(name, value)


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
