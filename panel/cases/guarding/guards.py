"""What a complete request must hold, and the sentence to say where it doesn't."""

from panel.chart import Guard

STORY_TOLD = Guard("story_told", "Tell the child's story and the outcomes sought.")
NEEDS_NAMED = Guard("needs_named", "Name at least one need, the main one first.")
CRITERIA_MET = Guard(
    "criteria_met",
    "Name those of the panel's criteria that it meets: {facts.criteria_min} at least.",
)
BELONGS_HERE = Guard("belongs_here", "The panel's rules leave this to others: {facts.left_out}.")
VIEWS_HELD = Guard(
    "views_held",
    "Record the child's own views, or why there are none, where the panel's rules let a reason "
    "stand for them.",
)
TRIED = Guard(
    "enough_tried",
    "List {facts.wanted.attempts} at least that were tried, or say why there are fewer.",
)
MET = Guard("agencies_met", "Give the day on which the agencies met about the child.")
AGENCIES_ASKED = Guard(
    "agencies_asked",
    "Say whether the child is known to each other agency: {facts.agencies_unasked}.",
)
HEALTH_TOLD = Guard(
    "health_told", "Give the day on which health was told of the need that may be for health."
)
ADVOCACY_ASKED = Guard("advocacy_asked", "Say whether the child was offered an advocate.")
QUESTIONS_ANSWERED = Guard("questions_answered", "Answer each of the panel's own questions.")
CONSENT_HELD = Guard(
    "consent_held",
    "Give the day on which consent to share was signed, by the child where the panel's rules ask "
    "for their own.",
)
CAPACITY_RECORDED = Guard(
    "capacity_recorded", "Say whether the young person can decide for themselves what is shared."
)
PAPERS_HELD = Guard(
    "papers_held", "Have these go with it, as the rules ask: {facts.papers_missing}."
)
SIGNED_OFF = Guard(
    "signed_off",
    "Declare that it is true, and have it signed off by {facts.wanted.grade} or somebody more "
    "senior.",
)
OF_AGE = Guard(
    "of_age",
    "On the first day of the recommended option the child is not {facts.wanted.ages} years old, "
    "as this panel's children are.",
)
PAYERS_OF_AGE = Guard(
    "payers_of_age",
    "On the first day the child is older than these agencies pay for: {facts.past_age}.",
)
LOCALS_COMPARED = Guard("locals_compared", "Compare {facts.wanted.local_options} at least.")
NEARER_REFUSED = Guard(
    "nearer_refused",
    "Give every option its distance, and say of each that is nearer than the one recommended why "
    "it isn't chosen.",
)
COSTED = Guard("options_costed", "Give every option at least one cost line.")
RECOMMENDED = Guard("one_recommended", "Recommend one of the options.")
SHARED = Guard("shares_whole", "Make each cost line's shares add up to 100%.")
PERIOD_KNOWN = Guard("period_known", "Give the recommended option a start and an end date.")
CHANGE_FITS = Guard("change_fits", "{facts.change_faults}")

#: In the order in which the form asks.
COMPLETE = (
    STORY_TOLD,
    NEEDS_NAMED,
    CRITERIA_MET,
    BELONGS_HERE,
    VIEWS_HELD,
    TRIED,
    MET,
    AGENCIES_ASKED,
    HEALTH_TOLD,
    ADVOCACY_ASKED,
    QUESTIONS_ANSWERED,
    CONSENT_HELD,
    CAPACITY_RECORDED,
    PAPERS_HELD,
    SIGNED_OFF,
    OF_AGE,
    PAYERS_OF_AGE,
    LOCALS_COMPARED,
    NEARER_REFUSED,
    COSTED,
    RECOMMENDED,
    SHARED,
    PERIOD_KNOWN,
    CHANGE_FITS,
)
