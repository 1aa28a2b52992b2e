"""What may be sent about reports over JSON. Agencies and funds are named by their code."""

from typing import Annotated

from pydantic import Field

from panel.parsing import Part
from panel.pooledbudget.document import Code
from panel.reports.kinds import Kind

MOST_WORDS = 10_000  # characters of commentary


class WhichReportPart(Part):
    """A report of a fund year. `quarter`: 1 is April to June; 0 is the whole year."""

    fund: Code
    year: Annotated[int, Field(ge=2000, le=2100)]
    kind: Kind
    quarter: Annotated[int, Field(ge=0, le=4)] = 0


class SignOffPart(WhichReportPart):
    """A report to be signed off. `commentary`: why figures vary, and what the risks are."""

    commentary: Annotated[str, Field(max_length=MOST_WORDS)] = ""


class ReceiptPart(Part):
    """The partner that has received a report."""

    agency: Code
