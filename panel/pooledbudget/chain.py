"""
The arithmetic of seals: plain values in, SHA-256 out. Nothing here reads the database.

An entry's seal covers everything it says and the seal before it in its fund, so that whoever
holds one seal can show that nothing up to it was changed, added or taken away. The SQL function
`ledger_hash` does the same sum when an entry is posted.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

_AS_JSON = json.JSONEncoder(ensure_ascii=False)  # made once: a load seals many thousands


@dataclass(frozen=True)
class Sealed:
    """What the seal of one entry covers, beside the seal before it."""

    fund_year_id: int
    number: int
    key: str
    asked: str
    verb: str
    memo: str
    about: str
    effective_on: date
    posted_at: datetime
    posted_by: str
    reverses_id: int | None
    lines: str  # as `listed` writes them


def fingerprint(*values: object) -> str:
    """Return the SHA-256, in hexadecimal, of the values as one JSON array."""
    return hashlib.sha256(_AS_JSON.encode(values).encode()).hexdigest()


def listed(lines: Iterable[tuple[int, str, int]]) -> str:
    """Write lines of (account id, side, pence) the way a seal covers them, in their order."""
    return "".join(f"{account} {side} {pence} " for account, side, pence in lines)


def seal(previous_hash: str, entry: Sealed) -> str:
    """Return the hash of an entry whose predecessor in the fund has `previous_hash`, or ``""``."""
    return fingerprint(
        previous_hash,
        entry.fund_year_id,
        entry.number,
        entry.key,
        entry.asked,
        entry.verb,
        entry.memo,
        entry.about,
        entry.effective_on.isoformat(),
        f"{entry.posted_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z",
        entry.posted_by,
        entry.reverses_id,
        entry.lines,
    )
