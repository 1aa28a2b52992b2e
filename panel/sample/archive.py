"""
Writing the history down: many rows, fast, as the owner of the tables.

What is written is what the operations would have left, but that nobody walked these cases: each
has one event, `brought_over`, which says so. The ledger's part goes through `pooledbudget.bulk`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count, islice

from django.db import connections
from django.db.backends.utils import CursorWrapper

from panel.agencies.models import Panel, ReferenceCounter, Role
from panel.cases.vocabulary import CostUnit, LegalStatus, RequestKind, Suitability
from panel.money import WHOLE
from panel.pooledbudget import bulk, journal
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.books import Books
from panel.pooledbudget.models import FundYear
from panel.sample import history, people
from panel.sample.history import Placement

BATCH = 5_000  # placements
SOURCE = "Brought over in October 2012 from the county's paper files."
AT = datetime(2012, 10, 31, 17, tzinfo=UTC)
DECIDED_BEFORE = timedelta(days=45)  # a placement's first day

TABLES = {
    "cases_child": (
        "id, panel_id, given_name, family_name, born_on, nhs_number, upn, communication, "
        "education_setting, legal_status"
    ),
    "cases_placementrequest": (
        "id, stage, reference, panel_id, child_id, kind, referring_agency_id, policy_id, story, "
        "legal_basis, child_views, child_views_how, child_views_absent_because, "
        "family_views, started_at, started_by_id, submitted_at, submitted_by_id"
    ),
    "cases_need": "placement_request_id, rank, code, detail",
    "cases_placementoption": (
        "id, placement_request_id, letter, provider, setting, is_local, weeks_per_year, "
        "starts_on, ends_on, suitability, suitability_reason, inspection, is_recommended, why_not"
    ),
    "cases_costline": "id, option_id, position, kind, description, rate_pence, unit",
    "cases_costshare": "cost_line_id, agency_id, basis_points",
}
#: What else a placement has rows in: the log of events, and the ledger.
BESIDE = ("audit_event", "pooledbudget_journalentry", "pooledbudget_posting")
NUMBERED = ("cases_child", "cases_placementrequest", "cases_placementoption", "cases_costline")

EVENTS = """
    INSERT INTO audit_event (subject, sequence, kind, payload, at, by, previous_hash, hash)
    SELECT subject, 1, kind, payload, at, by, '',
        audit_hash(subject, 1, kind, payload, at, by, '')
    FROM unnest(%s::text[]) AS subject,
        (SELECT 'brought_over' AS kind, %s::jsonb AS payload, %s::timestamptz AS at, %s AS by)
