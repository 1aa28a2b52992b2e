"""
The ledger beside a bare row, and beside django-hordak, in the same database.
"""

import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from statistics import median

from django.db import connections
from hordak.models import Account as HordakAccount
from moneyed import Money

from bench import rounds
from bench.rounds import Once
from bench.table import Row
from panel import clock
from panel.agencies import operations as agencies
from panel.agencies.models import Agency, Panel, Person, Role
from panel.cases.costs.costing import financial_year
from panel.money import Pence
from panel.pooledbudget import bulk, journal, operations, proof, queries
from panel.pooledbudget.accounts import AccountKind, FundKind, Verb
from panel.pooledbudget.agreements import queries as agreements
from panel.pooledbudget.journal import Draft
from panel.pooledbudget.models import Fund, FundYear
from panel.reports.span import WHOLE_YEAR, span_of
from panel.reports.tables import ledger as reports

PLENTY = Pence(rounds.PLENTY)
CLIENTS = (1, 4, 8)
NAMES = {"hordak": "django-hordak transfer_to"}
#: What is told beside what. The peer beside the ceiling says what a multiple of the peer would be.
BESIDE = (*product(("post", "reserve"), ("hot", "hordak")), ("hordak", "hot"))
GOALS = {
    ("post", "hot", 1): 0.45,
    ("post", "hot", 4): 0.60,
    ("post", "hordak", 1): 3.5,
    ("post", "hordak", 4): 3.5,
}


def posting(options: Namespace) -> Iterator[Row]:
    """Measure posts a second on one fund against the ceiling and the peer."""
    fund_year, manager = a_fund("busy")
    makers: dict[str, Callable[[], Once]] = {
        "hot": rounds.hot,
        "post": lambda: _post(fund_year, manager),
        "reserve": lambda: _reserve(fund_year, manager),
        "hordak": _hordak(),
    }
    rounds.make_hot_row()
    rounds.rate(makers["post"], 1, options.seconds)
    _analyze()
    rates: dict[tuple[str, int], list[float]] = {}
    for _ in range(options.rounds):
        for clients in CLIENTS:
            for name, maker in makers.items():
                rate = rounds.rate(maker, clients, options.seconds)
                rates.setdefault((name, clients), []).append(rate)
    for (name, clients), values in rates.items():
        yield Row(f"{name}, {clients} at once", median(values), "a sec")
    for (ours, peer), clients in product(BESIDE, CLIENTS):
        beside = rounds.ratio(rates[ours, clients], rates[peer, clients])
        named = f"{NAMES.get(ours, ours)} v. {NAMES.get(peer, peer)}, {clients} at once"
        yield Row(named, beside, "×", GOALS.get((ours, peer, clients)))
    faults = proof.faults(fund_year.fund)
    yield Row("faults that the proof finds afterwards", len(faults), "", 0, is_ceiling=True)


