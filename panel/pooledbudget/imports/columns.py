"""The columns of the files that can be imported, and how a row's cells are read.

Pure: texts in, the parts that forms and API send out, or a sentence that says what is wrong.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

from panel.money import NotPounds, from_pounds
from panel.parsing import Faulty, parse
from panel.pooledbudget.document import ContributionPart
from panel.pooledbudget.invoices.document import DAYS, InvoicePart
from panel.pooledbudget.models.imports import ImportKind

#: Column → field of the part.
COLUMNS: Mapping[ImportKind, Mapping[str, str]] = {
    ImportKind.INVOICES: {
        "Request": "about",
        "Provider": "provider",
        "Number": "number",
        "Dated": "dated_on",
        "Due": "due_on",
        "From": "first_day",
        "To": "last_day",
        "Amount": "amount_pence",
    },
    ImportKind.CONTRIBUTIONS: {
        "Agency": "agency",
        "Paper": "about",
        "Amount": "amount_pence",
    },
}
#: The same of columns that may be left out or empty.
OPTIONAL: Mapping[ImportKind, Mapping[str, str]] = {
    ImportKind.INVOICES: {
        "Shares": "shares_pence",
        "Why accepted": "accepted_because",
        "Received": "received_on",
    },
    ImportKind.CONTRIBUTIONS: {"Received": "received_on", "Why accepted": "accepted_because"},
}
PARTS: Mapping[ImportKind, type[InvoicePart] | type[ContributionPart]] = {
    ImportKind.INVOICES: InvoicePart,
    ImportKind.CONTRIBUTIONS: ContributionPart,
}
AGENCY, AMOUNT, SHARES = "agency", "amount_pence", "shares_pence"
CODE = re.compile(r"[a-z][a-z0-9-]*")
SHARE = re.compile(rf"(?P<agency>{CODE.pattern}):? +(?P<pounds>\S+)")
BRITISH = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")


class Unreadable(ValueError):
    """Raised when a row's cells say nothing that could be booked; carries why.

    `days`: those that can be read all the same, by their fields.
    """

    def __init__(self, faults: Sequence[str], days: Mapping[str, date]) -> None:
        super().__init__(" ".join(faults))
        self.days = days


def read(kind: ImportKind, cells: Mapping[str, str]) -> InvoicePart | ContributionPart:
    """Return what a row says.

    Raises:
        Unreadable: with a sentence for every cell that is wrong.
    """
    filled = {column: of for column, of in OPTIONAL[kind].items() if cells.get(column)}
    fields = {**COLUMNS[kind], **filled}
    faults: list[str] = []
    told: dict[str, object] = {}
    for column, field in fields.items():
        try:
            told[field] = _value(field, cells.get(column, ""))
        except ValueError as wrong:
            faults.append(f"{column}: {wrong}")
    try:
        part = parse(PARTS[kind], json.dumps(told))
    except Faulty as faulty:
        columns = {field: column for column, field in fields.items() if field in told}
        for fault in faulty.faults:
            field = fault.pointer.split("/")[1]
            if field in columns:  # else it is told above
                faults.append(f"{columns[field]}: {fault.sentence}")
    if faults:
        days = {field: date.fromisoformat(str(told[field])) for field in DAYS & told.keys()}
        raise Unreadable(faults, days)
    return part


def _value(field: str, text: str) -> object:
    if not text:
        raise ValueError("This is empty.")
    if field in DAYS:
        return _day(text).isoformat()
    if field == AGENCY:
        return _agency(text)
    if field == AMOUNT:
        return _amount(text)
    return _shares(text) if field == SHARES else text


def _agency(text: str) -> str:
    """Read an agency's code in any case, with its hyphens or without."""
    code = "-".join(text.lower().split())
    if not CODE.fullmatch(code):
        raise ValueError(f"“{text[:40]}” isn’t an agency’s code such as social-care.")
    return code


def _amount(text: str) -> int:
    try:
        return from_pounds(text)
    except NotPounds:
        raise ValueError(f"“{text[:40]}” isn’t an amount such as 1,234.50.") from None


def _shares(text: str) -> dict[str, int]:
    """Read who pays what: `education 60.00; health 40.00`."""
    told = [SHARE.fullmatch(part.strip()) for part in text.split(";")]
    found = {one["agency"]: _amount(one["pounds"]) for one in told if one}
    if len(found) < len(told):
        raise ValueError(
            f"“{text[:40]}” doesn’t say once of each agency what it pays, "
            "as in education 60.00; health 40.00."
        )
    return found


def _day(text: str) -> date:
    """Read 2026-10-31 or 31/10/2026."""
    try:
        if found := BRITISH.fullmatch(text):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text[:40]}” isn’t a date such as 31/10/2026.") from None
