"""The figures at the head of a meeting's page, as plain values."""

from collections.abc import Collection, Iterable, Sequence

from panel.meetings.presenters import ItemLine
from panel.meetings.stages import MeetingStage
from panel.presentation.parts import Check, Tile
from panel.presentation.tones import Tone


def of(lines: Sequence[ItemLine], stage: MeetingStage, *, has_seat: bool) -> tuple[Tile, ...]:
    """Return the figures at the head of a meeting's page, but for the money: see `decisions`."""
    checks = [line.quorum for line in lines if line.quorum]
    return (
        Tile("Items", str(len(lines)), _decided(lines, stage)),
        *([_positions_tile(lines)] if has_seat else []),
        *([_quorum_tile(checks)] if checks else []),
    )


def _positions_tile(lines: Iterable[ItemLine]) -> Tile:
    mine = [line for line in lines if not line.is_closed]
    given = sum(line.has_position for line in mine)
    wanted = any(line.may_give_position and not line.has_position for line in mine)
    return Tile(
        "Your positions",
        f"{given} of {len(mine)}",
        "you can change them until the outcome is recorded",
        Tone.WARN if wanted else Tone.GOOD,
    )


def _quorum_tile(checks: Collection[Check]) -> Tile:
    met = sum(bool(check.passes) for check in checks)
    return Tile(
        "Quorum",
        f"Met for {met} of {len(checks)}",
        "counted again for each item",
        Tone.GOOD if met == len(checks) else Tone.BAD,
    )


def _decided(lines: Sequence[ItemLine], stage: MeetingStage) -> str:
    if stage is MeetingStage.CANCELLED:
        return "none was heard"
    if not lines:
        return "none is listed yet" if stage is MeetingStage.PLANNED else "none is left"
    waiting = sum(line.is_undecided for line in lines)
    return f"{waiting} not yet decided" if waiting else "all decided"
