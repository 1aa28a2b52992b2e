"""
Proof of everything kept, from what can't be argued with: entries, events, files and dates.

Nothing here trusts a stored sum, stage or hash that can be made again. Reads; never writes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.db import connection

from panel.audit import queries as audit
from panel.cases.costs.periods import financial_year
from panel.deadlines import queries as clocks
from panel.deadlines.models import Reminder
from panel.decisions.models import DecisionRecord, FamilyLetter, RegisterEntry, Rendering, WhatIf
from panel.decisions.placements import plans
from panel.decisions.proving import replay
from panel.decisions.records import canonical
from panel.decisions.stages import RenderingStage
from panel.decisions.telling import paper
from panel.money import Pence, in_pounds
from panel.pooledbudget import proof as ledger
from panel.pooledbudget.finishing import is_finished_for
from panel.pooledbudget.models import Accrual, Forecast, Fund, Import
from panel.pooledbudget.rollovers.queries import owed
from panel.pooledbudget.stages import ImportStage

#: How long owed work may lie before it counts as stuck: many sweeps, and every back-off but the
#: longest.
PATIENCE = timedelta(minutes=15)

REGISTER = """
    SELECT number FROM (
        SELECT number, previous_hash, hash,
            register_hash(number, record_id, content_sha256, pdf_sha256, signed_sha256, file,
                          issued_at, previous_hash) AS recomputed,
            lag(hash, 1, '') OVER (ORDER BY number) AS hash_before,
            row_number() OVER (ORDER BY number) AS place
        FROM decisions_registerentry
    ) chained
    WHERE hash <> recomputed OR previous_hash <> hash_before OR number <> place ORDER BY number
"""

# The ledger may not know of less or more than the leads approved for the year in which a placement
# starts, request by request. What they approved of an earlier decision has lapsed with it.
UNPAID = """
    SELECT reference, starts_on, approved.pence, coalesce(committed.pence, 0) FROM (
        SELECT request.reference, sum(approval.this_year_pence) AS pence,
            min(option.starts_on) AS starts_on
        FROM cases_placementrequest request
        JOIN LATERAL (
            SELECT id, option_id FROM decisions_decision
            WHERE placement_request_id = request.id ORDER BY id DESC LIMIT 1
        ) decision ON true
        JOIN cases_placementoption option ON option.id = decision.option_id
        JOIN decisions_shareapproval approval ON approval.decision_id = decision.id
        WHERE request.stage = 'approved' AND approval.stage = 'approved'
            AND approval.replaced_in_id IS NULL GROUP BY 1
    ) approved LEFT JOIN LATERAL (
        SELECT sum(CASE side WHEN normal_side THEN amount_pence ELSE -amount_pence END) AS pence
        FROM pooledbudget_journalentry entry
        JOIN pooledbudget_fundyear fund_year ON fund_year.id = entry.fund_year_id
            AND approved.starts_on BETWEEN fund_year.starts_on AND fund_year.ends_on
        JOIN pooledbudget_posting posting ON posting.entry_id = entry.id
        JOIN pooledbudget_account account ON account.id = posting.account_id
        LEFT JOIN pooledbudget_journalentry undone ON undone.id = entry.reverses_id
        WHERE entry.about = approved.reference AND is_per_request AND account.kind <> 'reserved'
            AND 'recover' NOT IN (entry.verb, coalesce(undone.verb, ''))
    ) committed ON true
    WHERE approved.pence <> coalesce(committed.pence, 0) ORDER BY reference
