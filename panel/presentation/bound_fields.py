"""How Django's form fields become GOV.UK's: which template, which classes, which descriptions."""

from typing import Any

from django.forms import BoundField, CheckboxInput, FileInput, Select, Textarea, Widget
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import MultiWidget, RadioSelect

# The first that a widget is an instance of; most particular first.
KINDS: tuple[tuple[type[Widget], str], ...] = (
    (RadioSelect, ""),  # checkboxes too; their templates name their own classes
    (CheckboxInput, "govuk-checkboxes__input"),
    (FileInput, "govuk-file-upload"),
    (Textarea, "govuk-textarea"),
    (Select, "govuk-select"),
    (Widget, "govuk-input"),
)


class PanelBoundField(BoundField):
    """A field of a form on a page, with GOV.UK's markup."""

    @property
    def template_name(self) -> str:
        """The template of the whole group: label or legend, hint, error, control."""
        if isinstance(self.field.widget, CheckboxInput):
            return "forms/single_checkbox.html"
        return "forms/fieldset.html" if self.use_fieldset else "forms/field.html"

    @property
    def use_fieldset(self) -> bool:
        """Whether several controls stand under one legend."""
        return isinstance(self.field.widget, RadioSelect | MultiWidget)

    @property
    def first_control_id(self) -> str:
        """Where a link of the error summary leads: the first control of the group."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.auto_id

    @property
    def described_by(self) -> str:
        """The ids of hint and error, in that order; empty if neither is there."""
        return self.aria_describedby or ""

    @property
    def is_optional(self) -> bool:
        """Whether the label says so. Required is the rule and isn't marked.

        A form whose heading says it already marks such a field with `is_plainly_optional`.
        """
        if getattr(self.field, "is_plainly_optional", False):
            return False
        return not self.field.required and not isinstance(self.field.widget, CheckboxInput)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: Widget | None = None
    ) -> dict[str, Any]:
        """Add the classes of the kind of control, without losing a width that a form asked for."""
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return attrs
        kind = next(name for of, name in KINDS if isinstance(widget, of))
        classes = [kind, f"{kind}--error" if kind and self.errors else ""]
        classes.append(str(widget.attrs.get("class", "")))
        attrs["class"] = " ".join(filter(None, classes))
        return attrs


class PanelRenderer(TemplatesSetting):
    """Renders every form of the project; named by the setting FORM_RENDERER."""

    form_template_name = "forms/form.html"
    bound_field_class = PanelBoundField
