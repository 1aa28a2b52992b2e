"""A dispute about who pays, as a case page tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from panel import clock
from panel.cases.models import PlacementRequest
from panel.decisions.consents import permitted
from panel.decisions.disputes import ladder
from panel.decisions.models import Dispute
from panel.decisions.placements import plans
from panel.decisions.stages import DisputeStage
from panel.money import BasisPoints
from panel.policies.schema.money import Dispute as DisputeRules
from panel.presentation import formatting
from panel.presentation.parts import Fact
from panel.presentation.tones import Tone

TONES = {
    DisputeStage.OPEN: Tone.WARN,
    DisputeStage.SETTLED: Tone.GOOD,
    DisputeStage.DROPPED: Tone.PLAIN,
}
NOTHING_MORE = "Nothing more. What it changes goes on meanwhile, and is paid as it was agreed."


@dataclass(frozen=True)
class DisputeCard:
    """What `decisions/case_dispute.html` shows of one dispute."""

    number: int
    state: str
    tone: Tone
    facts: Sequence[Fact]


def card(dispute: Dispute, placement_request: PlacementRequest) -> DisputeCard:
    """Return what is disputed and by whom, at which level, who pays meanwhile, how it ended."""
    stage = DisputeStage(dispute.stage)
    return DisputeCard(
        dispute.number, stage.label, TONES[stage], list(facts(dispute, placement_request))
    )


def facts(dispute: Dispute, placement_request: PlacementRequest) -> Iterator[Fact]:
    """Yield the lines of a dispute's card."""
    began, agency = formatting.day(clock.date_of(dispute.opened_at)), dispute.refused.agency.name
    yield Fact("Share refused by", f"{agency}, {began}")
    yield Fact("Its reason", dispute.refused.refused_because)
    match DisputeStage(dispute.stage):
        case DisputeStage.OPEN:
            yield Fact("To be settled by", _level(dispute, ladder.rules_about(placement_request)))
            yield Fact("Pays meanwhile", meanwhile(dispute, placement_request))
            if placement_request.kind in plans.CHANGES:
                yield Fact("Promised meanwhile", NOTHING_MORE)
            elif lacking := _lacking(dispute, placement_request):
                yield Fact("Promised meanwhile", f"Nothing yet. {lacking}")
        case DisputeStage.SETTLED:
            if dispute.interim_funder:
                yield Fact("Paid meanwhile", meanwhile(dispute, placement_request))
            yield Fact("Settled", dispute.settled_because)
            yield Fact("Recorded by", _ended(dispute))
        case DisputeStage.DROPPED:
            yield Fact("Dropped", "What it was about isn’t agreed any more.")


def meanwhile(dispute: Dispute, placement_request: PlacementRequest) -> str:
    """Say who answers for the cost until it is settled."""
    if dispute.interim_funder:
        return f"{dispute.interim_funder.name}, without prejudice"
    names = {agency.code: agency.name for agency in placement_request.panel.agencies.all()}
    shares = [
        f"{names.get(share.agency, share.agency)} "
        f"{formatting.percent(BasisPoints(share.basis_points))}"
        for share in ladder.rules_about(placement_request).interim_shares
    ]
    if shares:
        return f"{formatting.listed(shares)}, without prejudice"
    return "Nobody is named yet. No gap may arise for the child."


def _lacking(dispute: Dispute, placement_request: PlacementRequest) -> str:
    """Say whose consent the fund's promise waits for, if it makes any; empty for nobody's."""
    rules = placement_request.submitted_under.policy
    missing = permitted.refusals(dispute.decision, rules.fund) if rules.dispute.backdate else ()
    return " ".join(missing)


def _level(dispute: Dispute, rules: DisputeRules) -> str:
    until = f", by {formatting.day(dispute.due_on)}" if dispute.due_on else ""
    of = len(ladder.levels(rules))
    return f"{dispute.who_settles.capitalize()}{until} (level {dispute.level} of {of})"


def _ended(dispute: Dispute) -> str:
    assert dispute.ended_at is not None, "A dispute that was settled has its time."
    assert dispute.ended_by is not None, "A dispute that was settled has its person."
    when = formatting.day(clock.date_of(dispute.ended_at))
    return f"{dispute.ended_by.name}, {when}. Level: {dispute.who_settles}."
