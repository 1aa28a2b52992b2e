"""How what is typed becomes a part of the document, and its faults the form's errors."""

from datetime import date

import pytest
from django.http import QueryDict

from panel.cases.document import TalePart
from panel.cases.forms.child import RecordForm
from panel.cases.forms.costs import LineForm
from panel.cases.forms.telling import StoryForm, ViewsForm


def typed(**values: str) -> QueryDict:
    """Return values as a browser sends them."""
    query = QueryDict(mutable=True)
    query.update(values)
    return query


def test_a_form_makes_its_part() -> None:
    form = StoryForm(
        typed(
            story="Told.",
            plan_requested_on_day="1",
            plan_requested_on_month="9",
            plan_requested_on_year="2026",
        )
    )

    assert form.is_valid()
    assert form.made == TalePart(story="Told.", plan_requested_on=date(2026, 9, 1))


def test_a_fault_that_only_the_document_sees_is_told_at_its_field() -> None:
    form = StoryForm(
        typed(
            plan_requested_on_day="1",
            plan_requested_on_month="1",
            plan_requested_on_year="1066",
        )
    )

    assert not form.is_valid()
    assert list(form.errors) == ["plan_requested_on"]


def test_a_pointer_to_no_field_is_told_of_the_whole_form() -> None:
    form = StoryForm()

    assert form.field_at("") is None
    assert form.field_at("/nowhere") is None
    assert form.field_at("/story/0") == "story"


def test_room_for_many_characters_is_told_beforehand() -> None:
    form = StoryForm()

    assert form["story"].help_text.endswith("Up to 20,000 characters.")
    assert ViewsForm()["child_views"].help_text == "Up to 20,000 characters."
    assert "characters" not in form["legal_basis"].help_text


def test_a_record_is_found_by_its_digits() -> None:
    form = RecordForm(
        typed(
            **{
                "known-nhs_number": "943-476-5919",
                "known-born_on_day": "1",
                "known-born_on_month": "5",
                "known-born_on_year": "2013",
            }
        )
    )

    assert form.is_valid()
    assert form.cleaned_data == {"nhs_number": "9434765919", "born_on": date(2013, 5, 1)}


@pytest.mark.parametrize("values", [{}, {"unit": "week"}])
def test_an_empty_line_is_no_fault(values: dict[str, str]) -> None:
    assert LineForm(typed(**values)).is_valid()
