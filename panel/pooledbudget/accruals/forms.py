"""What the page about accruing asks."""

from panel.presentation.fields import DayField, PanelForm


class AccrualForm(PanelForm):
    """The day up to which what was delivered is counted."""

    until = DayField(label="Up to which day?", help_text="Usually the end of a month.")
