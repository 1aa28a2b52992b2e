"""Asking what if, and answering: it takes as long as a forecast, so a worker does."""

import json
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from panel import clock, leases, queue
from panel.agencies import access
from panel.agencies.access import Permission
from panel.agencies.models import Person
from panel.decisions.forecasting import beside
from panel.decisions.forecasting.asking import WhatIfPart
from panel.decisions.models import WhatIf
from panel.parsing import parse
from panel.pooledbudget.models import FundYear

LONGEST_RUN = timedelta(minutes=2)  # of the actor that answers one
LEASE = LONGEST_RUN + timedelta(seconds=30)  # so that none runs out under it


@transaction.atomic
def ask_what_if(*, fund_year_id: int, asked: WhatIfPart, by: Person, at: datetime) -> WhatIf:
    """Owe somebody the answer to a question; it takes the place of the one they asked before.

    Raises:
        access.Refused: this person doesn't read the fund.
    """
    fund_year = FundYear.objects.select_related("fund").get(pk=fund_year_id)
    held = access.of(by, on=clock.date_of(at))
    held.require(Permission.FUND_READ, panel_id=fund_year.fund.panel_id)
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)  # one question at a time
    WhatIf.objects.filter(fund_year=fund_year, asked_by=by).delete()
    question = WhatIf.objects.create(
        fund_year=fund_year, asked=asked.model_dump(mode="json"), asked_at=at, asked_by=by
    )
    queue.after_commit("answer_what_if", [question.pk])
    return question


def answer_what_if(*, what_if_id: int, at: datetime) -> None:
    """Answer one, by the books as they are, if it is still asked and nobody else is at it."""
    question = leases.claim(
        _owed().select_related("fund_year__fund"), what_if_id, first=LEASE, at=at
    )
    if question is None:
        return
    asked = parse(WhatIfPart, json.dumps(question.asked))
    found = beside.compared(question.fund_year, asked, on=clock.date_of(at))
    _owed().filter(pk=what_if_id).update(
        answer=beside.told(found), answered_at=at, lease_until=None, last_error=""
    )


def offer_what_ifs(*, at: datetime) -> int:
    """Call workers to those that nobody answers, and count them."""
    offered = leases.offer(_owed(), at=at)
    for what_if_id in offered:
        queue.call("answer_what_if", [what_if_id])
    return len(offered)


def _owed() -> QuerySet[WhatIf]:
    return WhatIf.objects.filter(answered_at=None)
