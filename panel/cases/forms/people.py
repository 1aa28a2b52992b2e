"""The people around a child: who is responsible for them, and who works with them."""

from django import forms

from panel.cases.document import ContactPart, ContactsPart, PractitionerPart, PractitionersPart
from panel.cases.forms.rows import ListForm, PartRows, RowForm
from panel.cases.vocabulary.telling import Relation

PHONE = {"class": "govuk-input--width-20", "inputmode": "tel", "autocomplete": "off"}


class ContactForm(RowForm):
    """A parent or carer."""

    kind = ContactPart
    needed = {"name": "Enter the name", "relation": "Choose who they are to the child"}

    name = forms.CharField(label="Name", required=False)
    relation = forms.ChoiceField(
        label="Who they are", choices=[("", "Choose"), *Relation.choices], required=False
    )
    is_responsible = forms.BooleanField(label="Holds parental responsibility", required=False)
    address = forms.CharField(label="Street address", required=False)
    city = forms.CharField(label="Town or city", required=False)
    postcode = forms.CharField(
        label="Postcode",
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    phone = forms.CharField(label="Telephone", required=False, widget=forms.TextInput(PHONE))


class PeopleRows(PartRows):
    """One person after another."""

    row_name = "Person"


class ContactsForm(ListForm):
    """Parents and carers."""

    kind = ContactsPart
    listed = "contacts"
    row = ContactForm
    rows_kind = PeopleRows


class PractitionerForm(RowForm):
    """Somebody who works with the child."""

    kind = PractitionerPart
    needed = {"role": "Enter what they do", "agency": "Enter whom they work for"}

    name = forms.CharField(label="Name", required=False)
    role = forms.CharField(label="What they do", required=False)
    agency = forms.CharField(label="Whom they work for", required=False)
    phone = forms.CharField(label="Telephone", required=False, widget=forms.TextInput(PHONE))
    is_lead = forms.BooleanField(label="Key worker or lead practitioner", required=False)


class PractitionersForm(ListForm):
    """Everybody who works with the child."""

    kind = PractitionersPart
    listed = "practitioners"
    row = PractitionerForm
    rows_kind = PeopleRows

    def clean(self) -> dict[str, object]:
        """Refuse a second lead."""
        leads = [row for row in self.rows.forms if row.is_valid() and row.cleaned_data["is_lead"]]
        for row in leads[1:]:
            row.add_error("is_lead", "Name one lead, not more")
        return super().clean()
