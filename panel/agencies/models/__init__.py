"""Who takes part: panels, agencies, people, the roles and seats they are appointed to."""

from panel.agencies.models.agencies import Agency, AgencyKind, Panel, ReferenceCounter
from panel.agencies.models.appointments import Appointment, Grade, Role, Seat
from panel.agencies.models.delegations import Delegation
from panel.agencies.models.people import Person, PersonManager

__all__ = [
    "Agency",
    "AgencyKind",
    "Appointment",
    "Delegation",
    "Grade",
    "Panel",
    "Person",
    "PersonManager",
    "ReferenceCounter",
    "Role",
    "Seat",
]