"""


def prove(*, at: datetime) -> Mapping[str, list[str]]:
    """Return what is proven, each with the sentences of what failed: none is the good answer."""
    return {
        "The ledger re-adds": list(_ledger()),
        "Every event follows from the one before it": audit.faults(),
        "Every stage is where its events lead": list(replay.faults()),
        "The ledger holds what was approved": list(_approved()),
        "The ledger holds what each placement's days cost": list(_placed()),
        "Every record says what it said": list(_records()),
        "The register is whole, and so is each file in it": list(_register()),
        "Every printed letter is the one that was made": list(_letters()),
        "No owed work is stuck": list(_stuck(at)),
    }


def _ledger() -> Iterator[str]:
    for fund in Fund.objects.order_by("code"):
        yield from ledger.faults(fund)


def _approved() -> Iterator[str]:
    """Ask it but where nobody invoices the year any more, so that it was given back."""
    with connection.cursor() as cursor:
        cursor.execute(UNPAID)
        for reference, starts_on, *pence in cursor.fetchall():
            if is_finished_for(reference, financial_year(starts_on).first.year):
                continue
            approved, committed = (in_pounds(Pence(int(each))) for each in pence)
            yield f"{reference}: {approved} approved, and the ledger holds {committed}."


def _placed() -> Iterator[str]:
    """Ask of every placement with a year that is open, once begun, but for what the log tells of.

    That is what was refused, and what nobody invoiced until the last invoice was in. What was
    invoiced before its days were fewer isn't wrong: it stands until that is credited or void.
    """
    whole = plans.begun().filter(plans.in_open_years()).order_by("pk")
    whole = whole.select_related("option", "placement_request__panel")
    for placement in whole.iterator(chunk_size=200):
        reference = placement.placement_request.reference
        for fund_year in plans.years_of(placement):
            missing, promised = plans.difference(placement, fund_year)
            too_much = plans.surplus(missing, promised)
            wrong = (+missing).total() + sum(too_much.values())
            if wrong and not _is_told(reference, fund_year.year):
                pounds = in_pounds(Pence(wrong))
                yield f"{reference}: in {fund_year.span}, {pounds} isn't where its days put it."


def _is_told(reference: str, year: int) -> bool:
    """Say whether a year's books did not take what a placement's days changed, or give it back."""
    refused = audit.history(reference).filter(kind="settle_refused", payload__year=year)
    return refused.exists() or is_finished_for(reference, year)


def _records() -> Iterator[str]:
    for kept in DecisionRecord.objects.order_by("pk").iterator(chunk_size=200):
        written = kept.content.encode()
        if hashlib.sha256(written).hexdigest() != kept.content_sha256:
            yield f"{kept}: its content doesn't have the hash written beside it."
            continue
        try:
            header = canonical.from_json(written).header
        except canonical.NotCanonical as fault:
            yield f"{kept}: {fault}"
            continue
        if (header.record_number, header.version) != (kept.number, kept.version):
            yield f"{kept}: its content calls itself {header.record_number}."


def _register() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(REGISTER)
        for (number,) in cursor.fetchall():
            yield f"Register {number}: the line doesn't follow from the one before it."
    entries = RegisterEntry.objects.select_related("record__rendering").order_by("number")
    for entry in entries.iterator(chunk_size=200):
        if entry.content_sha256 != entry.record.content_sha256:
            yield f"{entry}: it has another content than {entry.record}."
        if entry.record.rendering.stage != RenderingStage.ISSUED:
            yield f"{entry}: {entry.record} is issued, and its PDF still counts as owed."
        yield from _stored(entry, entry.file, entry.signed_sha256)
    lost = Rendering.objects.filter(stage=RenderingStage.ISSUED, record__register_entry=None)
    for rendering in lost.select_related("record"):
        yield f"{rendering.record}: its PDF counts as issued, and the register has no line for it."


def _letters() -> Iterator[str]:
    for letter in FamilyLetter.objects.order_by("pk").iterator(chunk_size=200):
        if paper.sha256(letter.content) != letter.content_sha256:
            yield f"{letter}: its content doesn't have the hash written beside it."
        if letter.printed_at:
            yield from _stored(letter, letter.name, letter.sha256)


def _stored(row: object, name: str, sha256: str) -> Iterator[str]:
    """Hold a stored file against the hash that its row has of it."""
    if not storages["records"].exists(name):
        yield f"{row}: the file {name} is missing."
        return
    with storages["records"].open(name) as issued:
        if hashlib.sha256(issued.read()).hexdigest() != sha256:
            yield f"{row}: the file {name} isn't the one that was issued."


def _stuck(at: datetime) -> Iterator[str]:
    since = at - PATIENCE
    for notice in clocks.unsent_since(since).order_by("due_at"):
        yield f"Notice {notice.key}: due {notice.due_at:%-d %B %Y %H:%M}, not sent."
    for reminder in Reminder.objects.filter(outcome="", due_at__lte=since).select_related("clock"):
        yield f"Reminder {reminder}: due {reminder.due_at:%-d %B %Y %H:%M}, not turned to notices."
    unissued = Rendering.objects.filter(stage=RenderingStage.OWED, record__frozen_at__lte=since)
    for rendering in unissued.select_related("record").order_by("pk"):
        yield f"{rendering.record}: its PDF is owed since {rendering.record.frozen_at:%-d %B %Y}."
    for letter in FamilyLetter.objects.filter(printed_at=None, written_at__lte=since):
        yield f"{letter}: its PDF is owed since {letter.written_at:%-d %B %Y}."
    yield from _stuck_in_funds(since)


def _stuck_in_funds(since: datetime) -> Iterator[str]:
    for forecast in Forecast.objects.filter(made_at=None, owed_at__lte=since).order_by("pk"):
        yield f"{forecast}: owed since {forecast.owed_at:%-d %B %Y %H:%M}, not made."
    for question in WhatIf.objects.filter(answered_at=None, asked_at__lte=since).order_by("pk"):
        yield f"{question}: asked on {question.asked_at:%-d %B %Y %H:%M}, not answered."
    rollovers = owed().filter(refusal="", owed_at__lte=since).select_related("fund_year__fund")
    for rollover in rollovers.order_by("pk"):
        yield f"{rollover}: its money is owed since {rollover.owed_at:%-d %B %Y %H:%M}."
    imports = Import.objects.filter(stage=ImportStage.POSTING, asked_at__lte=since)
    for source in imports.order_by("pk"):
        yield f"Import {source.pk}: its rows are to be posted since {source.asked_at:%-d %B %Y}."
    for accrual in Accrual.objects.filter(finished_at=None, asked_at__lte=since).order_by("pk"):
        yield f"{accrual}: asked for on {accrual.asked_at:%-d %B %Y}, not done."
