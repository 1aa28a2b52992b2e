"""The verbs that move a request's money, as the rooms above the ledger ask for them."""

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, consumes, initialize, multiple, rule

from panel.pooledbudget import holdings, operations, queries
from panel.pooledbudget.accounts import AccountKind, Verb
from panel.pooledbudget.models import JournalEntry
from tests.pooledbudget.builders import MONDAY_9AM, a_key
from tests.pooledbudget.machine.base import ALL_CHILDREN, CHILDREN, PENCE, SOME, Machine

#: From which kind of account each verb takes what it moves.
SOURCES = {
    Verb.ACCRUE: AccountKind.COMMITTED,
    Verb.LOWER_ACCRUAL: AccountKind.ACCRUED,
    Verb.INVOICE: AccountKind.COMMITTED,
    Verb.PAY: AccountKind.INVOICED,
    Verb.RECHARGE: AccountKind.SPENT,
    Verb.RECOVER: AccountKind.RECOVERABLE,
}
SPENDING = st.sampled_from(sorted(SOURCES))


class RequestRules(Machine):
    """Reserved, committed, delivered, invoiced, paid, recharged, and given back."""

    entries = Bundle("entries")

    @initialize(target=entries, education=SOME, health=SOME)
    def begin(self, education: int, health: int) -> MultipleResults[JournalEntry]:
        """Let there be some money, some of it promised to one child, half of that spent."""
        for agency in (self.books.education, self.books.health):
            self.books.receive(200_000, agency=agency)
            self.received += 200_000
        about, half = ALL_CHILDREN[0], (-(-education // 2), -(-health // 2))
        return multiple(
            self.books.commit(about, education, health),
            *(self.books.do(verb, about, *half) for verb in (Verb.INVOICE, Verb.PAY)),
        )

    @rule(target=entries, about=CHILDREN, education=PENCE, health=PENCE)
    def reserve(self, about: str, education: int, health: int) -> JournalEntry | None:
        return self.attempt(lambda: self.books.reserve(about, education, health))

    @rule(target=entries, about=CHILDREN, education=PENCE, health=PENCE)
    def commit(self, about: str, education: int, health: int) -> JournalEntry | None:
        return self.attempt(lambda: self.books.commit(about, education, health))

    @rule(about=CHILDREN)
    def release(self, about: str) -> None:
        if self.attempt(lambda: self.books.release(about)) is not None:
            self.keeps_only_invoiced(about)

    @rule(about=CHILDREN)
    def release_year(self, about: str) -> None:
        given_back = self.attempt(
            lambda: operations.release_year(
                fund_year=self.books.fund_year,
                about=about,
                because="Billed by whole weeks",
                key=a_key(),
                by=self.books.manager,
                at=MONDAY_9AM,
            )
        )
        if given_back is not None:
            self.keeps_only_invoiced(about)

    def keeps_only_invoiced(self, about: str) -> None:
        left = {kind for kind, _ in holdings.held(self.books.fund_year, about)}
        assert left <= {AccountKind.INVOICED, AccountKind.SPENT, AccountKind.RECOVERABLE}

    @rule(about=CHILDREN, part=st.integers(1, 4))
    def release_part(self, about: str, part: int) -> None:
        education, health = self.held(about, AccountKind.COMMITTED)
        shares = (-(-education // part), -(-health // part))
        self.attempt(lambda: self.books.release_part(about, *shares))

    @rule(target=entries, verb=SPENDING, about=CHILDREN, education=PENCE, health=PENCE)
    def spend(self, verb: Verb, about: str, education: int, health: int) -> JournalEntry | None:
        return self.attempt(lambda: self.books.do(verb, about, education, health))

    @rule(target=entries, verb=SPENDING, about=CHILDREN, part=st.integers(1, 4))
    def spend_what_there_is(self, verb: Verb, about: str, part: int) -> JournalEntry | None:
        education, health = self.held(about, SOURCES[verb])
        return self.attempt(
            lambda: self.books.do(verb, about, -(-education // part), -(-health // part))
        )

    @rule(target=entries, about=CHILDREN, education=PENCE, health=PENCE, is_paid=st.booleans())
    def credit(
        self, about: str, education: int, health: int, is_paid: bool
    ) -> JournalEntry | None:
        return self.attempt(lambda: self.books.credit(about, education, health, is_paid=is_paid))

    @rule(about=CHILDREN, part=st.integers(0, 4))
    def share_anew(self, about: str, part: int) -> None:
        """Divide what a request was promised otherwise between the agencies."""
        promised = JournalEntry.objects.filter(
            fund_year=self.books.fund_year, about=about, verb=Verb.COMMIT
        )
        anew = JournalEntry.objects.filter(about=about, verb=Verb.SHARE_ANEW).order_by("pk").last()
        since = promised.filter(pk__gt=anew.pk if anew else 0).order_by("pk").first()
        if since is None:
            return
        pence = sum(since.postings.filter(side="debit").values_list("amount_pence", flat=True))
        shares = self.books.shares(pence * part // 4, pence - pence * part // 4)
        if self.attempt(
            lambda: operations.share_anew(
                since=since, amounts=shares, key=a_key(), by=self.books.manager, at=MONDAY_9AM
            )
        ):
            self.is_out_of_order = True

    @rule(entry=consumes(entries))
    def reverse(self, entry: JournalEntry | None) -> None:
        if entry is not None and self.attempt(lambda: self.books.reverse(entry)):
            self.is_out_of_order = True

    @rule(about=CHILDREN, education=PENCE, health=PENCE)
    def commit_and_undo(self, about: str, education: int, health: int) -> None:
        before = queries.position(self.books.fund_year)
        entry = self.attempt(lambda: self.books.commit(about, education, health))
        if entry is not None:
            self.books.reverse(entry)

        assert queries.position(self.books.fund_year) == before
