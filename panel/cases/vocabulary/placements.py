"""Every closed list of words a placement is recorded in. Values are stored."""

from django.db import models


class EndReason(models.TextChoices):
    """Why a placement ended; after the reasons for which a plan ceases in the SEN2 return."""

    NEEDS_MET = "needs_met", "The needs are met"
    STEP_DOWN = "step_down", "Stepped down to less support"
    BREAKDOWN = "breakdown", "The placement broke down"
    TOO_OLD = "too_old", "The young person is too old for it"
    WORK = "work", "Work or training began"
    MOVED = "moved", "The family moved to another area"
    OWN_WISH = "own_wish", "The family or young person wished it"
    PROVIDER = "provider", "The provider closed or gave notice"
    REPLACED = "replaced", "Another placement takes its place"
    NOT_STARTED = "not_started", "It never started"
    DIED = "died", "The child died"
    OTHER = "other", "Another reason"


#: For which a placement ends that never started.
BEFORE_A_START = frozenset(
    {
        EndReason.MOVED,
        EndReason.OWN_WISH,
        EndReason.PROVIDER,
        EndReason.REPLACED,
        EndReason.NOT_STARTED,
        EndReason.DIED,
        EndReason.OTHER,
    }
)


class SuspensionReason(models.TextChoices):
    """Why a child is away from a placement that is kept for them."""

    HOSPITAL = "hospital", "In hospital"
    EXCLUDED = "excluded", "Excluded by the provider"
    HOME = "home", "At home for a time"
    MISSING = "missing", "Missing"
    PROVIDER = "provider", "The provider can't take the child for now"
    OTHER = "other", "Another reason"


class Recommendation(models.TextChoices):
    """What a review recommends for the placement."""

    CONTINUE = "continue", "Continue as it is"
    CHANGE = "change", "Change it"
    STEP_DOWN = "step_down", "Step down to less support"
    END = "end", "End it"


class Progress(models.TextChoices):
    """How far an outcome has come."""

    ACHIEVED = "achieved", "Achieved"
    BETTER = "better", "Getting closer"
    SAME = "same", "No change"
    WORSE = "worse", "Further away"


class ReviewAsker(models.TextChoices):
    """Who may ask for a review before its time."""

    LEAD_PROFESSIONAL = "lead_professional", "Lead professional"
    REVIEWING_OFFICER = "reviewing_officer", "Independent reviewing officer"
    FAMILY = "family", "Family or young person"
    PROVIDER = "provider", "Provider"


class TaskKind(models.TextChoices):
    """The sorts of step that a placement brings with it."""

    VISIT = "visit", "Visit before it starts"
    HOST = "host", "Tell the authority where the child will live"
    PLAN = "plan", "Placement plan"
    REGISTER = "register", "Dynamic support register"
    NOTIFY = "notify", "Notify the local authority"
    CARE_STATUS = "care_status", "Decide whether the child is looked after"
    CARE_REVIEW = "care_review", "Review of a looked-after child"
    CARE_VISIT = "care_visit", "Visit to a looked-after child"
    RENEWAL = "renewal", "Go back to the panel"
    TRANSITION = "transition", "Prepare for adulthood"


class ChangeKind(models.TextChoices):
    """What change to a placement the panel is asked for."""

    RATE = "rate", "A different rate"
    SPLIT = "split", "A different split between the agencies"
    PROVIDER = "provider", "A different provider"
    EXTENSION = "extension", "A later end"


#: What is paid, or by whom, and not where the child is.
OF_MONEY = frozenset({ChangeKind.RATE, ChangeKind.SPLIT})
