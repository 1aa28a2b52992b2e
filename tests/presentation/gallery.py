"""Every component and every kind of field on one page each, with values that look like life."""

from datetime import UTC, date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from panel.cases.stages import Stage
from panel.money import Pence, in_pounds
from panel.presentation.fields import DayField, PanelForm, PoundsField
from panel.presentation.masthead import Masthead
from panel.presentation.parts import (
    Cell,
    Check,
    ClockCard,
    Fact,
    Happening,
    Link,
    Option,
    Pages,
    Row,
    Step,
    Tile,
)
from panel.presentation.tones import Tone

PLACES = (
    Link("Your work", "/", is_current=True, waiting=3),
    *(Link(words, f"/{words.lower()}/") for words in ("Cases", "Meetings", "Fund", "Decisions")),
)
MASTHEAD = Masthead("Priya Raman", "Agency lead", "Northmere panel", PLACES, may_find=True)


class EveryField(PanelForm):
    """One of each kind."""

    initials = forms.CharField(label="Initials", help_text="As the school writes them.")
    story = forms.CharField(label="Story", widget=forms.Textarea({"rows": 4}), required=False)
    stage = forms.ChoiceField(label="Stage", choices=Stage.choices)
    suits = forms.ChoiceField(
        label="Is option B suitable?",
        help_text="Judge suitability before cost.",
        choices=[("yes", "Yes"), ("with", "Yes, with conditions"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Needs",
        choices=[("autism", "Autism"), ("physical", "Physical")],
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DayField(label="Start date", help_text="For example, 4 1 2027.")
    weekly = PoundsField(label="Cost a week")
    paper = forms.FileField(label="Choose a paper", help_text="A PDF of up to 20 MB.")
    agreed = forms.BooleanField(label="I have read the decision and have no interest in this case")


class Filters(PanelForm):
    """As over a register."""

    q = forms.CharField(label="Case or provider", required=False)
    outcome = forms.ChoiceField(label="Outcome", choices=[("", "All outcomes")], required=False)


def _clock(name: str, days: int, elapsed: int, **more: object) -> ClockCard:
    reasons = ("Request received 24 August 2026.", "24 August + 140 days = 11 January 2027.")
    return ClockCard(name, date(2027, 1, 11), days, elapsed, reasons, **more)


def _money(heading: str, agency: str, *pence: int) -> Row:
    return Row(heading, [Cell(in_pounds(Pence(amount))) for amount in pence], agency)


def parts() -> dict[str, object]:
    """Everything that a case page shows."""
    at = datetime(2026, 11, 20, 15, 12, tzinfo=UTC)
    steps = (
        Step("Referred", "24 Aug", is_done=True),
        Step("Checked", "9 Sep", is_done=True),
        Step("Advice", "18 Nov", is_done=True),
        Step("Ready for panel", "20 Nov", is_now=True),
        Step("Panel decides", "1 Dec"),
        Step("Agencies approve", "by 8 Dec"),
        Step("Record issued", "by 8 Dec"),
        Step("In place, reviewed", "from 4 Jan"),
    )
    return {
        "masthead": MASTHEAD,
        "identity": {
            "reference": "JRAP-2026-00147",
            "kind": "New placement request",
            "heading": "Q.Z., age 13",
            "state": Stage.READY,
            "facts": [Fact("Year", "9"), Fact("Main need", "Autism"), Fact("Looked after", "No")],
            "actions": [Link("Add a note or paper", "#add"), Link("Case pack (PDF)", "#pack")],
        },
        "sections": [
            Link("Summary", "#summary", is_current=True),
            *(Link(words, f"#{words.lower()}") for words in ("Options", "Money", "Timeline")),
        ],
        "tiles": [
            Tile("Waiting for your approval", "3 cases", "£84,060.28 this year", Tone.INFO),
            Tile("Health money left", "£41,600.00", "of £1,638,000.00", Tone.WARN),
            Tile("Late advice", "2 requests", "oldest is 4 working days late", Tone.BAD),
            Tile("Next panel", "1 December", "6 cases"),
        ],
        "steps": steps,
        "clocks": [
            _clock("EHC plan, 20 weeks", 49, 65),
            _clock("Continuing care decision", 7, 83),
            _clock("Health advice", -1, 100, is_working_days=True),
            _clock("Papers to members", 0, 100, finished="Met on 24 November 2026"),
        ],
        "options": [
            Option("A. Local special school with package at home"),
            Option("B. Alder Vale School, 52 weeks", is_recommended=True),
            Option("C. Fenwick Lodge, 52 weeks"),
        ],
        "option_rows": [
            Row("Meets needs", [Cell("No"), Cell("Yes: all 9 outcomes"), Cell("Partly")]),
            Row("Cost a week", [Cell("£2,140.00"), Cell("£4,986.00"), Cell("£4,310.00")]),
            Row("", [Cell("£460.00", "21.49%"), Cell("£1,246.50", "25%"), Cell("£0")], "health"),
        ],
        "money_headings": ["Agency", "Left to promise now", "Option B this year", "Left after"],
        "money_rows": [
            _money("", "education", 4_200_000, 2_168_910, 2_031_090),
            _money("", "health", 4_160_000, 1_549_222, 2_610_778),
            _money("", "social_care", 2_740_000, 2_478_754, -261_246),
        ],
        "money_total": _money("Pool", "", 11_100_000, 6_196_886, 4_903_114),
        "work_headings": ["Case", "Needed from", "Due"],
        "work_rows": [
            Row(
                "Q.N., age 8",
                [Cell("Community nursing", "Lena Brandt"), Cell("4 working days late", "", "bad")],
                address="#case",
            ),
        ],
        "checks": [
            Check("Inside your limit", True, "£1,026.00 of £3,000.00 a week"),
            Check("Letter sent in time", False, "1 working day late"),
            Check("Social care has approved", None),
        ],
        "happenings": [Happening("Listed for meeting 14", "Helen Okafor, coordinator", at)],
        "figures": [Fact("Paid", "£878,000.00"), Fact("Left", "£41,600.00", is_total=True)],
        "amounts": [
            Tile("A week", "£1,026.00", "of £3,420.00"),
            Tile("First year, to 31 March 2027", "£16,855.71", "115 days"),
            Tile("Full year", "£53,498.57", "of £178,328.57"),
        ],
        "facts": [
            Fact("Child's words", "Somewhere quiet.\nMy dog.", Link("Change", "#words")),
            Fact("School", "Harrow Lane"),
        ],
        "pages": Pages(next="?page=2", previous="?page=1", words="Records 26 to 50 of 212"),
        "link": Link("Ask the chair for an earlier decision", "#ask"),
    }


def components(request: HttpRequest) -> HttpResponse:
    """Show the components."""
    filters = Filters(request.GET)
    return render(request, "gallery/components.html", {**parts(), "form": filters})


def fields(request: HttpRequest) -> HttpResponse:
    """Show a form: empty, or with everything wrong."""
    form = EveryField({"starts_on_day": "31"} if "wrong" in request.GET else None)
    return render(request, "gallery/fields.html", {"form": form, "masthead": MASTHEAD})


urlpatterns = [
    path("gallery/components/", components),
    path("gallery/fields/", fields),
    path("", include("panel.urls")),
]