def size(options: Namespace) -> Iterator[Row]:
    """Measure what a large fund costs to load, to read, to prove and to close."""
    sizes = {"small": 1_000, "middle": 100_000, "large": options.postings}
    funds = {name: a_fund(name) for name in sizes}
    for name, postings in sizes.items():
        started = time.perf_counter()
        entries = bulk.load(funds[name][0].fund_id, _items(funds[name][0], postings // 2))
        seconds = time.perf_counter() - started
    speed = (entries + options.postings) / seconds
    yield Row("bulk load, rows of entries and postings", speed, "a sec", 20_000)
    _analyze()
    yield from _reads({name: year for name, (year, _) in funds.items()}, sizes)

    large = funds["large"][0]
    started = time.perf_counter()
    span = span_of(large, WHOLE_YEAR)
    (balance,) = reports.trial_balance(large, span)
    yield Row("trial balance, postings", _speed(options.postings, started), "a sec", 200_000)
    assert balance.foot is not None
    assert balance.foot[2] == balance.foot[3]

    started = time.perf_counter()
    faults = proof.faults(large.fund)
    yield Row("proof of a fund, postings", _speed(options.postings, started), "a sec", 200_000)
    yield Row("faults that it finds", len(faults), "", 0, is_ceiling=True)

    closing = []
    for year, by in (funds["small"], funds["large"]):
        operations.settle_fund_year(fund_year_id=year.pk, by=by, at=clock.now())
        started = time.perf_counter()
        operations.close_fund_year(fund_year_id=year.pk, by=by, at=clock.now())
        closing.append(time.perf_counter() - started)
    name = f"closing a year, {options.postings:,} postings v. 1,000"
    yield Row(name, closing[1] / closing[0], "×")


def _speed(postings: int, started: float) -> float:
    return postings / (time.perf_counter() - started)


def _reads(years: dict[str, FundYear], sizes: dict[str, int]) -> Iterator[Row]:
    """Compare what a fund's figures take to read in funds of several sizes."""
    pots = {name: _pot(year) for name, year in years.items()}
    reads: dict[str, Callable[[str], object]] = {
        "balance": lambda name: queries.balance(pots[name]),
        "headroom": lambda name: queries.position(years[name]),
        "newest entries": lambda name: list(queries.entries_of(years[name])[:20]),
    }
    for what, read in reads.items():
        times: dict[str, list[float]] = {name: [] for name in years}
        for _, name in product(range(1_000), years):
            started = time.perf_counter()
            read(name)
            times[name].append(time.perf_counter() - started)
        for name in ("middle", "large"):
            ratio = median(times[name]) / median(times["small"])
            named = f"{what} read, {sizes[name]:,} postings v. {sizes['small']:,}"
            yield Row(named, ratio, "×", 1.1, is_ceiling=True)


def _analyze() -> None:
    """Tell PostgreSQL how large its tables are, as autovacuum does within a minute."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def _post(fund_year: FundYear, manager: Person) -> Once:
    reserved, pot = _account(fund_year, AccountKind.RESERVED), _pot(fund_year)
    lines, at = journal.lines_of({reserved: 1, pot: -1}), clock.now()

    def once(key: str) -> object:
        draft = Draft(fund_year.pk, Verb.RESERVE, "A penny", key, fund_year.starts_on, lines)
        return journal.post(draft, key=key, by=manager, at=at)

    return once


def _reserve(fund_year: FundYear, manager: Person) -> Once:
    agency = Agency.objects.get(code="bench")
    amounts, at = {agency.pk: Pence(1)}, clock.now()

    def once(key: str) -> object:
        return operations.reserve(
            fund_year=fund_year, about=key, amounts=amounts, key=key, by=manager, at=at
        )

    return once


def _hordak() -> Callable[[], Once]:
    pot, reserved = (
        HordakAccount.objects.using("owner").create(
            name=name, code=code, type="AS", currencies=["GBP"]
        )
        for name, code in (("pot", "1"), ("reserved", "2"))
    )

    def maker() -> Once:
        source, target = (HordakAccount.objects.get(pk=x.pk) for x in (pot, reserved))
        penny = Money("0.01", "GBP")
        return lambda key: source.transfer_to(target, penny, description=key)

    return maker


def a_fund(code: str) -> tuple[FundYear, Person]:
    """Open a fund of one agency, with a year of it and plenty in it."""
    person = Person.objects.filter(username="bench@example.org").first()
    person = person or Person.objects.create_user("bench@example.org", name="Bench")
    agency, _ = Agency.objects.get_or_create(
        code="bench", defaults={"name": "Bench", "kind": "education"}
    )
    panel = Panel.objects.create(code=code, name=code)
    panel.agencies.add(agency)
    who = {"by": person, "at": clock.now()}
    for role, agency_id in ((Role.FUND_MANAGER, None), (Role.AGENCY_LEAD, agency.pk)):
        agencies.appoint(
            person_id=person.pk,
            panel_id=panel.pk,
            role=role,
            agency_id=agency_id,
            starts_on=clock.today(),
            by=None,
            at=clock.now(),
        )
    fund = operations.open_fund(
        panel_id=panel.pk, code=code, name=code, kind=FundKind.POOLED, host_id=agency.pk, **who
    )
    _agree(fund, agency, person)
    fund_year = operations.open_fund_year(
        fund_id=fund.pk, year=_last_year(), agency_ids=[agency.pk], **who
    )
    amounts = {agency.pk: PLENTY}
    operations.receive_contribution(
        fund_year=fund_year, about="all of it", amounts=amounts, key=f"{code}/in", **who
    )
    return fund_year, person


def _agree(fund: Fund, agency: Agency, person: Person) -> None:
    who = {"by": person, "at": clock.now()}
    terms = dict.fromkeys(agreements.TERMS, "For the bench.")
    stated = operations.AgreementTerms(terms, person.pk, date(_last_year(), 4, 1))
    agreement = operations.state_agreement(fund_id=fund.pk, stated=stated, **who)
    operations.consent_to_agreement(
        agreement_id=agreement.pk, agency_id=agency.pk, accepts_manager=True, **who
    )


def _last_year() -> int:
    """Return the financial year before this one, which is over and can be closed."""
    return financial_year(clock.today()).first.year - 1


def _account(fund_year: FundYear, kind: AccountKind) -> int:
    return fund_year.accounts.get(kind=kind.value).pk


def _pot(fund_year: FundYear) -> int:
    return _account(fund_year, AccountKind.UNCOMMITTED)


def _items(fund_year: FundYear, entries: int) -> Iterator[bulk.Item]:
    spent, pot = _account(fund_year, AccountKind.SPENT), _pot(fund_year)
    lines, at = journal.lines_of({spent: 1, pot: -1}), clock.now()
    for number in range(entries):
        about = f"{fund_year.pk}/{number}"
        draft = Draft(fund_year.pk, Verb.PAY, "Loaded", about, fund_year.starts_on, lines)
        yield bulk.Item(draft, about, "bench@example.org", at)
