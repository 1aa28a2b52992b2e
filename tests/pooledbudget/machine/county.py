"""The funds that a machine works on, opened once for all its runs."""

from dataclasses import dataclass

from panel.agencies.models import Person
from panel.pooledbudget import operations
from panel.pooledbudget.accounts import FundKind
from panel.pooledbudget.models import FundYear
from tests.pooledbudget.agreements.test_agreeing import by_rules
from tests.pooledbudget.builders import YEAR_OVER, Books, a_lead, some_books
from tests.pooledbudget.invoiced import another_manager
from tests.pooledbudget.virements.test_viring import a_chair

RESERVE_PENCE = 5_000
FLOOR_PENCE = -1_000


@dataclass(frozen=True)
class County:
    """A fund with its next year, another fund beside it, and everybody who has a say."""

    books: Books
    after: FundYear
    other: FundYear
    second: Person
    chair: Person
    leads: tuple[Person, Person]

    @property
    def years(self) -> list[FundYear]:
        """Every year in which anything may be posted."""
        return [self.books.fund_year, self.after, self.other]


def a_county(kind: FundKind) -> County:
    """Open two funds of a kind; what is left of the first goes on into its next year."""
    books = some_books(kind=kind, code="first", floor=FLOOR_PENCE)
    by_rules(books, f'underspend = "stay"\nrisk_pool_pence = {RESERVE_PENCE}')
    panel = books.fund_year.fund.panel
    return County(
        books,
        operations.open_fund_year(
            fund_id=books.fund_year.fund_id,
            year=2027,
            agency_ids=[books.education.pk, books.health.pk],
            by=books.manager,
            at=YEAR_OVER,
        ),
        some_books(kind=kind, code="other").fund_year,
        another_manager(books.fund_year),
        a_chair(books),
        (a_lead(panel, books.education), a_lead(panel, books.health)),
    )
