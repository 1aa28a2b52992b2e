"""What a request's way leads to, in a form in which two ways can be compared."""

from dataclasses import dataclass
from typing import Any

from panel.agencies.models import Role
from tests.journeys.site import Site

POSTINGS = """
    SELECT entry.verb, account.kind, coalesce(agency.code, ''), posting.side, posting.amount_pence
    FROM pooledbudget_journalentry entry
    JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
    JOIN pooledbudget_account account ON account.id = posting.account_id
    LEFT JOIN agencies_agency agency ON agency.id = account.agency_id
    WHERE entry.about = %s ORDER BY entry.number, posting.id
"""
ISSUED = """
    SELECT FROM decisions_registerentry entry
    JOIN decisions_decisionrecord record ON record.id = entry.record_id WHERE record.number = %s
"""


@dataclass(frozen=True)
class Ending:
    """What stands in the ledger about a request, and what its record says."""

    ledger: list[tuple[Any, ...]]
    record: dict[str, Any]

    @classmethod
    def of(cls, site: Site, reference: str) -> "Ending":
        """Wait until the record is issued, then read both."""
        site.wait_for(ISSUED, f"{reference}/1")
        auditor = site.person(Role.AUDITOR)
        content = auditor.get(f"decision-records/{reference}/1/")["content"]
        return cls(site.rows(POSTINGS, reference), neutral(content))


def neutral(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a record says without what no two records of one story have in common."""
    header, fund = dict(content["header"]), dict(content["fund"])
    # A reference is given out once, and the record's number is made of it.
    header["reference"] = header["record_number"] = ""
    # Meetings are numbered in the order in which they are planned.
    header["meeting"] = ""
    # People consent and approve, and records are frozen, when they are.
    header["issued_at"] = ""
    shares = [share | {"approved_at": ""} for share in content["shares"]]
    consents = [consent | {"given_at": ""} for consent in content["consents"]]
    # A command isn't told at which port the demonstration serves.
    header["verify_at"] = ""
    # Entries are numbered through the fund; what others have taken from it stands between two.
    fund["journal"] = ""
    del fund["before_pence"], fund["after_pence"]
    return content | {"header": header, "fund": fund, "shares": shares, "consents": consents}
