"""The register of decision records, and what a file turned out to be."""

from collections.abc import Iterable
from dataclasses import dataclass

from panel import clock
from panel.cases.presenters.notices import Notice
from panel.decisions.approvals.presenters import record_state
from panel.decisions.models import Decision, DecisionRecord
from panel.decisions.outcomes import wording
from panel.decisions.sealing.verification import Finding, Verdict
from panel.decisions.stages import RenderingStage
from panel.decisions.urgent import presenters as urgency
from panel.money import Pence, in_pounds
from panel.presentation import formatting
from panel.presentation.parts import Cell, Check, Fact, Link, Row
from panel.presentation.tones import Tone

HEADINGS = ("Record", "Decided", "Outcome", "Full-year cost", "State")

RESULTS = {
    Finding.CURRENT: ("This PDF is genuine and unchanged", Tone.GOOD),
    Finding.SUPERSEDED: ("This PDF is genuine, but it has been replaced", Tone.WARN),
    Finding.ALTERED: ("This PDF was changed: do not rely on it", Tone.BAD),
    Finding.UNKNOWN: ("This PDF is not one of our decision records", Tone.PLAIN),
}


@dataclass(frozen=True)
class State:
    """Whether a record's PDF is there, in a few words."""

    words: str
    tone: Tone


def state(record: DecisionRecord) -> State:
    """Return whether a record's PDF is issued, replaced, being made or failing."""
    if getattr(record, "superseded_by", None):
        return State("Replaced", Tone.WARN)
    if record.rendering.stage == RenderingStage.ISSUED:
        return State("Issued", Tone.GOOD)
    if record.rendering.last_error:
        return State("Not made yet", Tone.BAD)
    return State("Being made", Tone.INFO)


def replaced(record: DecisionRecord) -> tuple[Notice, Link] | None:
    """Return why a record was replaced, and the way to what replaces it; None of the latest."""
    later: DecisionRecord | None = getattr(record, "superseded_by", None)
    if later is None:
        return None
    why = Notice("This record has been replaced", later.corrects, Tone.WARN)
    return why, Link(f"Read {later.number} instead", address(later))


def address(record: DecisionRecord) -> str:
    """Return where a record's page is: its number is its path."""
    return f"/decisions/{record.number}/"


def rows(records: Iterable[DecisionRecord]) -> list[Row]:
    """Return the lines of the register, one for each version of a record."""
    return [_row(record, state(record)) for record in records]


def _row(record: DecisionRecord, standing: State) -> Row:
    decision = record.decision
    return Row(
        heading=record.number,
        address=address(record),
        cells=(
            Cell(
                formatting.short_day(clock.date_of(decision.decided_at)),
                note=wording.where(decision),
            ),
            _outcome(decision),
            _yearly(decision),
            Cell(standing.words, tone=standing.tone),
        ),
    )


def _yearly(decision: Decision) -> Cell:
    """Return what a full year costs, and what is paid once beside it."""
    shares = decision.approvals.all()
    full_year = sum(share.full_year_pence for share in shares)
    once = sum(share.once_pence for share in shares)
    beside = f"{in_pounds(Pence(once))} once" if once else ""
    return Cell(in_pounds(Pence(full_year)), note=beside) if full_year else Cell(beside or "None")


def _outcome(decision: Decision) -> Cell:
    """Return what was decided, and of what no meeting decided, that it isn't ratified."""
    ratification = urgency.standing(decision)
    provider = decision.option.provider if decision.option else ""
    return Cell(
        wording.outcome(decision),
        note=". ".join(filter(None, [ratification, provider])),
        tone=Tone.WARN if ratification else "",
    )


def making(record: DecisionRecord) -> str:
    """Say in a sentence how the making of the PDF stands, with the last error in its words."""
    said = record_state(record)
    error = record.rendering.last_error
    return f"{said} {error}" if error else said


def proofs(record: DecisionRecord) -> list[Fact]:
    """Return what proves the record: its fingerprints and its line in the register."""
    content = Fact("Fingerprint of the data", formatting.fingerprint(record.content_sha256))
    entry = getattr(record, "register_entry", None)
    if entry is None:
        return [content]
    return [
        content,
        Fact("Fingerprint of the file", formatting.fingerprint(entry.signed_sha256)),
        Fact("Line of the register", f"{entry.number}, {formatting.moment(entry.issued_at)}"),
        Fact("Chained as", formatting.fingerprint(entry.hash)),
    ]


def versions(records: Iterable[DecisionRecord]) -> list[Row]:
    """Return every record about the same decision, the newest first."""
    return [
        Row(
            heading=record.number,
            address=address(record),
            cells=(
                Cell(formatting.short_day(clock.date_of(record.frozen_at))),
                Cell(state(record).words, note=record.corrects, tone=state(record).tone),
            ),
        )
        for record in records
    ]


@dataclass(frozen=True)
class Result:
    """What a file is, in words first, then what was compared."""

    title: str
    words: str
    tone: Tone
    checks: tuple[Check, ...]
    facts: tuple[Fact, ...]


def result(verdict: Verdict) -> Result:
    """Present what was found out about a file."""
    title, tone = RESULTS[verdict.finding]
    passes = {Finding.CURRENT: True, Finding.SUPERSEDED: True, Finding.ALTERED: False}
    first, *others = verdict.reasons
    return Result(
        title=title,
        words=first,
        tone=tone,
        checks=tuple(Check(reason, passes.get(verdict.finding)) for reason in others),
        facts=_known(verdict),
    )


def _known(verdict: Verdict) -> tuple[Fact, ...]:
    entry = verdict.register
    if entry is None:
        return ()
    return (
        Fact("Record", entry.record_number),
        Fact("Issued", formatting.moment(entry.issued_at)),
        Fact("Fingerprint in the register", formatting.fingerprint(entry.signed_sha256)),
    )
