"""The charts of share approvals, disputes, challenges and of the making of a record."""

from panel.decisions import stages
from panel.decisions.models import Challenge, Dispute, Rendering, ShareApproval
from panel.decisions.stages import (
    ApprovalStage,
    ChallengeStage,
    DisputeStage,
    RenderingStage,
)
from tests.charts import arrows_of, drawn_in, reached_from


def test_the_approval_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Share approval") == arrows_of(ShareApproval)


def test_the_dispute_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Dispute") == arrows_of(Dispute)


def test_the_challenge_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Challenge") == arrows_of(Challenge)


def test_the_rendering_chart_drawn_in_the_docstring_is_the_chart_in_force():
    assert drawn_in(stages, "Rendering") == arrows_of(Rendering)


def test_every_stage_can_be_reached():
    assert reached_from(ApprovalStage.WAITING, ShareApproval) == frozenset(ApprovalStage)
    assert reached_from(DisputeStage.OPEN, Dispute) == frozenset(DisputeStage)
    assert reached_from(ChallengeStage.OPEN, Challenge) == frozenset(ChallengeStage)
    assert reached_from(RenderingStage.OWED, Rendering) == frozenset(RenderingStage)
