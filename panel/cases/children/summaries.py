"""What is recorded of a child and the people around them, as plain values, section by section."""

from collections.abc import Iterator

from panel.cases.models import Child, Contact, Practitioner
from panel.cases.vocabulary.telling import ChildSectionName as _Section
from panel.presentation import formatting

#: A section, a question, its answer and what stands for none; without that it isn't shown.
Told = tuple[_Section, str, str, str]


def told(child: Child) -> Iterator[Told]:
    """Yield everything that is recorded, the child by initials alone."""
    who = f"{child.initials}, born {formatting.day(child.born_on)}"
    yield _Section.IDENTITY, "Child", who, ""
    yield _Section.IDENTITY, "Sex", child.get_sex_display(), ""
    contacts = list(child.contacts.all())
    for contact in contacts:
        yield _Section.CONTACTS, contact.get_relation_display(), _contact(contact), ""
    if not contacts:
        yield _Section.CONTACTS, _Section.CONTACTS.label, "", "Not recorded"
    yield _Section.COMMUNICATION, "Communicates by", child.communication, "Not recorded"
    yield _Section.COMMUNICATION, "Language at home", child.language, ""
    yield _Section.COMMUNICATION, "Interpreting needed", child.interpreter, ""
    for practitioner in child.practitioners.all():
        yield _Section.PRACTITIONERS, practitioner.role, _practitioner(practitioner), ""
    yield _Section.STANDING, "Learns now at", child.education_setting, "Not recorded"
    yield _Section.STANDING, "Year group", child.year_group, ""
    yield _Section.STANDING, "Legal status", child.get_legal_status_display(), ""
    yield _Section.STANDING, "EHC plan", child.get_plan_stage_display(), ""


def _contact(contact: Contact) -> str:
    responsible = "Holds parental responsibility" if contact.is_responsible else ""
    address = ", ".join(filter(None, (contact.address, contact.city, contact.postcode)))
    return _lines(contact.name, responsible, address, contact.phone)


def _practitioner(practitioner: Practitioner) -> str:
    leads = "Key worker or lead practitioner" if practitioner.is_lead else ""
    return _lines(practitioner.name, practitioner.agency, leads, practitioner.phone)


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
