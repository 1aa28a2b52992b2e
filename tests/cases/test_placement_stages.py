"""The chart of placements."""

from panel.cases import placement_stages as stages
from panel.cases.models import Placement
from panel.cases.placement_stages import RUNNING, PlacementStage
from tests.charts import arrows_of, drawn_in, reached_from


def test_the_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Placement") == arrows_of(Placement)


def test_every_stage_can_be_reached_from_the_agreement():
    assert reached_from(PlacementStage.AGREED, Placement) == frozenset(PlacementStage)


def test_nothing_leaves_the_end_and_everything_else_may_end():
    sources = {arrow.source for arrow in Placement.arrows()}

    assert sources == frozenset(PlacementStage) - {PlacementStage.ENDED}
    assert {a.source for a in Placement.arrows() if a.name == "end"} == sources


def test_what_runs_has_started():
    assert {PlacementStage.STARTED, PlacementStage.SUSPENDED} == RUNNING
