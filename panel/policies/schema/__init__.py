"""A panel's published rules as one typed, frozen document.

Each field says what it means, its unit, its default, and which kinds of rule it answers, by their
numbers in the study of published panels, T001 to T124. What the system makes of each number is in
`coverage.toml`. A new field goes into the section that its number belongs to, with a default.
"""

from collections.abc import Iterator

from panel.policies.schema.afterwards import Agreement, Appeal, Notices, Review, Transition
from panel.policies.schema.clocks import Clocks, Reminders, Rung
from panel.policies.schema.decision import Decision, Emergency
from panel.policies.schema.fund import Fund, Reporting
from panel.policies.schema.identity import Eligibility, Identity, Routing
from panel.policies.schema.lead import Lead
from panel.policies.schema.meetings import Calendar, Meeting, Papers, Triage
from panel.policies.schema.membership import Interests, Membership, Quorum
from panel.policies.schema.money import Authority, Dispute, Funding
from panel.policies.schema.referral import Advice, Referral, Sharing
from panel.policies.schema.values import Contradiction, Duration, Section

__all__ = ["Agreement", "Clocks", "Duration", "Fund", "Lead", "Policy", "Rung", "Section"]


class Policy(Section):
    """All the rules of one panel, at one version."""

    identity: Identity
    routing: Routing = Routing()
    eligibility: Eligibility = Eligibility()
    referral: Referral = Referral()
    advice: Advice
    sharing: Sharing = Sharing()
    calendar: Calendar = Calendar()
    papers: Papers = Papers()
    meeting: Meeting = Meeting()
    triage: Triage = Triage()
    membership: Membership = Membership()
    quorum: Quorum = Quorum(members_min=4)
    interests: Interests = Interests()
    decision: Decision = Decision()
    emergency: Emergency = Emergency()
    authority: Authority = Authority()
    funding: Funding = Funding()
    dispute: Dispute = Dispute()
    notices: Notices = Notices()
    appeal: Appeal = Appeal()
    agreement: Agreement = Agreement()
    review: Review = Review()
    transition: Transition = Transition()
    clocks: Clocks = Clocks()
    fund: Fund = Fund()
    reporting: Reporting = Reporting()
    reminders: Reminders = Reminders()

    def contradictions(self) -> Iterator[Contradiction]:
        seats = self.membership.voting()
        if not seats:
            return
        if (self.quorum.members_min or 0) > len(seats):
            yield Contradiction(
                "quorum.members_min", "The quorum is more people than have a vote."
            )
        seated = {seat.agency for seat in seats}
        for agency in self.quorum.agencies:
            if agency not in seated:
                yield Contradiction("quorum.agencies", f"{agency} has no seat with a vote.")
        posts = {seat.title.casefold() for seat in self.membership.seats}
        for post in self.quorum.required_roles:
            if post.casefold() not in posts:
                yield Contradiction("quorum.required_roles", f"{post} is the title of no seat.")
