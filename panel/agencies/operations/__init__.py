"""Who takes part and what they may approve: the only writers of this app's tables.

`setting_up` makes panels, agencies and people; `appointing` gives roles, `deputising` deputies to
leads; `grading` says how senior a lead is; `seating` makes seats and names who takes them;
`delegating` writes down an agency's scheme.
"""

from panel.agencies.operations.appointing import (
    AlreadyAppointed,
    Ended,
    LastAdministrator,
    NoAgency,
    OwnAppointment,
    appoint,
    end_appointment,
)
from panel.agencies.operations.delegating import AlreadyDelegated, delegate, end_delegation
from panel.agencies.operations.deputising import NoDeputy, name_deputy
from panel.agencies.operations.grading import NotALead, grade_lead
from panel.agencies.operations.seating import (
    AlreadySeated,
    LowerGrade,
    OwnSubstitute,
    SeatExists,
    SeatTaken,
    SeatTerms,
    add_seat,
    fill_seat,
    name_substitute,
)
from panel.agencies.operations.setting_up import AddressTaken, add_agency, add_person, open_panel

__all__ = [
    "AddressTaken",
    "AlreadyAppointed",
    "AlreadyDelegated",
    "AlreadySeated",
    "Ended",
    "LastAdministrator",
    "LowerGrade",
    "NoAgency",
    "NoDeputy",
    "NotALead",
    "OwnAppointment",
    "OwnSubstitute",
    "SeatExists",
    "SeatTaken",
    "SeatTerms",
    "add_agency",
    "add_person",
    "add_seat",
    "appoint",
    "delegate",
    "end_appointment",
    "end_delegation",
    "fill_seat",
    "grade_lead",
    "name_deputy",
    "name_substitute",
    "open_panel",
]
