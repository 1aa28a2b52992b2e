"""Which role may do what, and how far: the one table that `access` asks."""

from enum import Enum, StrEnum

from panel.agencies.models import Role


class Permission(StrEnum):
    """One thing a person may be allowed to do."""

    CASE_READ = "read cases"
    REQUEST_WRITE = "write a placement request"
    REQUEST_CHECK = "check requests and ask for advice"
    CASE_RESTRICT = "restrict a case to named people"
    ADVICE_GIVE = "give an agency's advice"
    ADVICE_READ = "read what agencies advise"
    MEETING_READ = "read meetings"
    MEETING_CALL = "call a meeting"
    MEETING_RUN = "run meetings"
    POSITION_GIVE = "give a position"
    OUTCOME_RECORD = "record the panel's outcome"
    OUTCOME_TELL = "tell families the outcome"
    URGENT_DECIDE = "decide between meetings"
    SHARE_APPROVE = "approve an agency's share"
    DISPUTE_SETTLE = "record how a dispute is settled"
    CHALLENGE_RECORD = "record challenges to a decision"
    DIRECTORY_KEEP = "keep the directory of providers"
    REPORT_READ = "read reports"
    PLACEMENT_RUN = "run placements"
    PLACEMENT_REVIEW = "review placements"
    FUND_READ = "read the fund"
    FUND_POST = "post to the fund"
    INVOICE_PASS = "pass an invoice for payment"
    FUND_AGREE = "agree for an agency on the fund"
    FUND_BOARD = "agree for the board on the fund"
    RECORD_READ = "read decision records"
    AUDIT_READ = "read the audit log"
    READS_READ = "see who read what"
    PEOPLE_APPOINT = "appoint people and name seats"


class Scope(Enum):
    """How far a grant reaches."""

    PANEL = "the whole panel"
    AGENCY = "the appointment's own agency"


_P = Permission
_PANEL_READING = dict.fromkeys((_P.CASE_READ, _P.ADVICE_READ, _P.MEETING_READ), Scope.PANEL)

GRANTS: dict[Role, dict[Permission, Scope]] = {
    Role.REFERRER: {
        _P.CASE_READ: Scope.AGENCY,
        _P.REQUEST_WRITE: Scope.AGENCY,
        _P.ADVICE_READ: Scope.AGENCY,
        _P.PLACEMENT_REVIEW: Scope.AGENCY,
        _P.RECORD_READ: Scope.AGENCY,
    },
    Role.COORDINATOR: _PANEL_READING
    | {
        _P.REQUEST_CHECK: Scope.PANEL,
        _P.CASE_RESTRICT: Scope.PANEL,
        _P.MEETING_CALL: Scope.PANEL,
        _P.MEETING_RUN: Scope.PANEL,
        _P.URGENT_DECIDE: Scope.PANEL,
        _P.DISPUTE_SETTLE: Scope.PANEL,
        _P.CHALLENGE_RECORD: Scope.PANEL,
        _P.OUTCOME_TELL: Scope.PANEL,
        _P.DIRECTORY_KEEP: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
        _P.PLACEMENT_RUN: Scope.PANEL,
        _P.PLACEMENT_REVIEW: Scope.PANEL,
        _P.RECORD_READ: Scope.PANEL,
    },
    Role.ADVISER: {
        _P.CASE_READ: Scope.AGENCY,
        _P.ADVICE_GIVE: Scope.AGENCY,
        _P.ADVICE_READ: Scope.PANEL,
    },
    Role.MEMBER: _PANEL_READING | {_P.POSITION_GIVE: Scope.AGENCY, _P.RECORD_READ: Scope.PANEL},
    Role.CHAIR: _PANEL_READING
    | {
        _P.CASE_RESTRICT: Scope.PANEL,
        _P.MEETING_CALL: Scope.PANEL,
        _P.MEETING_RUN: Scope.PANEL,
        _P.OUTCOME_RECORD: Scope.PANEL,
        _P.URGENT_DECIDE: Scope.PANEL,
        _P.RECORD_READ: Scope.PANEL,
        _P.FUND_READ: Scope.PANEL,
        _P.FUND_BOARD: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.AGENCY_LEAD: _PANEL_READING
    | {
        _P.MEETING_CALL: Scope.PANEL,
        _P.SHARE_APPROVE: Scope.AGENCY,
        _P.URGENT_DECIDE: Scope.AGENCY,
        _P.FUND_READ: Scope.PANEL,
        _P.INVOICE_PASS: Scope.AGENCY,
        _P.FUND_AGREE: Scope.AGENCY,
        _P.RECORD_READ: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.FUND_MANAGER: {
        _P.FUND_READ: Scope.PANEL,
        _P.FUND_POST: Scope.PANEL,
        _P.INVOICE_PASS: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.AUDITOR: _PANEL_READING
    | {
        _P.FUND_READ: Scope.PANEL,
        _P.RECORD_READ: Scope.PANEL,
        _P.AUDIT_READ: Scope.PANEL,
        _P.READS_READ: Scope.PANEL,
        _P.REPORT_READ: Scope.PANEL,
    },
    Role.ADMINISTRATOR: {_P.READS_READ: Scope.PANEL, _P.PEOPLE_APPOINT: Scope.PANEL},
}
