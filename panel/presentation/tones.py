"""What colour a state has. The word is always shown; the tone only helps the eye find it."""

from enum import StrEnum


class Tone(StrEnum):
    """How a state should strike the reader."""

    PLAIN = "plain"
    INFO = "info"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


# By stored value, whichever chart it belongs to; what isn't named here is plain.
TONES = {
    Tone.INFO: (
        *("submitted", "advice", "ready", "listed", "considered", "open", "running", "sent"),
        "signed",
    ),
    Tone.GOOD: (
        *("approved", "agreed", "agreed_with_conditions", "given", "met", "issued", "genuine"),
        *("placed", "started", "paid", "quorate", "balanced", "done", "ratified"),
    ),
    Tone.WARN: (
        *("returned", "deferred", "funding", "urgent", "due", "waiting", "superseded"),
        "suspended",
    ),
    Tone.BAD: ("declined", "disputed", "missed", "late", "failed", "altered", "refused"),
}
TONE_OF = {state: tone for tone, states in TONES.items() for state in states}


def of_state(state: str) -> Tone:
    """Return the tone of a stored state, such as `Stage.DEFERRED`."""
    return TONE_OF.get(str(state), Tone.PLAIN)


def of_days_left(days: int) -> Tone:
    """Return the tone of a deadline: late is bad, a week or less is a warning."""
    if days < 0:
        return Tone.BAD
    return Tone.WARN if days <= 7 else Tone.GOOD
