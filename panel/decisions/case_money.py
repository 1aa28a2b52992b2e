"""What the fund has left for a case, before and after it: for those who may read the fund."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from panel.agencies.access import Access, Permission
from panel.cases import costing
from panel.cases import queries as requests
from panel.cases.models import PlacementOption, PlacementRequest
from panel.cases.stages import OPEN, Stage
from panel.decisions.outlook import Outlook, outlook
from panel.money import Pence, in_pounds
from panel.pooledbudget import queries as funds
from panel.pooledbudget.accounts import AccountKind, FundKind
from panel.pooledbudget.models import FundYear
from panel.presentation.parts import Cell, Row

NONE = Cell("–")


@dataclass(frozen=True)
class Pot:
    """One pot of money, and what a case would take from it."""

    left_pence: Pence  # that may still be promised
    set_aside_pence: Pence  # for this case already, beside what is left
    others_pence: Pence  # set aside for other cases
    asked_pence: Pence

    @property
    def after_pence(self) -> Pence:
        """What is left once the case is paid for; below zero when it is short."""
        return Pence(self.left_pence + self.set_aside_pence - self.asked_pence)


@dataclass(frozen=True)
class CaseMoney:
    """The section “Money before and after” of a case page."""

    option: str  # its letter
    year: str
    one_pot: str  # a sentence, where the fund keeps no pot for each agency
    headings: Sequence[str]
    rows: Sequence[Row]
    total: Row
    short: str  # a sentence; empty while there is enough
    outlook: Outlook | None


def case_money(placement_request: PlacementRequest, access: Access) -> CaseMoney | None:
    """Return the money of the recommended option; None where it isn't asked or may not be read."""
    if Stage(placement_request.stage) not in OPEN:
        return None
    if not access.may(Permission.FUND_READ, panel_id=placement_request.panel_id):
        return None
    option = requests.recommended(placement_request)
    cost = requests.first_year(option) if option else None
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
    held = funds.held(year, placement_request.reference)
    agencies = list(placement_request.panel.agencies.all())
    shares = cost.period_by_agency()
    is_one = FundKind(year.fund.kind).is_one_pot
    pots = {} if is_one else _pots(year, {a.pk: shares.get(a.code, 0) for a in agencies}, held)
    whole = _whole(year, cost.period_pence, held)
    return CaseMoney(
        option=option.letter,
        year=year.span,
        one_pot="The fund is one pot: what is left is not divided by agency." if is_one else "",
        headings=(
            "Agency",
            "Left to commit now",
            f"Option {option.letter}, this year",
            "Left after",
            "Set aside for other cases",
        ),
        rows=[
            _row(agency.name, pots.get(agency.pk), shares.get(agency.code), agency.code)
            for agency in agencies
        ],
        total=_row(str(year.fund), whole, whole.asked_pence),
        short=_short([whole, *pots.values()]),
        outlook=outlook(year, placement_request.reference),
    )


def _whole(year: FundYear, asked: Pence, held: Mapping[tuple[AccountKind, int], Pence]) -> Pot:
    aside = sum(pence for (kind, _), pence in held.items() if kind is AccountKind.RESERVED)
    reserved = funds.position(year).reserved_pence
    return Pot(funds.headroom(year), Pence(aside), Pence(reserved - aside), asked)


def _pots(
    year: FundYear, asked: Mapping[int, int], held: Mapping[tuple[AccountKind, int], Pence]
) -> dict[int, Pot]:
    figures = funds.position(year).agencies
    pots = {}
    for agency_id, pence in asked.items():
        aside = held.get((AccountKind.RESERVED, agency_id), Pence(0))
        reserved = figures[agency_id].reserved_pence if agency_id in figures else 0
        pots[agency_id] = Pot(
            funds.headroom(year, agency_id), aside, Pence(reserved - aside), Pence(pence)
        )
    return pots


def _row(heading: str, pot: Pot | None, asked: int | None, agency: str = "") -> Row:
    this = NONE if asked is None else Cell(in_pounds(Pence(asked)))
    if pot is None:
        return Row(heading, (NONE, this, NONE, NONE), agency=agency)
    aside = in_pounds(pot.set_aside_pence)
    after = Cell(in_pounds(pot.after_pence), tone="over" if pot.after_pence < 0 else "under")
    return Row(
        heading,
        (
            Cell(
                in_pounds(pot.left_pence),
                note=f"and {aside} set aside for it" if pot.set_aside_pence else "",
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
