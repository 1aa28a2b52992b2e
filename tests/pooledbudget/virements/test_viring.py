"""Money that moves from where it lies: who agrees first, and what is then posted."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from panel.agencies import access
from panel.agencies.models import Person, Role
from panel.audit.models import Event
from panel.chart import MoveRefused
from panel.deadlines.models import Notice
from panel.decisions.proving import replay
from panel.money import Pence
from panel.policies.schema.fund import Fund as FundRules
from panel.policies.schema.fund import Virement as VirementRule
from panel.pooledbudget import operations, proof, queries
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import Route, Virement
from panel.pooledbudget.operations import VirementTerms
from panel.pooledbudget.stages import VirementStage
from panel.pooledbudget.virements import queries as virements
from tests.pooledbudget.agreements.test_agreeing import by_rules, open_next_year
from tests.pooledbudget.builders import (
    MONDAY_9AM,
    Books,
    a_lead,
    a_stranger,
    appoint,
    consent,
    shut,
    some_books,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def books() -> Books:
    """An aligned fund, in which education has £1,000.00 and health £500.00."""
    pots = some_books(kind=FundKind.ALIGNED)
    pots.receive(1_000_00)
    pots.receive(500_00, agency=pots.health)
    return pots


def a_chair(books: Books) -> Person:
    chair = Person.objects.filter(username="chair@example.org").first()
    chair = chair or Person.objects.create_user("chair@example.org", name="Cleo Chair")
    appoint(chair, books.fund_year.fund.panel, Role.CHAIR)
    return chair


def another_manager(books: Books) -> Person:
    manager = Person.objects.create_user("second@example.org", name="Sam Second")
    appoint(manager, books.fund_year.fund.panel, Role.FUND_MANAGER)
    return manager


def propose(
    books: Books, pence: int = 200_00, *, at: datetime = MONDAY_9AM, **changes: Any
) -> Virement:
    """Propose to move money from education's pot to health's."""
    asked = {
        "route": Route.POTS,
        "from_agency_id": books.education.pk,
        "to_agency_id": books.health.pk,
        "pence": Pence(pence),
        "reason": "A ward closed.",
    }
    return operations.propose_virement(
        fund_year_id=books.fund_year.pk,
        asked=VirementTerms(**asked | changes),
        by=books.manager,
        at=at,
    )


def agree(virement: Virement, *people: Person, at: datetime = MONDAY_9AM) -> None:
    for person in people:
        operations.agree_to_virement(virement_id=virement.pk, by=person, at=at)


def vire(books: Books, virement: Virement, at: datetime = MONDAY_9AM) -> Virement:
    return operations.vire(virement_id=virement.pk, by=books.manager, at=at)


def pot(books: Books, of: Any) -> int:
    return books.account(AccountKind.UNCOMMITTED, of).balance_pence


def leads(books: Books) -> list[Person]:
    panel = books.fund_year.fund.panel
    return [a_lead(panel, books.education), a_lead(panel, books.health)]


class TestNotice:
    @pytest.mark.parametrize(
        ("agreed_by", "asked"),
        [
            ("officers", ["education.lead@example.org", "health.lead@example.org"]),
            ("board", ["chair@example.org"]),
            ("fund_manager", ["second@example.org"]),  # not the one who proposes it
        ],
    )
    def test_asks_whoever_has_to_agree(
        self, books: Books, agreed_by: str, asked: list[str]
    ) -> None:
        by_rules(books, f'virements = [{{ where = "inside", agreed_by = "{agreed_by}" }}]')
        leads(books), a_chair(books), another_manager(books)

        virement = propose(books)

        told = Notice.objects.filter(key__startswith=f"virement/{virement.pk}/")
        assert sorted(notice.recipient for notice in told) == asked
        assert "£200.00 is to move." in told[0].body


class TestWhoAgrees:
    rules = FundRules(
        virements=(
            VirementRule(where="inside", up_to_pence=100_00, agreed_by="fund_manager"),
            VirementRule(where="inside", up_to_pence=200_00, agreed_by="officers"),
            VirementRule(where="out", agreed_by="all_partners"),
        )
    )

    @pytest.mark.parametrize(
        ("pence", "agreed_by"),
        [(100_00, "fund_manager"), (100_01, "officers"), (200_00, "officers"), (200_01, None)],
    )
    def test_is_whom_the_lowest_limit_that_reaches_it_names(
        self, pence: int, agreed_by: str | None
    ) -> None:
        assert virements.who_agrees(self.rules, Route.POTS, Pence(pence)) == agreed_by

    def test_is_another_on_the_way_out(self) -> None:
        assert virements.who_agrees(self.rules, Route.OUT, Pence(1)) == "all_partners"

    @pytest.mark.parametrize(
        ("agreed_by", "names"),
        [
            ("board", ["The board, by its chair"]),
            ("fund_manager", ["The fund manager"]),
            ("officers", ["Education", "Health"]),
            ("all_partners", ["Education", "Health"]),
        ],
    )
    def test_is_an_office_or_agencies(
        self, books: Books, agreed_by: str, names: list[str]
    ) -> None:
        by_rules(books, f'virements = [{{ where = "inside", agreed_by = "{agreed_by}" }}]')

        assert [party.name for party in virements.missing(propose(books))] == names

    def test_is_every_partner_of_the_other_fund_too_on_the_way_out(self, books: Books) -> None:
        other = some_books(code="other")
        panel = other.fund_year.fund.panel
        care = panel.agencies.create(code="care", name="Care", kind="social_care")
        consent(other.fund_year.agreement, care)
        into = operations.open_fund_year(
            fund_id=other.fund_year.fund_id,
            year=2027,
            agency_ids=[other.education.pk, care.pk],
            by=other.manager,
            at=MONDAY_9AM,
        )

        virement = propose(
            books, route=Route.OUT, to_agency_id=books.education.pk, to_year_id=into.pk
        )

        asked = [party.name for party in virements.missing(virement)]
        assert asked == ["Care", "Education", "Health"]

    def test_may_be_nobody_for_so_much(self, books: Books) -> None:
        rule = '{ where = "inside", up_to_pence = 1, agreed_by = "board" }'
        by_rules(books, f"virements = [{rule}]")

        with pytest.raises(operations.NobodyAgrees, match="let nobody move so much"):
            propose(books)


class TestAgreeing:
    def test_is_kept_with_who_and_when_and_once(self, books: Books) -> None:
        virement, chair = propose(books), a_chair(books)

        agree(virement, chair, chair)

        assert virement.consents.get().given_by == "chair@example.org"
        assert Event.objects.get(kind="virement_agreed").by == "chair@example.org"
        assert virements.missing(virement) == []

    def test_is_for_those_whom_the_rules_name(self, books: Books) -> None:
        virement = propose(books)

        for person in (a_stranger(), books.manager, *leads(books)):
            with pytest.raises(access.Refused):
                agree(virement, person)

    def test_is_for_another_than_who_proposed_it(self, books: Books) -> None:
        by_rules(books, 'virements = [{ where = "inside", agreed_by = "fund_manager" }]')
        virement = propose(books)
        with pytest.raises(operations.OwnVirement, match="somebody else has to agree"):
            agree(virement, books.manager)

        agree(virement, another_manager(books))

        assert virements.missing(virement) == []

    def test_is_for_another_in_the_database_too(self, books: Books) -> None:
        virement = propose(books)

        with pytest.raises(IntegrityError, match="proposed this virement"), transaction.atomic():
            virement.consents.create(given_at=MONDAY_9AM, given_by=books.manager.username)

    def test_is_for_each_agency_by_its_own_lead(self, books: Books) -> None:
        by_rules(books, 'virements = [{ where = "inside", agreed_by = "officers" }]')
        virement = propose(books)

        agree(virement, leads(books)[1])

        assert [party.name for party in virements.missing(virement)] == ["Education"]


class TestVire:
    def test_moves_money_from_pot_to_pot_and_the_books_still_hold(self, books: Books) -> None:
        virement = propose(books)
        agree(virement, a_chair(books))

        vire(books, virement)

        assert (pot(books, books.education), pot(books, books.health)) == (800_00, 700_00)
        assert queries.position(books.fund_year).contribution_pence == 1_500_00
        assert proof.faults(books.fund_year.fund) == []

    def test_again_moves_nothing(self, books: Books) -> None:
        virement = propose(books)
        agree(virement, a_chair(books))
        for _ in range(2):
            vire(books, virement)

        assert pot(books, books.health) == 700_00

    def test_waits_for_everybody_and_names_who_is_missing(self, books: Books) -> None:
        by_rules(books, 'virements = [{ where = "inside", agreed_by = "all_partners" }]')
        virement = propose(books)
        agree(virement, leads(books)[0])

        with pytest.raises(operations.NobodyAgrees, match=r"^Health hasn’t agreed yet\.$"):
            vire(books, virement)
        assert pot(books, books.health) == 500_00

    def test_is_never_retrospective(self, books: Books) -> None:
        virement, late = propose(books), propose(books)
        agree(virement, a_chair(books), at=datetime(2027, 3, 31, 12, tzinfo=UTC))
        after = datetime(2027, 4, 9, 12, tzinfo=UTC)  # the books of the year are still open

        with pytest.raises(operations.Retrospective, match="2026 to 2027 is over, and nothing"):
            agree(late, a_chair(books), at=after)
        with pytest.raises(operations.Retrospective):
            propose(books, at=after)
        vire(books, virement, at=after)
        assert books.fund_year.entries.get(verb="vire").effective_on == date(2027, 3, 31)

    def test_is_booked_for_no_day_before_the_last_consent(self, books: Books) -> None:
        virement = propose(books)
        agree(virement, a_chair(books), at=datetime(2026, 6, 1, 12, tzinfo=UTC))
        vire(books, virement, at=datetime(2026, 6, 2, 12, tzinfo=UTC))

        assert books.fund_year.entries.get(verb="vire").effective_on == date(2026, 6, 2)

    def test_moves_nothing_that_isn_t_there_any_more(self, books: Books) -> None:
        virement = propose(books, 1_000_00)
        agree(virement, a_chair(books))
        books.reserve("JRAP-2026-00042", 1)
        operations.authorise_floor(  # for that one request
            fund_year=books.fund_year,
            agency_id=books.education.pk,
            pence=Pence(500_00),
            about="JRAP-2026-00042",
            key="over",
            by=books.manager,
            at=MONDAY_9AM,
        )

        with pytest.raises(operations.NotThere, match=r"£999\.99 lies there and can move"):
            vire(books, virement)
        virement.refresh_from_db()
        assert virement.posted_at is None

    def test_is_for_those_who_post_to_the_fund(self, books: Books) -> None:
        chair = a_chair(books)
        virement = propose(books)
        agree(virement, chair)

        with pytest.raises(access.Refused):
            operations.vire(virement_id=virement.pk, by=chair, at=MONDAY_9AM)


class TestWithdraw:
    def test_is_for_whoever_proposed_it_and_ends_it(self, books: Books) -> None:
        virement = propose(books)
        agree(virement, a_chair(books))
        press = {"virement_id": virement.pk, "at": MONDAY_9AM}
        with pytest.raises(MoveRefused, match="Whoever proposed a virement withdraws it"):
            operations.withdraw_virement(**press, by=another_manager(books))

        withdrawn = operations.withdraw_virement(**press, by=books.manager)

        assert withdrawn.stage == VirementStage.WITHDRAWN
        with pytest.raises(MoveRefused, match="It is at the stage “Withdrawn”"):
            vire(books, virement)
        with pytest.raises(MoveRefused, match="It was withdrawn"):
            agree(virement, a_chair(books))
        with pytest.raises(IntegrityError, match="isn't proposed any more"), transaction.atomic():
            virement.consents.create(given_at=MONDAY_9AM, given_by="late@example.org")
        assert pot(books, books.health) == 500_00
        assert list(replay.faults()) == []

    def test_comes_before_the_money_has_moved(self, books: Books) -> None:
        virement = propose(books)
        agree(virement, a_chair(books))
        vire(books, virement)

        with pytest.raises(MoveRefused, match="It is at the stage “Posted”"):
            operations.withdraw_virement(virement_id=virement.pk, by=books.manager, at=MONDAY_9AM)
        agree(virement, a_chair(books))
        assert virement.consents.count() == 1
        assert list(replay.faults()) == []


class TestLimits:
    @pytest.fixture(autouse=True)
    def rules(self, books: Books) -> None:
        """The fund manager agrees up to £300.00 a year inside and £1.00 out, the board to more."""
        alone = '{ where = "inside", up_to_pence = 30000, agreed_by = "fund_manager" }'
        board = '{ where = "inside", agreed_by = "board" }'
        out = '{ where = "out", up_to_pence = 100, agreed_by = "fund_manager" }'
        by_rules(books, f"virements = [{alone}, {board}, {out}]")

    def test_are_the_year_s_and_no_virement_s_own(self, books: Books) -> None:
        move(books, 200_00)

        assert propose(books, 100_00).agreed_by == "fund_manager"
        assert propose(books, 100_01).agreed_by == "board"

    def test_begin_anew_with_each_year(self, books: Books) -> None:
        move(books, 300_00)
        following = replace(books, fund_year=open_next_year(books))
        following.receive(300_00)

        assert propose(following, 300_00).agreed_by == "fund_manager"

    def test_are_those_of_the_day_on_which_it_was_proposed(self, books: Books) -> None:
        virement = propose(books, 300_00)
        agree(virement, another_manager(books))
        board = '{ where = "inside", agreed_by = "board" }'
        by_rules(books, f"virements = [{board}]", since=date(2026, 6, 1))

        vire(books, virement, at=datetime(2026, 6, 2, 12, tzinfo=UTC))

        assert pot(books, books.health) == 800_00

    def test_of_the_way_out_are_its_own(self, books: Books) -> None:
        move(books, 300_00)
        other = some_books(code="other")
        way_out = {
            "route": Route.OUT,
            "from_agency_id": books.health.pk,
            "to_year_id": other.fund_year.pk,
        }

        assert propose(books, 1_00, **way_out).agreed_by == "fund_manager"
        with pytest.raises(operations.NobodyAgrees, match="so much in a year"):
            propose(books, 1_01, **way_out)

    def test_aren_t_passed_by_two_that_are_proposed_at_once(self, books: Books) -> None:
        first, second = propose(books, 150_00), propose(books, 150_01)
        manager = another_manager(books)
        for virement in (first, second):
            agree(virement, manager)
        vire(books, first)

        with pytest.raises(operations.NobodyAgrees, match="over a limit of the panel’s rules"):
            vire(books, second)

        assert pot(books, books.health) == 650_00


def move(books: Books, pence: int) -> None:
    virement = propose(books, pence)
    agree(virement, another_manager(books))
    vire(books, virement)


class TestRoutes:
    def test_lead_only_to_proposals_of_what_lies_there(self, books: Books) -> None:
        with pytest.raises(operations.NotThere, match=r"£1,000\.00 lies there and can move"):
            propose(books, 1_000_01)
        with pytest.raises(operations.NotThere, match=r"£0\.00 lies there"):
            propose(books, 1, route=Route.RESERVE, from_agency_id=None)
        other = some_books(code="other")
        out = {"route": Route.OUT, "to_year_id": other.fund_year.pk}
        with pytest.raises(operations.NotThere, match=r"£500\.00 lies there"):
            propose(books, 500_01, **out, from_agency_id=books.health.pk)

    def test_out_of_one_pot_leads_only_what_an_agency_s_own_shares_don_t_hold(self) -> None:
        pool, other = some_books(), some_books(code="other")
        pool.receive(1_000_00)
        pool.receive(1_000_00, agency=pool.health)
        pool.commit("JRAP-2026-00042", 600_00)

        with pytest.raises(operations.NotThere, match=r"£400\.00 lies there"):
            propose(
                pool,
                400_01,
                route=Route.OUT,
                to_agency_id=pool.education.pk,
                to_year_id=other.fund_year.pk,
            )

    def test_a_fund_of_one_pot_has_no_way_between_pots(self) -> None:
        with pytest.raises(operations.WrongRoute, match="The fund is one pot"):
            propose(some_books())

    def test_no_pot_gives_to_itself(self, books: Books) -> None:
        with pytest.raises(operations.WrongRoute, match="to another’s"):
            propose(books, from_agency_id=books.health.pk)

    def test_the_way_out_leads_into_another_fund(self, books: Books) -> None:
        for year in (None, books.fund_year.pk):
            with pytest.raises(operations.WrongRoute, match="which other fund"):
                propose(books, route=Route.OUT, to_year_id=year)

    def test_no_other_way_leads_there_and_the_reserve_is_nobody_s(self, books: Books) -> None:
        with pytest.raises(operations.WrongRoute, match="only out of this fund"):
            propose(books, to_year_id=some_books(code="other").fund_year.pk)
        with pytest.raises(operations.WrongRoute, match="no agency’s"):
            propose(books, route=Route.RESERVE)

    def test_what_leaves_stays_the_same_agency_s(self, books: Books) -> None:
        other = some_books(code="other")
        with pytest.raises(operations.WrongRoute, match="same agency’s"):
            propose(books, route=Route.OUT, to_year_id=other.fund_year.pk)

    def test_an_agency_without_a_part_has_no_pot(self, books: Books) -> None:
        with pytest.raises(operations.NotAPartner):
            propose(books, to_agency_id=0)

    def test_out_of_one_fund_and_into_another_both_books_hold(self, books: Books) -> None:
        other = some_books(code="other")
        virement = propose(
            books,
            route=Route.OUT,
            from_agency_id=books.health.pk,
            to_year_id=other.fund_year.pk,
        )
        agree(virement, *leads(books))

        vire(books, virement)

        assert pot(books, books.health) == 300_00
        assert other.account(AccountKind.UNCOMMITTED).balance_pence == 200_00
        assert other.account(AccountKind.CONTRIBUTION, other.health).balance_pence == 200_00
        keys = [f"virement/{virement.pk}/{year.pk}" for year in (books.fund_year, other.fund_year)]
        assert [books.fund_year.entries.get(verb="vire").key] == keys[:1]
        assert [other.fund_year.entries.get(verb="vire").key] == keys[1:]
        for fund in (books.fund_year.fund, other.fund_year.fund):
            assert proof.faults(fund) == []

    def test_out_is_for_those_who_post_to_both_funds(self, books: Books) -> None:
        here, other = another_manager(books), some_books(code="other")
        virement = propose(
            books, route=Route.OUT, from_agency_id=books.health.pk, to_year_id=other.fund_year.pk
        )
        agree(virement, *leads(books))

        with pytest.raises(access.Refused):
            operations.vire(virement_id=virement.pk, by=here, at=MONDAY_9AM)

    def test_out_moves_in_neither_fund_where_one_refuses(self, books: Books) -> None:
        other = some_books(code="other")
        virement = propose(
            books, route=Route.OUT, from_agency_id=books.health.pk, to_year_id=other.fund_year.pk
        )
        agree(virement, *leads(books))
        shut(other.fund_year, books.manager)

        with pytest.raises(operations.PeriodClosed):
            vire(books, virement)

        assert pot(books, books.health) == 500_00


class TestRiskReserve:
    def set_aside(self, books: Books, at: datetime = MONDAY_9AM) -> None:
        operations.set_aside(fund_year_id=books.fund_year.pk, by=books.manager, at=at)

    def test_is_set_aside_as_the_rules_say_from_each_pot_by_what_it_paid(
        self, books: Books
    ) -> None:
        by_rules(books, "risk_pool_pence = 30000")

        self.set_aside(books)

        assert queries.position(books.fund_year).risk_reserve_pence == 300_00
        assert (pot(books, books.education), pot(books, books.health)) == (800_00, 400_00)

    def test_is_set_aside_once(self, books: Books) -> None:
        by_rules(books, "risk_pool_pence = 30000")
        self.set_aside(books)

        with pytest.raises(operations.SetAsideAlready):
            self.set_aside(books)

    def test_is_set_aside_again_by_as_much_more_as_the_rules_say(self, books: Books) -> None:
        by_rules(books, "risk_pool_pence = 30000")
        self.set_aside(books)
        virement = propose(books, 100_00, route=Route.RESERVE, from_agency_id=None)
        agree(virement, a_chair(books))
        vire(books, virement)
        by_rules(books, "risk_pool_pence = 50000", since=date(2026, 6, 1))

        self.set_aside(books, datetime(2026, 6, 2, 12, tzinfo=UTC))

        assert queries.position(books.fund_year).risk_reserve_pence == 400_00

    def test_is_nothing_by_the_rules_as_they_come(self, books: Books) -> None:
        with pytest.raises(operations.SetAsideAlready):
            self.set_aside(books)

    @pytest.mark.parametrize("kind", FundKind)
    def test_waits_for_the_money_however_far_a_pot_may_go_below_it(self, kind: FundKind) -> None:
        books = some_books(kind=kind, floor=-300_00)
        by_rules(books, "risk_pool_pence = 30000")
        books.receive(299_99)

        with pytest.raises(operations.FundsShort, match=r"has £299\.99 left .* needs £300\.00"):
            self.set_aside(books)
        books.receive(1)
        self.set_aside(books)
        assert queries.position(books.fund_year).uncommitted_pence == 0

    def test_is_drawn_on_with_authority(self, books: Books) -> None:
        by_rules(books, "risk_pool_pence = 30000")
        self.set_aside(books)
        virement = propose(books, 100_00, route=Route.RESERVE, from_agency_id=None)
        with pytest.raises(operations.NobodyAgrees):
            vire(books, virement)
        agree(virement, a_chair(books))

        vire(books, virement)

        assert queries.position(books.fund_year).risk_reserve_pence == 200_00
        assert pot(books, books.health) == 500_00
        with pytest.raises(operations.SetAsideAlready):
            self.set_aside(books)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE pooledbudget_virement SET amount_pence = 1",
        "UPDATE pooledbudget_virement SET stage = 'withdrawn', reason = 'Other.'",
        "UPDATE pooledbudget_virement SET posted_by = 'x', posted_at = now(), reason = 'Other.'",
    ],
)
def test_postgresql_keeps_what_was_proposed(books: Books, sql: str) -> None:
    propose(books)

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
