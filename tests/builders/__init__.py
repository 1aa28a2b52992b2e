"""Rows as production makes them: every one is walked to its state by the real operations.

`a_panel()` returns the sample panel, `a_fund()` its fund, opened on the first call of a test.
`a_request(Stage.LISTED)` makes a new request for a new child each time.
"""

from tests.builders.asking import (
    ask_for_advice,
    give_advice,
    make_ready,
    send_back,
    submit,
    withdraw,
)
from tests.builders.county import KENT, PLENTY, a_fund, a_panel, a_person, live_by, ruled_by
from tests.builders.deciding import agree, an_outcome, approve, decide, refuse, the_item
from tests.builders.hearing import (
    a_free_moment,
    cancel,
    consider,
    consider_and_close,
    open_meeting,
    send_papers,
    take_position,
)
from tests.builders.moments import AGENCIES, FIRST_DAY, MEETING_DAY, MONDAY_9AM, PLACED, YEAR
from tests.builders.papers import (
    CHOSEN,
    CRITERIA,
    DOCUMENT,
    LOCAL,
    QUESTIONS,
    RISING,
    RULES,
    a_document,
    as_asked,
)
from tests.builders.placing import (
    BEFORE_THE_START,
    an_agreement,
    draw_up,
    end,
    place,
    prepare,
    sign,
)
from tests.builders.urgently import decide_urgently, fund_urgently, take_urgently
from tests.builders.walks import STEPS, a_meeting, a_request, list_it
