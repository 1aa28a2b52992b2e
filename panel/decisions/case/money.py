"""What the fund has left for a case, before and after it: for those who may read the fund."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from panel.agencies.access import Access, Permission
from panel.cases import queries as requests
from panel.cases.costs import costing, option_costs
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.stages import OPEN, Stage
from panel.decisions.forecasting.outlook import Outlook, outlook
from panel.decisions.placements import closed_books, plans
from panel.money import Pence, in_pounds
from panel.pooledbudget import holdings
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.queries import FundPosition
from panel.presentation import formatting
from panel.presentation.parts import Cell, Row

NONE = Cell("–")


@dataclass(frozen=True)
class Pot:
    """One pot of money, and what a case would take from it."""

    left_pence: Pence  # that may still be promised
    set_aside_pence: Pence  # for this case already, beside what is left
    given_back_pence: Pence  # by the placement that it changes, once it is agreed
    others_pence: Pence  # reserved for other cases
    asked_pence: Pence

    @property
    def after_pence(self) -> Pence:
        """What is left once the case is paid for; below zero when it is short."""
        there = self.left_pence + self.set_aside_pence + self.given_back_pence
        return Pence(there - self.asked_pence)

    @property
    def beside(self) -> str:
        """Say what there is beside what is left."""
        aside, back = in_pounds(self.set_aside_pence), in_pounds(self.given_back_pence)
        return formatting.listed(
            [
                *([f"{aside} that it holds already"] if self.set_aside_pence else []),
                *(
                    [f"{back} that the placement it changes gives back"]
                    if self.given_back_pence
                    else []
                ),
            ]
        )


@dataclass(frozen=True)
class CaseMoney:
    """The section “Money before and after” of a case page."""

    option: str  # its letter
    year: str
    one_pot: str  # a sentence, where the fund keeps no pot for each agency
    headings: Sequence[str]
    rows: Sequence[Row]
    total: Row
    closed: str  # a sentence, where the books are closed and no figure means anything
    short: str  # a sentence; empty while there is enough
    outlook: Outlook | None


def case_money(placement_request: PlacementRequest, access: Access) -> CaseMoney | None:
    """Return the money of the recommended option; None where it isn't asked or may not be read."""
    if Stage(placement_request.stage) not in OPEN:
        return None
    if not access.may(Permission.FUND_READ, panel_id=placement_request.panel_id):
        return None
    option = requests.recommended(placement_request)
    cost = option_costs.first_year(option) if option else None
    if option is None or cost is None:
        return None
    year = funds.year_of(panel_id=placement_request.panel_id, day=cost.period.first)
    return _of(placement_request, option, cost, year) if year else None


def _of(
    placement_request: PlacementRequest,
    option: PlacementOption,
    cost: costing.Costing,
    year: FundYear,
) -> CaseMoney:
    reference = placement_request.reference
    held = holdings.held(year, reference)
    agencies = list(placement_request.panel.agencies.all())
    shares = cost.period_by_agency()
    is_one = FundKind(year.fund.kind).is_one_pot
    back = plans.given_back(placement_request, option, year)
    asked = {agency.pk: shares.get(agency.code, 0) for agency in agencies}
    aside = plans.set_aside(placement_request, year, held)
    found = _Found(funds.headrooms(year), funds.position(year), held, aside, back)
    pots = {} if is_one else {pk: found.pot(pence, pk) for pk, pence in asked.items()}
    whole = found.pot(cost.period_pence)
    return CaseMoney(
        option=option.letter,
        year=year.span,
        one_pot="The fund is one pot: what is left is not divided by agency." if is_one else "",
        headings=(
            "Agency",
            "Left to promise now",
            f"Option {option.letter}, this year",
            "Left after",
            "Reserved for other cases",
        ),
        rows=[
            _row(agency.name, pots.get(agency.pk), shares.get(agency.code), agency.code)
            for agency in agencies
        ],
        total=_row(str(year.fund), whole, whole.asked_pence),
        closed=closed_books.why(year) if year.closed_at else "",
        short=_short([whole, *pots.values()]),
        outlook=outlook(year, reference),
    )


@dataclass(frozen=True)
class _Found:
    """What is read of a year for a case."""

    left: Mapping[int | None, Pence]  # of each pot, by the id of its agency
    position: FundPosition
    held: Mapping[holdings.Holding, int]
    aside: Counter[int]
    back: Counter[int]

    def pot(self, asked: int, agency_id: int | None = None) -> Pot:
        """Return an agency's own pot; None: the one pot, or all of them together."""
        figures = self.position.agencies.get(agency_id) if agency_id else self.position
        own = sum(
            pence
            for (kind, of), pence in self.held.items()
            if kind is AccountKind.RESERVED and agency_id in (None, of)
        )
        return Pot(
            left_pence=_of_pot(self.left, agency_id),
            set_aside_pence=_of_pot(self.aside, agency_id),
            given_back_pence=_of_pot(self.back, agency_id),
            others_pence=Pence((figures.reserved_pence if figures else 0) - own),
            asked_pence=Pence(asked),
        )


def _of_pot(pots: Mapping[int, int] | Mapping[int | None, Pence], agency_id: int | None) -> Pence:
    return Pence(sum(pots.values()) if agency_id is None else pots.get(agency_id, 0))


def _row(heading: str, pot: Pot | None, asked: int | None, agency: str = "") -> Row:
    this = NONE if asked is None else Cell(in_pounds(Pence(asked)))
    if pot is None:
        return Row(heading, (NONE, this, NONE, NONE), agency=agency)
    after = Cell(in_pounds(pot.after_pence), tone="over" if pot.after_pence < 0 else "under")
    return Row(
        heading,
        (
            Cell(
                in_pounds(pot.left_pence),
                note=f"and {pot.beside}" if pot.beside else "",
            ),
            this,
            after,
            Cell(in_pounds(pot.others_pence)),
        ),
        agency=agency,
    )


def _short(pots: Sequence[Pot]) -> str:
    worst = min(pots, key=lambda pot: pot.after_pence)
    if worst.after_pence >= 0:
        return ""
    missing = in_pounds(Pence(-worst.after_pence))
    return f"{missing} short. It needs a funding source decision; the need stands."
