"""What one person may do next with a request, and what happens next whoever does it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from panel.agencies.access import Access, Permission
from panel.cases.advice import queries as advice_queries
from panel.cases.models import Placement, PlacementRequest
from panel.cases.placement_stages import PlacementStage
from panel.cases.presenters import advising
from panel.cases.stages import CLOSED, FUNDED, AdviceStage, Stage
from panel.cases.vocabulary.placements import EndReason
from panel.cases.vocabulary.telling import ChildSectionName

#: What happens next, by stage, for everybody who reads the case.
NEXT = {
    Stage.DRAFT: "The referrer finishes the request and sends it to the panel team.",
    Stage.RETURNED: "The referrer answers the question and sends the request again.",
    Stage.SUBMITTED: "The coordinator checks the request and asks for the advice that it lacks.",
    Stage.ADVICE: "Each agency sends its advice. Then the coordinator makes it ready for panel.",
    Stage.READY: "The coordinator puts it on the agenda of a meeting.",
    Stage.URGENT: "Those whom the panel’s rules name decide it. The next meeting ratifies that.",
    Stage.LISTED: "Members read the papers and give their positions before the meeting.",
    Stage.CONSIDERED: "The chair records what the panel decides.",
    Stage.DEFERRED: "What it was deferred for is settled. Then it comes back to the panel.",
    Stage.FUNDING: "Each paying agency’s lead approves its share. The last commits the money.",
    Stage.DISPUTED: "The agencies settle who pays. The need stays decided meanwhile.",
    Stage.APPROVED: "The coordinator draws up the agreement with the provider.",
    Stage.PLACED: "The placement runs. Its own page has its reviews and dates.",
    Stage.ENDED: "Nothing more happens. The placement is over.",
    Stage.DECLINED: "The family is told, with the reasons and their rights.",
    Stage.REFERRED_ON: "The body it was referred to decides.",
    Stage.WITHDRAWN: "Nothing more happens. The request is closed.",
}


@dataclass(frozen=True)
class Action:
    """Something this reader may do: a link, or a button when it changes something at once."""

    words: str
    address: str
    is_press: bool = False


#: Where another placement, a change of it, goes on from one that has ended.
REPLACED = "Nothing more happens here. Another placement has taken its place."

#: What happens next with what is approved, once its agreement is drawn up.
ARRANGED = {
    PlacementStage.AGREED: "Everybody who has to signs the agreement. Then the placement starts.",
    PlacementStage.SIGNED: "The agreement is signed. The coordinator records the start.",
}

#: Where no agency owes its advice any more.
ADVISED = "The advice is in. The coordinator makes the request ready for panel."

#: Where it does again, once it is asked.
CHANGED = "It has changed since an agency advised on it. The coordinator asks that agency again."


def next_words(placement_request: PlacementRequest) -> str:
    """Say what happens next."""
    if placement_request.stage == Stage.ADVICE and advising.has_all(placement_request):
        return CHANGED if advice_queries.outdated(placement_request) else ADVISED
    placement: Placement | None = getattr(placement_request, "placement", None)
    if placement is not None and placement.end_reason == EndReason.REPLACED:
        return REPLACED
    if placement is not None and placement.stage in ARRANGED:
        return ARRANGED[PlacementStage(placement.stage)]
    return NEXT[Stage(placement_request.stage)]


def actions(placement_request: PlacementRequest, access: Access) -> list[Action]:
    """Return what this person may do, the most wanted first. The doorways ask again."""
    return [
        *_of_the_referrer(placement_request, access),
        *_of_the_team(placement_request, access),
        *_of_the_placement(placement_request, access),
        *_of_the_family(placement_request, access),
    ]


def _of_the_referrer(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    stage, reference = Stage(placement_request.stage), placement_request.reference
    if stage in (Stage.DRAFT, Stage.RETURNED) and _may_write(placement_request, access):
        yield Action("Write the request", reverse("request", args=[reference]))


def _may_write(placement_request: PlacementRequest, access: Access) -> bool:
    return access.may(
        Permission.REQUEST_WRITE,
        panel_id=placement_request.panel_id,
        agency_ids=[placement_request.referring_agency_id],
    )


def _of_the_team(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    stage, reference = Stage(placement_request.stage), placement_request.reference
    yield from _advice(placement_request, access)
    if access.may(Permission.REQUEST_CHECK, panel_id=placement_request.panel_id):
        not_now = [*_refused(placement_request)] if stage is Stage.ADVICE else []
        yield from (
            Action(words, reverse(page, args=[reference]), is_press=is_press)
            for words, page, is_press in CHECKERS.get(stage, ())
            if page not in not_now
        )


def _refused(placement_request: PlacementRequest) -> Iterator[str]:
    """Yield what of `CHECKERS` would be refused while advice is owed, or is on what it asks."""
    outdated = advice_queries.outdated(placement_request)
    if outdated or not advising.has_all(placement_request):
        yield "case-ready"
    if not outdated:
        yield "case-ask-where-changed"


def _of_the_placement(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    reference = placement_request.reference
    if hasattr(placement_request, "placement"):
        yield Action("Open the placement", reverse("placement", args=[reference]))
    elif placement_request.stage == Stage.APPROVED and access.may(
        Permission.PLACEMENT_RUN, panel_id=placement_request.panel_id
    ):
        yield Action("Draw up the agreement", reverse("placement-agreement", args=[reference]))


def _of_the_family(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    if placement_request.stage in FUNDED and _may_write(placement_request, access):
        section = [placement_request.reference, ChildSectionName.CONTACTS]
        yield Action(
            "Say how parents and carers are reached", reverse("request-child", args=section)
        )


#: What an agency's adviser may do, by the stage of the request and of their advice.
ADVISERS = {
    (Stage.ADVICE, AdviceStage.ASKED): "Give {agency}’s advice",
    (Stage.ADVICE, AdviceStage.GIVEN): "Change {agency}’s advice",
    (Stage.READY, AdviceStage.GIVEN): "Change {agency}’s advice",
}
CHECKERS: dict[Stage, tuple[tuple[str, str, bool], ...]] = {
    Stage.SUBMITTED: (("Check the request", "case-check", False),),
    Stage.ADVICE: (
        ("It is ready for panel", "case-ready", True),
        ("Ask again where the request has changed", "case-ask-where-changed", True),
        ("Invite an adviser from outside", "case-outside-advice", False),
        ("Send it back to the referrer", "case-send-back", False),
    ),
    Stage.DEFERRED: (("Ask for advice again", "case-ask-again", True),),
    **dict.fromkeys(sorted(CLOSED), (("Open it again", "case-reopen", False),)),
}


def _advice(placement_request: PlacementRequest, access: Access) -> Iterator[Action]:
    latest = {advice.agency_id: advice for advice in placement_request.advice.all()}
    for advice in latest.values():
        is_theirs = access.may(
            Permission.ADVICE_GIVE,
            panel_id=placement_request.panel_id,
            agency_ids=[advice.agency_id],
        )
        words = ADVISERS.get((Stage(placement_request.stage), AdviceStage(advice.stage)))
        if is_theirs and words:
            address = reverse(
                "case-advice", args=[placement_request.reference, advice.agency.code]
            )
            yield Action(words.format(agency=advice.agency.name), address)
