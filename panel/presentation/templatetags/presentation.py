"""
`{% load presentation %}`: the tags and filters by which templates write values.

Each hands over to a function of `formatting`, which has the rules and their tests.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from panel.money import Pence, in_pounds
from panel.presentation import formatting, origins
from panel.presentation.agency_marks import AgencyLike, AgencyMark, mark_of
from panel.presentation.parts import Cell, Column, Option, Row
from panel.presentation.tones import Tone, of_state

register = template.Library()

LONGEST_REFERENCE = 20  # characters, as of JRAP-RN-2026-00001 and the version of a record

register.filter("pounds", in_pounds)
register.filter("headline", formatting.headline)
register.filter("percent", formatting.percent)
register.filter("listed", formatting.listed)
register.filter("file_size", formatting.file_size)
register.filter("fingerprint", formatting.fingerprint)
register.simple_tag(formatting.count, name="count")
register.simple_tag(formatting.day_range, name="day_range")
register.simple_tag(formatting.financial_year, name="financial_year")


@register.simple_tag(takes_context=True)
def origin(context: Context, address: str) -> str:
    """Write where a figure leads, with the page to lead back to: see `origins`."""
    request = getattr(context, "request", None)
    return origins.remembering(address, request) if request else address


@register.simple_tag(takes_context=True)
def way_back(context: Context) -> SafeString:
    """Write the way back to where a figure was followed from; nothing if it was none."""
    back = origins.way_back(context["request"])
    link = '<a class="govuk-back-link" href="{}">{}</a>'
    return format_html(link, back.address, back.words) if back else SafeString()


@register.simple_tag
def money(pence: Pence) -> SafeString:
    """Write an amount to the penny, never broken over two lines."""
    return format_html('<span class="app-nowrap">{}</span>', in_pounds(pence))


@register.simple_tag
def difference(pence: Pence, over: str = "over", under: str = "under") -> SafeString:
    """Write an amount over or under, in words, figures and colour."""
    side = "over" if pence > 0 else "under"
    words = formatting.against(pence, over, under)
    return format_html('<span class="app-nowrap app-amount--{}">{}</span>', side, words)


@register.simple_tag
def day(on: date | None, length: str = "") -> SafeString:
    """Write a date, `length` being "short", "long" or nothing; no date writes nothing."""
    if on is None:
        return SafeString()
    write = {"short": formatting.short_day, "long": formatting.long_day}.get(
        length, formatting.day
    )
    return _time(on, write(on))


@register.simple_tag
def moment(at: datetime | None) -> SafeString:
    """Write a date and time of day; no moment writes nothing."""
    return SafeString() if at is None else _time(at, formatting.moment(at))


@register.simple_tag
def hour(at: datetime) -> SafeString:
    """Write a time of day."""
    return _time(at, formatting.hour(at))


@register.inclusion_tag("components/agency.html")
def agency(of: AgencyLike | str) -> dict[str, AgencyMark]:
    """Draw the mark of an agency with its name; `of` may be its kind or code."""
    return {"mark": mark_of(of)}


@register.inclusion_tag("components/tag.html")
def tag(state: Any, words: str = "", tone: str = "") -> dict[str, str]:
    """
    Draw a state as a tag.

    `state`: a member of a chart or of any TextChoices, which brings its own words and tone; or
    text, which is its own words and is plain unless `tone` says otherwise.
    """
    label = words or str(getattr(state, "label", state))
    return {"words": label, "tone": tone or of_state(state)}


@register.inclusion_tag("components/check.html")
def check(*, passes: bool | None, words: str, detail: str = "") -> dict[str, Any]:
    """Draw a tick, a cross or (None) a ring, with words that say the same to the ear."""
    said = {True: "Yes", False: "No", None: "Not yet"}[passes]
    mark = {True: "pass", False: "fail", None: "wait"}[passes]
    return {"said": said, "mark": mark, "words": words, "detail": detail}


@register.filter
def whole(words: str) -> SafeString | str:
    """Keep one short word, such as a reference, from being broken at its hyphens."""
    is_broken = "-" in words and " " not in words and len(words) <= LONGEST_REFERENCE
    return format_html('<span class="app-nowrap">{}</span>', words) if is_broken else words


@register.filter
def beside(cells: Sequence[Cell], options: Sequence[Option]) -> list[tuple[bool, Cell]]:
    """Pair each cell of a comparison with whether its column is the recommended one."""
    return [(option.is_recommended, cell) for option, cell in zip(options, cells, strict=True)]


@register.filter
def under(cells: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Column, Cell]]:
    """Pair each cell with its column; the first column is that of row headings."""
    return list(zip(columns[1:], cells, strict=True))


@register.simple_tag
def columns(headings: Sequence[str], rows: Sequence[Row]) -> list[Column]:
    """Return the columns of a table: of numbers or prose, where one of its cells is."""
    placed = [(place, cell) for row in rows for place, cell in enumerate(row.cells, start=1)]
    numbers = {place for place, cell in placed if cell.is_number}
    prose = {place for place, cell in placed if cell.is_prose}
    return [
        Column(heading, is_number=place in numbers, is_prose=place in prose)
        for place, heading in enumerate(headings)
    ]


@register.filter
def tone_class(tone: Tone | str, block: str) -> str:
    """Return a component's class for a tone: `app-tile--warn`; plain has none."""
    return "" if tone in {"", Tone.PLAIN} else f"{block}--{tone}"


def _time(value: date, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)
