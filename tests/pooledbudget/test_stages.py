"""The chart of a provider's invoice."""

from panel.pooledbudget import stages
from panel.pooledbudget.invoices import Invoice
from panel.pooledbudget.stages import InvoiceStage
from tests.charts import arrows_of, drawn_in, reached_from


def test_the_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Invoice") == arrows_of(Invoice)


def test_every_stage_can_be_reached():
    assert reached_from(InvoiceStage.RECEIVED, Invoice) == frozenset(InvoiceStage)
