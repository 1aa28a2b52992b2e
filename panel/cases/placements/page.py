"""A whole placement on one page, for one reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from panel.agencies import queries as people
from panel.agencies.access import Access, Permission
from panel.audit import queries as audit
from panel.audit.models import Event
from panel.cases import queries, visibility
from panel.cases.changes import possible as changes
from panel.cases.changes.possible import Askable, Hindrance
from panel.cases.models import Placement, PlacementAgreement
from panel.cases.next_steps import ARRANGED, Action
from panel.cases.placement_stages import RETURN_PLANNED, RUNNING, PlacementStage
from panel.cases.placements import agreements, returns, stays
from panel.cases.placements import queries as placement_queries
from panel.cases.placements.flags import Flag, flags
from panel.cases.placements.preparing import lacks_return
from panel.cases.presenters import dates
from panel.cases.presenters import placements as present
from panel.policies.schema import Policy
from panel.presentation import formatting
from panel.presentation.parts import ClockCard, Fact, Happening, Link, Row
from panel.presentation.tones import Tone, of_state


@dataclass(frozen=True)
class PlacementPage:
    """Everything that `cases/placement.html` shows."""

    placement: Placement
    heading: str
    dates: Sequence[Fact]
    terms: Sequence[Fact]
    signatories: Sequence[Row]
    tasks: Sequence[Row]
    flags: Sequence[Flag]
    returns: Sequence[str]
    reviews: Sequence[Row]
    absences: Sequence[Row]
    related: Sequence[Link]
    happenings: Sequence[Happening]
    clocks: Sequence[ClockCard]
    actions: Sequence[Action]
    no_change: Sequence[
        Hindrance
    ]  # what keeps the reader, who asks for changes, from asking for one
    agreement: str

    @property
    def tone(self) -> Tone:
        """The tone of the tag that says where it stands."""
        return of_state(self.placement.stage)

    signatory_headings = present.SIGNATORY_HEADINGS
    task_headings = present.TASK_HEADINGS
    review_headings = present.REVIEW_HEADINGS
    away_headings = present.AWAY_HEADINGS


def placement_page(placement: Placement, access: Access, *, on: date) -> PlacementPage:
    """Return a placement's page; `placement` is fetched `in_full`."""
    placement_request = placement.placement_request
    may_run = access.may(Permission.PLACEMENT_RUN, panel_id=placement_request.panel_id)
    agreement = agreements.in_force(placement)
    events = _told(audit.history(placement.subject), access)
    running = placement_queries.clocks_of(placement)
    rules_now = queries.rules_for(placement_request, on=on)
    askable = askable_by(placement, access, rules_now)
    return PlacementPage(
        placement=placement,
        heading=f"Placement of {placement_request.child.initials}",
        dates=_dates(placement),
        terms=_terms(placement, agreement, rules_now) if agreement else (),
        signatories=present.signatories(agreement, may_record=may_run) if agreement else (),
        tasks=present.tasks(placement, may_finish=_may_review(placement, access), on=on),
        flags=_flags(placement, rules_now),
        returns=returns.reasons(placement, rules_now, on=on),
        reviews=present.reviews(placement),
        absences=present.absences(placement),
        related=_related(placement, access),
        happenings=present.happenings(events, people.names(event.by for event in events)),
        clocks=dates.clock_cards(running, on=on),
        agreement=f"Agreement {agreement.version}" if agreement else "Agreement",
        actions=[
            *_to_review(placement, access, askable),
            *_to_run(placement, access),
        ],
        no_change=askable.why_not if askable else (),
    )


def _told(events: Iterable[Event], access: Access) -> list[Event]:
    """Return the events but for what was asked of the panel by a request that isn't theirs."""
    found = list(events)
    named = {event.payload["request"] for event in found if "request" in event.payload}
    if not named:
        return found
    visible = visibility.visible_to(access).filter(reference__in=named)
    hidden = named - set(visible.values_list("reference", flat=True))
    return [event for event in found if event.payload.get("request") not in hidden]


def _flags(placement: Placement, rules: Policy) -> Sequence[Flag]:
    stay = stays.stay_of(placement)
    if stay is None:
        return ()
    return flags(stay, rules, others=stays.short_breaks_of(placement, rules))


