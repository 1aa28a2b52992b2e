"""The charts of an invoice, an import, a recharge and a virement."""

from panel.pooledbudget import stages
from panel.pooledbudget.models import Import, Invoice, Recharge, Virement
from panel.pooledbudget.stages import ImportStage, InvoiceStage, RechargeStage, VirementStage
from tests.charts import arrows_of, drawn_in, reached_from


def test_the_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Invoice") == arrows_of(Invoice)


def test_every_stage_can_be_reached():
    assert reached_from(InvoiceStage.RECEIVED, Invoice) == frozenset(InvoiceStage)


def test_the_import_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Import") == arrows_of(Import)
    assert reached_from(ImportStage.CHECKED, Import) == frozenset(ImportStage)


def test_the_recharge_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Recharge") == arrows_of(Recharge)
    assert reached_from(RechargeStage.ISSUED, Recharge) == frozenset(RechargeStage)


def test_the_virement_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Virement") == arrows_of(Virement)
    assert reached_from(VirementStage.PROPOSED, Virement) == frozenset(VirementStage)
