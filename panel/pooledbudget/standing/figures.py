"""A year's figures, agency by agency, each with the way to the entries that make it up."""

from collections.abc import Iterable, Mapping

from panel.agencies.models import Agency
from panel.money import in_pounds
from panel.pooledbudget.accounts import CHART, AccountKind, FundKind
from panel.pooledbudget.books import holders
from panel.pooledbudget.extracts.extract import Extract
from panel.pooledbudget.models import FundYear
from panel.pooledbudget.queries import AccountOf, FundPosition
from panel.presentation.parts import Cell, Row

COLUMNS = (
    AccountKind.CONTRIBUTION,
    AccountKind.RESERVED,
    AccountKind.COMMITTED,
    AccountKind.ACCRUED,
    AccountKind.INVOICED,
    AccountKind.SPENT,
    AccountKind.RECOVERABLE,
    AccountKind.RISK_RESERVE,
    AccountKind.UNCOMMITTED,
)
HEADINGS = ("Agency", *(CHART[kind].name for kind in COLUMNS))
Entries = Mapping[AccountOf, str]  # where those of each figure are listed


def entries(moved: Iterable[AccountOf], fund_year: FundYear) -> Entries:
    """Return where the entries are listed of all that was moved."""
    return {
        (kind, agency_id): Extract(
            year=fund_year.pk, kind=AccountKind(kind), agency=agency_id
        ).address
        for kind, agency_id in moved
    }


def lines(
    position: FundPosition,
    agencies: Mapping[int, Agency],
    fund_year: FundYear,
    listed: Entries,
) -> list[Row]:
    """Return each agency's figures, each with the way to its entries. `agencies`: by id."""
    ordered = sorted(agencies.values(), key=lambda agency: agency.code)
    return [
        Row(agency.name, _figures(position, fund_year, listed, agency), agency.code)
        for agency in ordered
    ]


def whole(position: FundPosition, fund_year: FundYear, listed: Entries) -> Row:
    """Return the fund's own figures."""
    return Row("Whole fund", _figures(position, fund_year, listed, None))


def _figures(
    position: FundPosition, fund_year: FundYear, listed: Entries, agency: Agency | None
) -> tuple[Cell, ...]:
    figures = position.agencies[agency.pk] if agency else position
    whose = agency.name if agency else "whole fund"
    return tuple(
        Cell("In common")
        if agency is not None and _is_common(kind, fund_year)
        else Cell(
            in_pounds(getattr(figures, f"{kind}_pence")),
            address=listed.get((kind, agency.pk if agency else None), ""),
            of=f"{CHART[kind].name}, {whose}: entries",
        )
        for kind in COLUMNS
    )


def _is_common(kind: AccountKind, fund_year: FundYear) -> bool:
    return holders(FundKind(fund_year.fund.kind), kind, []) == [None]
