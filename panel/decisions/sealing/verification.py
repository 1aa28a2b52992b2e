"""
Whether a file is a decision record that the panel issued: pure, from its bytes and the register.

The register decides. The seal and the attached data are looked at as well, so that a register
that was tampered with doesn't decide alone, and so that a changed file can be told from a
stranger's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from io import BytesIO

import pikepdf

ATTACHMENT = "decision.json"
LARGEST_DATA = 5_000_000  # bytes; a record's data is some ten thousand
END_OF_REVISION = b"%%EOF\n"


class Finding(StrEnum):
    """What a file turned out to be."""

    CURRENT = "genuine and current"
    SUPERSEDED = "genuine but superseded"
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class RegisterView:
    """What the register holds on one version of a record."""

    record_number: str
    version: int
    content_sha256: str  # of the data, decision.json
    pdf_sha256: str  # of the file as printed, before it was sealed
    signed_sha256: str  # of the file as issued
    issued_at: datetime
    superseded_by: str | None = None  # the record number that replaces it


@dataclass(frozen=True, kw_only=True)
class SealCheck:
    """What a file's seal shows; see `seal.check`."""

    signer: str | None = None
    signed_at: datetime | None = None  # as the signer says; nobody else vouches for it
    is_ours: bool = False  # made with a certificate under a root that we trust
    faults: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether the seal is there, is ours, is whole and covers every byte of the file."""
        return not self.faults


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a file is, why we say so, and what the register and its seal said."""

    finding: Finding
    reasons: tuple[str, ...]
    register: RegisterView | None
    seal: SealCheck

    @property
    def is_genuine(self) -> bool:
        """Whether the panel issued this very file, replaced since or not."""
        return self.finding in {Finding.CURRENT, Finding.SUPERSEDED}


Find = Callable[[str], RegisterView | None]


def examine(pdf: bytes, find: Find, check: Callable[[bytes], SealCheck]) -> Verdict:
    """
    Judge a file by the register and by its seal; any bytes will do.

    `find` gets a SHA-256 in hexadecimal and answers with the version of which it is the content,
    the printed file or the issued file, or None. `check` is `seal.check`.
    """
    seal = check(pdf)
    entry = find(_hash(pdf))
    if entry is not None and entry.signed_sha256 == _hash(pdf):
        return _of_an_issued_file(pdf, entry, seal)
    return _of_another_file(pdf, entry or _nearest(pdf, find), seal)


def _of_an_issued_file(pdf: bytes, entry: RegisterView, seal: SealCheck) -> Verdict:
    data = attached(pdf)
    faults = list(seal.faults)
    if data is None or _hash(data) != entry.content_sha256:
        faults.append("The data attached to it isn't the data in the register.")
    if entry.pdf_sha256 not in {_hash(printed) for printed in _revisions(pdf)}:
        faults.append("What was printed isn't what the register says was printed.")
    if faults:
        known = f"The register knows this file as {entry.record_number}, yet it doesn't hold good."
        return _verdict(Finding.ALTERED, (known, *faults), entry, seal)
    reasons = (
        f"It is {entry.record_number}, byte for byte as issued on {_day(entry.issued_at)}.",
        f"Its seal is whole and covers the whole file: {seal.signer}.",
    )
    if entry.superseded_by:
        replaced = f"It has been replaced by {entry.superseded_by}: ask for that one."
        return _verdict(Finding.SUPERSEDED, (*reasons, replaced), entry, seal)
    return _verdict(Finding.CURRENT, (*reasons, "No later version replaces it."), entry, seal)


def _of_another_file(pdf: bytes, nearest: RegisterView | None, seal: SealCheck) -> Verdict:
    if nearest is not None:
        like = f"It is like {nearest.record_number}, but isn't the file that was issued."
        return _verdict(Finding.ALTERED, (like, *seal.faults), nearest, seal)
    if seal.is_ours and not seal.is_good:
        ours = "It carries the panel's seal, but was changed since."
        return _verdict(Finding.ALTERED, (ours, *seal.faults), None, seal)
    stranger = "The register has no such record."
    if seal.is_ours and seal.is_good:
        stranger = "It carries the panel's whole seal, but it isn't a decision record."
    return _verdict(Finding.UNKNOWN, (stranger, *seal.faults), None, seal)


def _verdict(
    finding: Finding, reasons: tuple[str, ...], register: RegisterView | None, seal: SealCheck
) -> Verdict:
    return Verdict(finding=finding, reasons=reasons, register=register, seal=seal)


def _nearest(pdf: bytes, find: Find) -> RegisterView | None:
    """Find the record that a file was made from, if its data or its first printing is left."""
    data = attached(pdf)
    pieces = [*_revisions(pdf), *([data] if data is not None else [])]
    entries = (find(_hash(piece)) for piece in pieces)
    return next((entry for entry in entries if entry is not None), None)


def attached(pdf: bytes) -> bytes | None:
    """Return the bytes of the attached decision.json; None when there is none to be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            if ATTACHMENT not in document.attachments:
                return None
            return document.attachments[ATTACHMENT].get_file().read_bytes()[:LARGEST_DATA]
    except (pikepdf.PdfError, ValueError, LookupError, TypeError, RuntimeError):
        return None


def _revisions(pdf: bytes) -> list[bytes]:
    """Cut a file at the end of each revision but its last: the first is the file as printed."""
    found: list[bytes] = []
    end = pdf.find(END_OF_REVISION)
    while end != -1 and len(found) < 3:
        end += len(END_OF_REVISION)
        if end < len(pdf):
            found.append(pdf[:end])
        end = pdf.find(END_OF_REVISION, end)
    return found


def _hash(piece: bytes) -> str:
    return sha256(piece).hexdigest()


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
