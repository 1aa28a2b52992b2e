"""The life of a case's money, step by step, for those who may read the fund."""

from collections.abc import Sequence
from dataclasses import dataclass

from panel.agencies.access import Access, Permission
from panel.cases.models import PlacementRequest
from panel.decisions.placements import commitment
from panel.decisions.placements.commitment import Commitment, Step
from panel.money import Pence, in_pounds
from panel.pooledbudget.extracts.extract import Extract
from panel.presentation.parts import Cell, Row


@dataclass(frozen=True)
class CommitmentTable:
    """One year's table of the section “Commitment” of a case page."""

    year: str
    headings: Sequence[str]
    lines: Sequence[Row]


def case_commitment(placement_request: PlacementRequest, access: Access) -> list[CommitmentTable]:
    """Return a table for each year that holds its money; none for who may not read the fund."""
    if not access.may(Permission.FUND_READ, panel_id=placement_request.panel_id):
        return []
    commitments = commitment.of(placement_request)
    if not commitments:
        return []
    names = dict(placement_request.panel.agencies.values_list("pk", "name"))
    return [
        CommitmentTable(
            year=found.fund_year.span,
            headings=("Step", *names.values(), "Together"),
            lines=[
                _line(step, found, placement_request.reference, [*names]) for step in found.steps
            ],
        )
        for found in commitments
    ]


def _line(step: Step, found: Commitment, about: str, agency_ids: Sequence[int]) -> Row:
    shares = [
        _figure(step.shares.get(agency_id, 0), step, found, about, agency_id)
        for agency_id in agency_ids
    ]
    together = _figure(step.total_pence, step, found, about, None)
    return Row(step.name, (*shares, together))


def _figure(pence: int, step: Step, found: Commitment, about: str, agency_id: int | None) -> Cell:
    """Return one figure, with the way to its entries where the ledger has any."""
    words, year = in_pounds(Pence(pence)), found.fund_year.pk
    if not pence or step.kind is None:
        return Cell(words)
    extract = Extract(year=year, kind=step.kind, agency=agency_id, about=about)
    return Cell(words, address=extract.address, of=f"{step.name}, {about}")
