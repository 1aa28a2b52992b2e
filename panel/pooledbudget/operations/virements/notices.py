"""Telling those who have to agree before money moves; belongs to the proposal."""

from collections.abc import Iterator
from datetime import datetime

from panel import clock
from panel.agencies import queries as people
from panel.agencies.grants import GRANTS
from panel.agencies.models import Person
from panel.deadlines import operations as deadlines
from panel.deadlines.sign_in import sign_in
from panel.money import Pence, in_pounds
from panel.pooledbudget.models import Virement
from panel.pooledbudget.virements import queries as virements
from panel.pooledbudget.virements.queries import Party


def ask(virement: Virement, *, at: datetime) -> None:
    """Mail everybody who speaks for one of those whom the rules name, but for the proposer."""
    speakers = {
        speaker
        for party in virements.parties(virement)
        for speaker in _speakers(party, at=at)
        if speaker.username != virement.proposed_by
    }
    deadlines.tell(
        speakers,
        key=f"virement/{virement.pk}",
        subject=f"{virement.fund_year}: a virement is for you to agree to",
        body=f"{in_pounds(Pence(virement.amount_pence))} is to move. It moves once everybody has "
        f"agreed whom the panel’s rules name. {sign_in('to read why and whereto, and to agree')}",
        at=at,
    )


def _speakers(party: Party, *, at: datetime) -> Iterator[Person]:
    roles = [role for role, grants in GRANTS.items() if party.permission in grants]
    for role in roles:
        yield from people.holders(
            role,
            panel_id=party.panel_id,
            on=clock.date_of(at),
            agency_ids=[party.agency.pk] if party.agency else None,
        )
