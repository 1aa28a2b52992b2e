"""What every chart is made of."""

import pytest

from panel.cases.guarding.guards import COMPLETE
from panel.cases.guarding.told_facts import Wanted
from panel.cases.models import PlacementRequest
from panel.cases.stages import Stage
from panel.chart import MoveRefused


class NothingTrue:
    wanted = Wanted("2 local options", "3 kinds of help", "a director", "0 to 25")
    change_faults = "It changes nothing."

    def __getattr__(self, fact: str) -> bool:
        return False


class EverythingTrue:
    def __getattr__(self, fact: str) -> bool:
        return True


class TestMake:
    def test_says_where_the_move_led_from_and_to(self):
        request = PlacementRequest()

        assert request.make("submit", facts=EverythingTrue()) == ("draft", "submitted")
        assert request.stage == Stage.SUBMITTED

    def test_names_every_unmet_guard_at_once(self):
        with pytest.raises(MoveRefused) as refused:
            PlacementRequest().make("submit", facts=NothingTrue())

        assert refused.value.reasons == [guard.sentence(NothingTrue()) for guard in COMPLETE]
        assert "Compare 2 local options at least." in refused.value.reasons
        assert all(reason.endswith(".") for reason in refused.value.reasons)

    def test_refuses_a_move_that_isn_t_drawn_from_here_and_says_where_it_is(self):
        with pytest.raises(MoveRefused) as refused:
            PlacementRequest(reference="JRAP-2026-00001").make("agree")

        assert refused.value.reasons == ["It is at the stage “Draft”."]
        assert str(refused.value).startswith("JRAP-2026-00001 can't agree.")

    def test_leaves_the_stage_when_it_refuses(self):
        request = PlacementRequest()
        with pytest.raises(MoveRefused):
            request.make("submit", facts=NothingTrue())

        assert request.stage == Stage.DRAFT

    def test_a_guard_met_without_facts_is_a_bug_and_bursts(self):
        with pytest.raises(AttributeError):
            PlacementRequest().make("submit")
