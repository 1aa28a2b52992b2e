"""
The stages of a placement, from the agreement with its provider to its end.

Placement:

    agreed --> signed: sign
    signed --> agreed: redraw
    agreed --> started: start
    signed --> started: start
    started --> suspended: suspend
    suspended --> started: resume
    agreed --> ended: end
    signed --> ended: end
    started --> ended: end
    suspended --> ended: end

A move says who may make it, from where, to where, and on what condition, and has no effect.
`operations` makes moves happen and records them.
"""

from django.db import models
from django_fsm import FSMField

from panel.agencies.access import Permission
from panel.chart import Charted, Guard, move


class PlacementStage(models.TextChoices):
    """Where a placement stands."""

    AGREED = "agreed", "Agreement to be signed"
    SIGNED = "signed", "Signed, not started"
    STARTED = "started", "Running"
    SUSPENDED = "suspended", "Suspended"
    ENDED = "ended", "Ended"


RUNNING = frozenset({PlacementStage.STARTED, PlacementStage.SUSPENDED})

SIGNED_OR_EXCUSED = Guard(
    "signed_or_excused",
    "Everybody must sign the agreement before the placement starts, unless it is an emergency "
    "and the panel's rules give days to sign afterwards.",
)
RETURN_PLANNED = Guard(
    "return_planned",
    "It is out of the area: write into the agreement how and by when the child comes back.",
)
VISITED = Guard(
    "visited",
    "The panel's rules want a visit before it starts: finish each step “Visit”, unless it is an "
    "emergency.",
)
HOST_TOLD = Guard(
    "host_told",
    "The authority in whose area the child will live must be told before it starts: finish that "
    "step, unless it is an emergency.",
)
CONTRACT_STATED = Guard(
    "contract_stated",
    "By the panel's rules even an emergency's contract states where the child lives: have the "
    "referrer give the address of a parent or carer on the case's page.",
)
APPROVAL_HOLDS = Guard(
    "approval_holds",
    "By the panel's rules its approval has lapsed: ask the panel again.",
)


class PlacementChart(Charted):
    """The stage of a placement and its moves. `Placement` is the only heir."""

    stage = FSMField(default=PlacementStage.AGREED, choices=PlacementStage.choices, protected=True)

    class Meta:
        abstract = True

    @move(PlacementStage.AGREED, PlacementStage.SIGNED, needs=Permission.PLACEMENT_RUN)
    def sign(self) -> None:
        """The last signatory of the agreement has signed."""

    @move(PlacementStage.SIGNED, PlacementStage.AGREED, needs=Permission.PLACEMENT_RUN)
    def redraw(self) -> None:
        """A new agreement replaces the signed one, and has to be signed in turn."""

    @move(
        [PlacementStage.AGREED, PlacementStage.SIGNED],
        PlacementStage.STARTED,
        needs=Permission.PLACEMENT_RUN,
        guards=(
            SIGNED_OR_EXCUSED,
            CONTRACT_STATED,
            RETURN_PLANNED,
            VISITED,
            HOST_TOLD,
            APPROVAL_HOLDS,
        ),
    )
    def start(self) -> None:
        """The child begins at the provider; reviews and other dates run from this day."""

    @move(PlacementStage.STARTED, PlacementStage.SUSPENDED, needs=Permission.PLACEMENT_RUN)
    def suspend(self) -> None:
        """The child is away from the placement for a time, and it is kept."""

    @move(PlacementStage.SUSPENDED, PlacementStage.STARTED, needs=Permission.PLACEMENT_RUN)
    def resume(self) -> None:
        """The child is back."""

    @move(
        sorted(frozenset(PlacementStage) - {PlacementStage.ENDED}),
        PlacementStage.ENDED,
        needs=Permission.PLACEMENT_RUN,
    )
    def end(self) -> None:
        """The placement is over, or will never start."""