def _terms(placement: Placement, agreement: PlacementAgreement, rules: Policy) -> list[Fact]:
    """Return what is agreed, and what has still to be before a start."""
    facts = present.terms(agreement)
    has_to_start = PlacementStage(placement.stage) in ARRANGED
    if has_to_start and lacks_return(placement, agreement, rules):
        facts.append(
            Fact("Return to the area", f"Owed before it starts. {RETURN_PLANNED.otherwise}")
        )
    return facts


def _dates(placement: Placement) -> list[Fact]:
    facts = []
    if placement.started_on:
        facts.append(Fact("Started", formatting.day(placement.started_on)))
    if placement.in_emergency:
        facts.append(Fact("Emergency", "It started before everybody had signed"))
    if placement.ended_on:
        facts.append(Fact("Last day", formatting.day(placement.ended_on)))
    if placement.end_reason:
        facts.append(Fact("Why it ended", placement.get_end_reason_display()))
    if placement.end_note:
        facts.append(Fact("Note", placement.end_note))
    return facts


def _related(placement: Placement, access: Access) -> list[Link]:
    """Return the ways to the case, and to those placements before and after that are theirs."""
    said = {later: f"{later} follows it" for later in placement.followed_by.all()}
    if placement.follows is not None:
        said = {placement.follows: f"It follows {placement.follows}"} | said
    of = [other.placement_request_id for other in said]
    seen = set(visibility.visible_to(access).filter(pk__in=of).values_list("pk", flat=True))
    return [
        Link("The case and its decision", reverse("case", args=[placement])),
        *(
            Link(words, reverse("placement", args=[other]))
            for other, words in said.items()
            if other.placement_request_id in seen
        ),
    ]


#: What a coordinator may do, by stage: the words, and the page.
RUNNERS: dict[PlacementStage, tuple[tuple[str, str], ...]] = {
    PlacementStage.AGREED: (
        ("Draw up a new agreement", "placement-agreement"),
        ("Record the start", "placement-start"),
        ("Say that it won’t start", "placement-end"),
    ),
    PlacementStage.SIGNED: (
        ("Record the start", "placement-start"),
        ("Draw up a new agreement", "placement-agreement"),
        ("Say that it won’t start", "placement-end"),
    ),
    PlacementStage.STARTED: (
        ("Suspend it", "placement-suspend"),
        ("End it", "placement-end"),
    ),
    PlacementStage.SUSPENDED: (
        ("Record the return", "placement-resume"),
        ("End it", "placement-end"),
    ),
}


def _to_run(placement: Placement, access: Access) -> list[Action]:
    placement_request = placement.placement_request
    if not access.may(Permission.PLACEMENT_RUN, panel_id=placement_request.panel_id):
        return []
    stage = PlacementStage(placement.stage)
    pages = RUNNERS.get(stage, ())
    if stage in RUNNING and not agreements.not_to_redraw(placement):
        pages = (*pages, ("Draw up a new agreement", "placement-agreement"))
    return _actions(placement, pages)


def _to_review(placement: Placement, access: Access, askable: Askable | None) -> list[Action]:
    if PlacementStage(placement.stage) not in RUNNING or not _may_review(placement, access):
        return []
    pages = [
        ("Record a review", "placement-review"),
        ("Ask for an early review", "placement-early-review"),
    ]
    if askable is not None and askable.kinds:
        pages.append(("Ask the panel for a change", "placement-change"))
    return _actions(placement, pages)


def askable_by(placement: Placement, access: Access, rules: Policy) -> Askable | None:
    """Return what the reader can ask the panel to change; None where it isn't theirs to ask."""
    is_running = PlacementStage(placement.stage) in RUNNING
    if not is_running or not _is_of(placement, access, Permission.REQUEST_WRITE):
        return None
    return changes.askable(placement, rules, access)


def _actions(placement: Placement, pages: Sequence[tuple[str, str]]) -> list[Action]:
    return [Action(words, reverse(page, args=[placement])) for words, page in pages]


def _may_review(placement: Placement, access: Access) -> bool:
    return _is_of(placement, access, Permission.PLACEMENT_REVIEW)


def _is_of(placement: Placement, access: Access, permission: Permission) -> bool:
    placement_request = placement.placement_request
    return access.may(
        permission,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )
