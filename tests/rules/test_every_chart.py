"""From every stage of every chart: the moves that are drawn are made, every other is refused."""

import sys

import pytest
from django.apps import apps
from django.db import models
from django_fsm import Transition

from panel.cases.guarding.told_facts import Wanted
from panel.chart import Charted, MoveRefused
from tests.charts import Arrows, arrows_of, drawn_in

CHARTED = [model for model in apps.get_models() if issubclass(model, Charted)]


class AllTrueBut:
    """Facts that hold, all but the ones named."""

    wanted = Wanted("2 local options", "3 kinds of help", "a director", "0 to 25")

    def __init__(self, *untrue: str) -> None:
        self.untrue = untrue

    def __getattr__(self, fact: str) -> bool:
        return fact not in self.untrue


def drawn(charted: type[Charted]) -> Arrows:
    """Return the chart of a row as its docstring draws it."""
    chart = next(base for base in charted.__bases__ if issubclass(base, Charted))
    return drawn_in(sys.modules[chart.__module__], charted._meta.verbose_name.capitalize())


def a_row(model: type[models.Model], **given: object) -> models.Model:
    """Return a row in memory, and whatever rows it can't do without: a refusal names them."""
    pointed = {
        field.name: a_row(field.related_model)
        for field in model._meta.concrete_fields
        if field.is_relation and not field.null
    }
    return model(**pointed, **given)


STAGES = [
    pytest.param(charted, stage, label, id=f"{charted.__name__}-{stage}")
    for charted in CHARTED
    for stage, label in charted._meta.get_field("stage").choices
]
GUARDED = [
    pytest.param(charted, arrow, id=f"{charted.__name__}-{arrow.source}-{arrow.name}")
    for charted in CHARTED
    for arrow in charted.arrows()
    if arrow.custom["guards"]
]


def test_there_are_charts():
    assert len(CHARTED) > 10


@pytest.mark.parametrize("charted", CHARTED)
def test_every_chart_is_drawn_as_it_is_in_force(charted: type[Charted]):
    assert drawn(charted) == arrows_of(charted)


@pytest.mark.parametrize(("charted", "stage", "label"), STAGES)
def test_exactly_the_moves_that_are_drawn_are_made(charted: type[Charted], stage: str, label: str):
    arrows = drawn(charted)

    for name in {name for _, name in arrows}:
        row = a_row(charted, stage=stage)
        if (stage, name) in arrows:
            assert row.make(name, facts=AllTrueBut()) == (stage, arrows[stage, name])
            assert row.stage == arrows[stage, name]
        else:
            with pytest.raises(MoveRefused) as refused:
                row.make(name, facts=AllTrueBut())
            assert refused.value.reasons == [f"It is at the stage “{label}”."]
            assert row.stage == stage


@pytest.mark.parametrize(("charted", "arrow"), GUARDED)
def test_each_guard_alone_stops_its_move_and_says_why(charted: type[Charted], arrow: Transition):
    for guard in arrow.custom["guards"]:
        row, facts = a_row(charted, stage=arrow.source), AllTrueBut(guard.fact)

        with pytest.raises(MoveRefused) as refused:
            row.make(arrow.name, facts=facts)

        assert refused.value.reasons == [guard.sentence(facts)]
        assert row.stage == arrow.source


@pytest.mark.parametrize("charted", CHARTED)
def test_no_move_has_a_body(charted: type[Charted]):
    for arrow in charted.arrows():
        code = arrow.method.__code__
        assert code.co_names == (), f"{arrow.name} does something"
        assert arrow.method.__doc__, f"{arrow.name} has no sentence"
