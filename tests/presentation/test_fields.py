"""What people type, read as values or refused in words."""

from datetime import date

import pytest
from django import forms

from panel.money import Pence
from panel.presentation.fields import DayField, PanelForm, PoundsField


class Placement(PanelForm):
    """A form with both fields."""

    starts_on = DayField(label="Start date")
    weekly = PoundsField(label="Cost a week", required=False)


def _typed(day: str = "4", month: str = "1", year: str = "2027", weekly: str = "") -> Placement:
    return Placement(
        {
            "starts_on_day": day,
            "starts_on_month": month,
            "starts_on_year": year,
            "weekly": weekly,
        }
    )


def test_three_boxes_make_a_date() -> None:
    form = _typed()

    assert form.is_valid()
    assert form.cleaned_data["starts_on"] == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("boxes", "refusal"),
    [
        (("", "", ""), "“Start date” needs an answer"),
        (("4", "", ""), "The date must include a month and a year"),
        (("4", "1", "27"), "The year must have 4 numbers, like 2026"),
        (("31", "2", "2027"), "Enter a real date, like 31 3 2026"),
        (("x", "2", "2027"), "Enter a real date, like 31 3 2026"),
        (("9" * 5_000, "2", "2027"), "Enter a real date, like 31 3 2026"),
        (("31", "12", "9999"), "The year must be from 1950 to 2150"),
        (("1", "1", "0001"), "The year must be from 1950 to 2150"),
    ],
)
def test_a_date_that_is_none_is_refused(boxes: tuple[str, str, str], refusal: str) -> None:
    assert _typed(*boxes).errors["starts_on"] == [refusal]


def test_an_optional_date_may_be_empty() -> None:
    assert DayField(required=False).clean(["", "", ""]) is None


def test_pounds_are_read_as_pence() -> None:
    assert _typed(weekly="1,026.50").is_valid()
    assert PoundsField().clean("£1,026.50") == 102_650
    assert PoundsField(required=False).clean("") is None
    assert PoundsField().clean(5) == 5


def test_what_is_no_amount_is_refused_and_kept() -> None:
    form = _typed(weekly="1.026,50")

    assert "1.026,50" in form.errors["weekly"][0]
    assert 'value="1.026,50"' in str(form["weekly"])


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("-5", "Enter the amount without a minus"),
        ("10,000,000,000.01", "The amount must be £10,000,000,000.00 or less"),
        ("9" * 5_000, "Enter an amount in pounds and pence, like 1,026.50"),
    ],
)
def test_an_amount_that_nobody_means_is_refused(typed: str, refusal: str) -> None:
    assert _typed(weekly=typed).errors["weekly"] == [refusal]


def test_the_largest_amount_is_taken() -> None:
    assert PoundsField().clean("10,000,000,000.00") == 1_000_000_000_000
    assert PoundsField(most=Pence(5)).clean("0.05") == 5


class Remark(PanelForm):
    """A form with a text."""

    remark = forms.CharField()


@pytest.mark.parametrize("character", ["\x01", "\x0b", "\x1b", "\x7f", "\x85"])
def test_a_character_that_cannot_be_seen_is_refused_by_its_number(character: str) -> None:
    number = f"U+{ord(character):04X}"
    sentence = f"“Remark” holds a character that can’t be seen, {number}"

    assert Remark({"remark": f"a{character}b"}).errors["remark"] == [sentence]


def test_every_other_character_is_kept() -> None:
    form = Remark({"remark": "قصة 🧸\u202e\r\n\té"})

    assert form.is_valid()
    assert form.cleaned_data["remark"] == "قصة 🧸\u202e\r\n\té"


def test_values_held_are_shown_as_people_write_them() -> None:
    form = Placement(initial={"starts_on": date(2027, 1, 4), "weekly": 102_650})

    assert 'value="1,026.50"' in str(form["weekly"])
    assert 'value="2027"' in str(form["starts_on"])


def test_a_hidden_field_keeps_its_own_markup() -> None:
    class Hidden(PanelForm):
        row_version = forms.IntegerField(widget=forms.HiddenInput)

    assert "class" not in str(Hidden()["row_version"])
    assert 'type="hidden"' in str(Hidden())


class Journey(PanelForm):
    """A form with a short text and a small number."""

    route = forms.CharField(label="Route", max_length=200)
    seats = forms.IntegerField(label="Seats (50% off)", min_value=1, max_value=60)


def test_a_text_that_is_too_long_is_told_how_long_it_may_be_and_is() -> None:
    form = Journey({"route": "x" * 1_000_000, "seats": "2"})

    refusal = "“Route” must be 200 characters or fewer; you wrote 1,000,000"
    assert form.errors == {"route": [refusal]}


def test_what_can_t_be_chosen_or_stored_is_told_in_our_words_not_django_s() -> None:
    class Trip(PanelForm):
        by = forms.ChoiceField(label="By (50%)", choices=[("bus", "Bus")])
        days = forms.MultipleChoiceField(label="Days", choices=[("monday", "Monday")])
        where = forms.CharField(label="Where to")
        why = forms.ChoiceField(choices=[], error_messages={"invalid_choice": "Say why"})

    form = Trip({"by": "<boat>", "days": ["never"], "where": "a\0b", "why": "never"})

    assert form.errors == {
        "by": ["“By (50%)” takes only what can be chosen there"],
        "days": ["“Days” takes only what can be chosen there"],
        "where": ["“Where to” holds a character that can’t be seen, U+0000"],
        "why": ["Say why"],
    }


@pytest.mark.parametrize(("typed", "refusal"), [("0", "1 or more"), ("61", "60 or less")])
def test_a_number_out_of_its_bounds_is_told_them(typed: str, refusal: str) -> None:
    form = Journey({"route": "By bus", "seats": typed})

    assert form.errors == {"seats": [f"“Seats (50% off)” must be {refusal}"]}