"""
PAYLOAD = '{"from": "draft", "to": "approved"}'

Row = tuple[object, ...]


@dataclass
class Archive:
    """Turns placements into the rows of each table, numbered on from those that are there."""

    panel: Panel
    books: Books
    ids: dict[str, Iterator[int]]
    policy_id: int = field(init=False)
    agency_ids: dict[str, int] = field(init=False)
    referrer_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.policy_id = self.panel.policies.get(number=1).pk
        self.agency_ids = dict(self.panel.agencies.values_list("code", "pk"))
        self.referrer_id = people.one(Role.REFERRER, people.EDUCATION).pk

    def reference(self, placement: Placement) -> str:
        """Return the reference of its request."""
        return f"{self.panel.prefix}-{history.YEAR}-{placement.place:05d}"

    def rows(self, placement: Placement) -> Iterator[tuple[str, Row]]:
        """Yield each row of a placement with the table it belongs to."""
        child_id, request_id, option_id = (next(self.ids[table]) for table in NUMBERED[:3])
        yield "cases_child", self._child(placement, child_id)
        yield "cases_placementrequest", self._request(placement, request_id, child_id)
        yield "cases_need", (request_id, 1, placement.need.value, "")
        yield "cases_placementoption", _option(placement, option_id, request_id)
        for position, line in enumerate(placement.tariff.lines, start=1):
            line_id, rate = next(self.ids["cases_costline"]), line.pounds * 100
            unit = CostUnit.YEAR.value
            yield "cases_costline", (line_id, option_id, position, line.kind.value, "", rate, unit)
            yield "cases_costshare", (line_id, self.agency_ids[line.agency], WHOLE)

    def entry(self, placement: Placement, *, by: str) -> bulk.Item:
        """Return the ledger's entry: the year's money, paid."""
        reference, moves = self.reference(placement), defaultdict[int, int](int)
        paid = history.paid_by_agency(placement.tariff, placement.starts_on)
        for code, pence in paid.items():
            agency_id = self.agency_ids[code]
            moves[self.books.account(AccountKind.SPENT, agency_id)] += pence
            moves[self.books.account(AccountKind.UNCOMMITTED, agency_id)] -= pence
        draft = journal.Draft(
            fund_year_id=self.books.fund_year.pk,
            verb=Verb.PAY,
            memo=f"{reference}: paid, before it was brought over",
            about=reference,
            effective_on=placement.starts_on,
            lines=journal.lines_of(moves),
        )
        return bulk.Item(draft, key=f"{reference}/brought-over", by=by, at=AT)

    def _child(self, placement: Placement, child_id: int) -> Row:
        return (
            child_id,
            self.panel.pk,
            placement.given_name,
            placement.family_name,
            placement.born_on,
            placement.nhs_number,
            "",
            "",
            placement.provider,
            LegalStatus.NONE.value,
        )

    def _request(self, placement: Placement, request_id: int, child_id: int) -> Row:
        started_at = datetime.combine(placement.starts_on - DECIDED_BEFORE, AT.timetz())
        return (
            request_id,
            "approved",
            self.reference(placement),
            self.panel.pk,
            child_id,
            RequestKind.NEW.value,
            self.agency_ids[people.EDUCATION],
            self.policy_id,
            SOURCE,
            "",
            "",
            "",
            SOURCE,
            "",
            started_at,
            self.referrer_id,
            started_at,
            self.referrer_id,
        )


def write(panel: Panel, fund_year: FundYear, placements: Iterable[Placement]) -> int:
    """Write placements to every table they belong to; return how many rows that came to.

    Belongs in a transaction of the owner's. Nobody else may write cases meanwhile.
    """
    manager = people.one(Role.FUND_MANAGER).username
    waiting, written, last = iter(placements), 0, 0
    with connections["owner"].cursor() as cursor:
        archive = Archive(panel, Books.of(fund_year), _ids(cursor))
        while batch := list(islice(waiting, BATCH)):
            written += _write(cursor, archive, batch, by=manager)
            last = batch[-1].place
        _count_on(cursor)
    ReferenceCounter.objects.create(prefix=panel.prefix, year=history.YEAR, last=last)
    return written


def _write(cursor: CursorWrapper, archive: Archive, batch: Sequence[Placement], *, by: str) -> int:
    rows = defaultdict[str, list[Row]](list)
    for placement in batch:
        for table, row in archive.rows(placement):
            rows[table].append(row)
    for table, columns in TABLES.items():
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows[table]:
                copy.write_row(row)
    references = [archive.reference(placement) for placement in batch]
    cursor.execute(EVENTS, [references, PAYLOAD, AT, by])
    items = [archive.entry(placement, by=by) for placement in batch]
    bulk.load(archive.books.fund_year.fund_id, items)
    postings = sum(len(item.draft.lines) for item in items)
    return sum(map(len, rows.values())) + len(references) + len(items) + postings


def _option(placement: Placement, option_id: int, request_id: int) -> Row:
    return (
        option_id,
        request_id,
        "A",
        placement.provider,
        placement.tariff.setting.value,
        False,
        placement.tariff.weeks,
        placement.starts_on,
        history.ENDS,
        Suitability.MEETS.value,
        "",
        "",
        True,
        "",
    )


def _ids(cursor: CursorWrapper) -> dict[str, Iterator[int]]:
    """Return for each numbered table the ids from the next free one upwards."""
    ids: dict[str, Iterator[int]] = {}
    for table in NUMBERED:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        ids[table] = count(cursor.fetchone()[0])
    return ids


def _count_on(cursor: CursorWrapper) -> None:
    """Set each sequence behind the last id taken, and let the planner know of the new rows."""
    for table in NUMBERED:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table}", [table]
        )
    cursor.execute(f"ANALYZE {', '.join(TABLES)}, {', '.join(BESIDE)}")
