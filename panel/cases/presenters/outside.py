"""Who was invited to advise from outside, and what such an adviser is shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from panel.cases.advice import invitations
from panel.cases.models import Advice, Invitation, PlacementOption, PlacementRequest
from panel.cases.placements import agreements
from panel.cases.placements import queries as placement_queries
from panel.presentation import formatting
from panel.presentation.parts import Fact
from panel.presentation.tones import Tone

TONES = {"Answered": Tone.GOOD, "Opened": Tone.INFO, "Sent": Tone.PLAIN}


@dataclass(frozen=True)
class InvitationLine:
    """One invitation, and whether it can still be taken back."""

    pk: int
    who: str
    words: str
    state: str
    tone: Tone
    is_live: bool


def lines(invited: Iterable[Invitation], *, at: datetime) -> list[InvitationLine]:
    """Return a line for each invitation."""
    return [_line(invitation, invitations.state(invitation, at=at)) for invitation in invited]


def _line(invitation: Invitation, state: str) -> InvitationLine:
    return InvitationLine(
        pk=invitation.pk,
        who=str(invitation),
        words=f"For {invitation.advice.agency.name}. Invited by {invitation.invited_by.name}, "
        f"{formatting.day(invitation.invited_at)}; the link works until "
        f"{formatting.day(invitation.expires_at)}.",
        state=state,
        tone=TONES.get(state, Tone.WARN),
        is_live=state in ("Sent", "Opened"),
    )


def shown(advice: Advice, *, on: date) -> list[Fact]:
    """Return what somebody without an account is shown: what advice needs, and nobody's name.

    No free text: whatever a referrer wrote freely may name the child. And no price: advice comes
    before money.
    """
    placement_request = advice.placement_request
    needs = [need.get_code_display() for need in placement_request.needs.order_by("rank")]
    options = [
        Fact(f"Option {option.letter}", _option(option))
        for option in placement_request.options.order_by("letter")
    ]
    return [
        Fact("Case", placement_request.reference),
        Fact("Age", formatting.count(placement_request.child.age(on), "year")),
        Fact("Needs, the main one first", "\n".join(needs)),
        *_change(placement_request),
        *options,
        Fact("Your advice is due", formatting.day(advice.due_on)),
    ]


def _change(placement_request: PlacementRequest) -> Iterator[Fact]:
    """Yield what shall change and, unless the case of that placement is restricted, its terms."""
    change = placement_queries.change_asked(placement_request)
    if change is None:
        return
    kind, first = change.get_kind_display(), formatting.day(change.applies_from)
    yield Fact("What shall change", f"{kind}, from {first}")
    before = change.placement
    if not before.placement_request.restrictions.filter(lifted_at=None).exists():
        stands = agreements.in_force(before) or before.option
        until = f", until {formatting.day(stands.ends_on)}" if stands.ends_on else ""
        weeks = f"{stands.weeks_per_year} weeks a year{until}"
        yield Fact("As it is now", f"{stands.provider}: {weeks}")


def _option(option: PlacementOption) -> str:
    recommended = "\nRecommended by the referring agency" if option.is_recommended else ""
    setting = option.get_setting_display()
    return f"{option.provider}: {setting}, {option.weeks_per_year} weeks a year{recommended}"
