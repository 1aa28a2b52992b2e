"""The verbs of a year: what partners agree, what moves between pots, and how the year ends."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from panel.money import Pence
from panel.pooledbudget import operations, queries
from panel.pooledbudget.accounts import AccountKind
from panel.pooledbudget.contributions import queries as contributions
from panel.pooledbudget.models import AgreedContribution, Route, Virement
from panel.pooledbudget.operations import Change, Components, VirementTerms
from tests.pooledbudget.builders import MONDAY_9AM, a_key
from tests.pooledbudget.machine.base import ALL_CHILDREN, CHILDREN, SOME, WHICH, Machine

A_DAY = timedelta(days=1)
JULY = datetime(2026, 7, 20, 12, tzinfo=UTC)  # when changes are taken after the first quarter


def is_open(machine: Machine) -> bool:
    return not machine.is_closed


class YearRules(Machine):
    """What concerns no request alone."""

    @rule(pence=SOME, is_health=st.booleans())
    def state_contribution(self, pence: int, is_health: bool) -> None:
        self.attempt(
            lambda: operations.state_contribution(
                **self.year, **self.pays(pence, is_health), at=MONDAY_9AM
            )
        )

    @rule(pence=SOME, is_health=st.booleans())
    def change_contribution(self, pence: int, is_health: bool) -> None:
        change = Change(date(2026, 10, 20), "A new ward.")
        self.attempt(
            lambda: operations.change_contribution(
                **self.year, **self.pays(pence, is_health), change=change, at=JULY
            )
        )

    def pays(self, pence: int, is_health: bool) -> dict[str, object]:
        whole = Components(rolled_forward_pence=Pence(pence))
        return {"agency_id": self.agency(is_health).pk, "components": whole}

    @rule(is_health=st.booleans())
    def approve_contribution(self, is_health: bool) -> None:
        stated: AgreedContribution | None = (
            contributions.in_force(self.books.fund_year)
            .filter(agency=self.agency(is_health))
            .first()
        )
        if stated is not None:
            operations.approve_contribution(
                contribution_id=stated.pk, by=self.county.leads[is_health], at=MONDAY_9AM
            )

    @rule(about=CHILDREN, pence=st.integers(1, 5_000), is_health=st.booleans())
    def authorise_floor(self, about: str, pence: int, is_health: bool) -> None:
        self.attempt(
            lambda: operations.authorise_floor(
                fund_year=self.books.fund_year,
                agency_id=self.agency(is_health).pk,
                pence=Pence(pence),
                about=about,
                key=a_key(),
                by=self.books.manager,
                at=MONDAY_9AM,
            )
        )

    @precondition(lambda self: not self.has_set_aside)
    @rule()
    def set_aside(self) -> None:
        done = self.attempt(lambda: operations.set_aside(**self.year, at=MONDAY_9AM))
        self.has_set_aside = done is not None

    @rule(route=st.sampled_from(Route), pence=SOME, to_health=st.booleans())
    def propose_virement(self, route: Route, pence: int, to_health: bool) -> None:
        sources = {Route.POTS: not to_health, Route.OUT: to_health}
        terms = VirementTerms(
            route=route,
            from_agency_id=self.agency(sources[route]).pk if route in sources else None,
            to_agency_id=self.agency(to_health).pk,
            to_year_id=self.county.other.pk if route is Route.OUT else None,
            pence=Pence(pence if route is not Route.RESERVE else 1 + pence % 5_000),
            reason="A ward closed.",
        )
        self.attempt(lambda: operations.propose_virement(**self.year, asked=terms, at=MONDAY_9AM))

    @rule()
    def agree_to_virement(self) -> None:
        for virement in Virement.objects.filter(consents=None, withdrawn_at=None):
            is_out = virement.route == Route.OUT
            for person in self.county.leads if is_out else [self.county.chair]:
                operations.agree_to_virement(virement_id=virement.pk, by=person, at=MONDAY_9AM)

    @rule(which=WHICH)
    def withdraw_virement(self, which: int) -> None:
        if virement := self.virement(which):
            self.attempt(
                lambda: operations.withdraw_virement(
                    virement_id=virement.pk, by=self.books.manager, at=MONDAY_9AM
                )
            )

    @rule(which=WHICH)
    def vire(self, which: int) -> None:
        virement = self.virement(which)
        if virement is None:
            return
        moved = self.attempt(
            lambda: operations.vire(virement_id=virement.pk, by=self.books.manager, at=MONDAY_9AM)
        )
        if moved is not None and virement.posted_at is None and virement.route == Route.OUT:
            self.received -= virement.amount_pence

    def virement(self, which: int) -> Virement | None:
        return self.pick(Virement.objects.order_by("pk"), which)

    @precondition(is_open)
    @rule(is_finished=st.booleans())
    def settle_fund_year(self, is_finished: bool) -> None:
        if is_finished:
            self.finish()
        before = queries.position(self.books.fund_year)
        self.now += A_DAY
        done = self.attempt(lambda: operations.settle_fund_year(**self.year, at=self.now))
        if done is None or done.settled_at != self.now:
            return
        left = before.uncommitted_pence + before.risk_reserve_pence
        self.settled += left
        self.received -= left
        after = queries.position(self.books.fund_year)
        assert (after.uncommitted_pence, after.risk_reserve_pence) == (0, 0)

    def finish(self) -> None:
        """Let nothing of any request be on its way any more."""
        for about in ALL_CHILDREN:
            if any(back := self.held(about, AccountKind.RECOVERABLE)):
                self.books.do("recover", about, *back)
            if any(owed := self.held(about, AccountKind.INVOICED)):
                self.books.do("pay", about, *owed)
            self.books.release(about)
        self.is_out_of_order = True

    @precondition(is_open)
    @rule(is_finished=st.booleans(), stays=st.booleans())
    def close_fund_year(self, is_finished: bool, stays: bool) -> None:
        if is_finished:
            self.settle_fund_year(is_finished)
        self.now += A_DAY
        self.attempt(lambda: operations.close_fund_year(**self.year, at=self.now))
        self.books.fund_year.refresh_from_db(fields=["closed_at"])
        self.is_closed = self.books.fund_year.closed_at is not None
        if self.is_closed and not stays:
            self.reopen_fund_year()

    @precondition(lambda self: self.is_closed)
    @rule()
    def reopen_fund_year(self) -> None:
        self.now += A_DAY
        operations.reopen_fund_year(
            fund_year_id=self.books.fund_year.pk,
            reason="An invoice was lost.",
            by=self.county.leads[0],
            at=self.now,
        )
        self.books.fund_year.refresh_from_db(fields=["closed_at"])
        self.received += self.settled
        self.settled, self.is_closed, self.is_out_of_order = 0, False, True
