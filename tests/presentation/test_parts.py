"""What components say, which Python and not a template decides."""

from datetime import date, datetime

import pytest
from django.template import Context, Template

from panel.agencies.models import Agency
from panel.cases.stages import Stage
from panel.presentation.agency_marks import mark_of
from panel.presentation.parts import Cell, ClockCard, Row
from panel.presentation.tones import Tone


def _clock(days_left: int, **more: object) -> ClockCard:
    return ClockCard("Advice", date(2026, 11, 30), days_left, 50, (), **more)


@pytest.mark.parametrize(
    ("days_left", "state", "tone"),
    [
        (49, "49 days", Tone.GOOD),
        (7, "7 days", Tone.WARN),
        (1, "1 day", Tone.WARN),
        (0, "Today", Tone.WARN),
        (-1, "1 day late", Tone.BAD),
    ],
)
def test_a_clock_says_how_long_is_left(days_left: int, state: str, tone: Tone) -> None:
    clock = _clock(days_left)

    assert (clock.state, clock.tone) == (state, tone)


def test_a_clock_in_working_days_says_so() -> None:
    assert _clock(-4, is_working_days=True).state == "4 working days late"


def test_a_finished_clock_says_how_it_ended_and_no_longer_counts() -> None:
    missed = _clock(-9, finished="Missed, exception applies", finished_tone=Tone.WARN)

    assert (missed.state, missed.tone) == ("Missed, exception applies", Tone.WARN)


def test_an_agency_is_marked_by_its_kind_and_named() -> None:
    northmere = Agency(code="icb", kind="social_care", name="Northmere social care")

    mark = mark_of(northmere)
    assert (mark.kind, mark.name) == ("social-care", "Northmere social care")
    assert mark == mark_of(northmere)
    assert mark.shape == mark_of("social_care").shape != mark_of("health").shape
    assert mark_of("Pool").shape == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{% money 102600 %}", '<span class="app-nowrap">£1,026.00</span>'),
        ("{% difference -800 %}", '<span class="app-nowrap app-amount--under">£8.00 under</span>'),
        ("{% day on %}", '<time datetime="2026-12-01">1 December 2026</time>'),
        ("{% day on 'short' %}", '<time datetime="2026-12-01">1 Dec 2026</time>'),
        ("{% day nothing %}{% moment nothing %}", ""),
        (
            "{% moment at %}",
            '<time datetime="2026-12-01T09:30:00+00:00">1 December 2026, 9:30am</time>',
        ),
        ("{% hour at %}", '<time datetime="2026-12-01T09:30:00+00:00">9:30am</time>'),
        ("{% tag stage %}", '<strong class="app-tag app-tag--warn">Deferred</strong>'),
        ("{% tag 'New' %}", '<strong class="app-tag ">New</strong>'),
        ("{% count 2 'case' %}", "2 cases"),
        ("{{ 3500|percent }}", "35%"),
        ("{{ 'A-1'|whole }}", '<span class="app-nowrap">A-1</span>'),
        ("{{ 'A-1 again'|whole }}", "A-1 again"),
        (
            "{% columns headings rows as all %}{% for x in all %}{{ x.is_number }}{% endfor %}",
            "FalseFalseTrueTrueTrue",
        ),
        (
            "{% columns headings rows as all %}{% for x in all %}{{ x.is_prose }}{% endfor %}",
            "FalseTrueFalseFalseFalse",
        ),
        ("{% tag typed tone='bad' %}", '<strong class="app-tag app-tag--bad">&lt;b&gt;</strong>'),
    ],
)
def test_a_tag_writes(written: str, shown: str) -> None:
    values = {
        "on": date(2026, 12, 1),
        "at": datetime.fromisoformat("2026-12-01T09:30:00+00:00"),
        "stage": Stage.DEFERRED,
        "nothing": None,
        "typed": "<b>",
        "headings": ["Invoice", "Stands", "Amount", "Share", "Days"],
        "rows": [
            Row("4711", [Cell("£1 is owed"), Cell(""), Cell("None"), Cell("30", is_count=True)]),
            Row("12", [Cell("Paid to whom it was owed"), Cell("−£1.00"), Cell("25%"), Cell("")]),
        ],
    }

    assert Template("{% load presentation %}" + written).render(Context(values)).strip() == shown
