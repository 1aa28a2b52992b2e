"""What coordinators and advisers type about a request."""

from django import forms

from panel.cases.document import AdvicePart
from panel.cases.forms.parts import PartForm
from panel.cases.vocabulary import AdviceOpinion
from panel.presentation.fields import PanelForm


class QuestionForm(PanelForm):
    """Why a request goes back to its referrer."""

    question = forms.CharField(
        label="What has to be mended or answered?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what the referrer has to mend or answer"},
    )


class AdviceForm(PartForm):
    """What an agency advises."""

    kind = AdvicePart
    made: AdvicePart

    opinion = forms.ChoiceField(
        label="Does your agency support the recommended option?",
        choices=AdviceOpinion.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what your agency advises"},
    )
    summary = forms.CharField(
        label="Your advice and the evidence for it",
        help_text="Others read it once every agency has sent its own.",
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Write your advice"},
    )
