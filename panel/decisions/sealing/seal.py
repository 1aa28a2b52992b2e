"""
The seal on an issued record: a PAdES-B-B signature, made and checked with the panel's own key.

It says that these bytes came from whoever holds the key and haven't changed since. It doesn't
prove when: the time in it is ours, for there is no timestamp authority (B-B, not B-T).
"""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from panel.decisions.sealing import key as sealing_key
from panel.decisions.sealing.key import CannotSign as CannotSign  # what callers of `sign` catch
from panel.decisions.sealing.key import SealingKey
from panel.decisions.sealing.verification import SealCheck


def sign(pdf: bytes, *, at: datetime) -> bytes:
    """
    Seal a record as of `at`: the same bytes, with the signature appended.

    The file still keeps to PDF/A-3a and PDF/UA-1, and forbids any later change. Its first
    `len(pdf)` bytes are `pdf`, so what was printed can be checked within what was issued.

    An embedded run that has no key yet makes one, here and now.

    Raises:
        CannotSign: `PANEL_SEAL` names no file, or one that doesn't open with its passphrase.
    """
    from panel.decisions.sealing import (
        pades,  # a second and more to import; most processes never seal
    )

    path = Path(settings.PANEL_SEAL)
    if not path.exists() and _is_embedded(path):
        sealing_key.make(path, settings.PANEL_SEAL_PASSPHRASE, at=at)
    return pades.sign(pdf, _key(), at=at)


def check(pdf: bytes) -> SealCheck:
    """
    Say what a file's seal shows, with a sentence for each fault; any bytes will do.

    Every byte is held to account: those the signature covers, and the form of the signature
    itself, which it can't cover. The certificate is judged as of the time of signing.

    Raises:
        CannotSign: `PANEL_SEAL` names no file, or one that doesn't open with its passphrase.
    """
    from panel.decisions.sealing import pades

    path = Path(settings.PANEL_SEAL)
    has_sealed_nothing = not path.exists() and _is_embedded(path)
    return pades.check(pdf, () if has_sealed_nothing else _key().trusted)


def roots() -> bytes:
    """Return the root certificates that our seals stand under, as PEM, for others to check by."""
    return b"".join(root.public_bytes(Encoding.PEM) for root in _key().trusted)


def _key() -> SealingKey:
    path = Path(settings.PANEL_SEAL)
    changed_ns = path.stat().st_mtime_ns if path.exists() else 0
    return _read(path, settings.PANEL_SEAL_PASSPHRASE, changed_ns)


@lru_cache(maxsize=4)
def _read(path: Path, passphrase: str, changed_ns: int) -> SealingKey:
    """Open the key once, since its passphrase is slow to try, and again when the file changes."""
    return sealing_key.read(path, passphrase)


def _is_embedded(path: Path) -> bool:
    """Whether this is the folder in which an embedded run keeps the secrets it makes itself."""
    return path.with_name("seal-passphrase").exists()
