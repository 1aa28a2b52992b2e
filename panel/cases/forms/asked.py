"""What a panel's own rules ask, as forms that are made from those rules."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from panel.agencies.models import Agency
from panel.cases.document import GroundsPart, PanelAnswersPart, PreparationPart, SharingPart
from panel.cases.forms.parts import PartForm, limit
from panel.cases.vocabulary.asked import Capacity, Circumstance, Knowledge
from panel.cases.vocabulary.telling import Advocacy
from panel.presentation.fields import DayField, offer

ANSWER = 2_000  # characters

#: The lawful bases of article 6 of the UK GDPR that rules may name.
BASES = {
    "public_task": "a public task",
    "legal_obligation": "a legal obligation",
    "consent": "consent",
    "vital_interests": "vital interests",
}


class GroundsForm(PartForm):
    """Why it is for this panel, in the words of the panel's own criteria."""

    kind = GroundsPart
    made: GroundsPart

    criteria_met = forms.MultipleChoiceField(
        label="Which of these are so?",
        help_text="The reasons for which this panel takes requests",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    circumstances = forms.MultipleChoiceField(
        label="Are any of these so?",
        help_text="Some panels leave such requests to others",
        choices=Circumstance.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, criteria: Sequence[str], **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(criterion, criterion) for criterion in criteria]
        offer(self, "criteria_met", choices)
        if not criteria:
            del self.fields["criteria_met"]


class PreparationForm(PartForm):
    """What was done before, and which of the other agencies know the child."""

    kind = PreparationPart
    needed_to_send = ("agencies_met_on", "health_told_on", "advocacy")
    made: PreparationPart

    agencies_met_on = DayField(
        label="When did the agencies meet about the child?",
        help_text="The multi-agency meeting that led to this request",
        required=False,
    )
    has_health_need = forms.BooleanField(label="A need may be for health to meet", required=False)
    health_told_on = DayField(label="When was health told of that need?", required=False)
    advocacy = forms.ChoiceField(
        label="Was the child offered an advocate?",
        choices=[("", "Choose"), *Advocacy.choices],
        required=False,
    )

    def __init__(self, *args: Any, others: Iterable[Agency], **named: Any) -> None:
        super().__init__(*args, **named)
        self.asked = {f"known_to_{agency.code}": agency.code for agency in others}
        for agency in others:
            self.fields[f"known_to_{agency.code}"] = forms.ChoiceField(
                label=f"Does {agency.name} know the child?",
                choices=[("", "Choose"), *Knowledge.choices],
                required=False,
            )

    def values(self) -> dict[str, Any]:
        """Return the part's values, the agencies' answers under their codes."""
        told = super().values()
        known = {code: told.pop(name) for name, code in self.asked.items() if name in told}
        return told | {"known_to": known}


class PanelAnswersForm(PartForm):
    """The panel's own questions, each with room for its answer."""

    kind = PanelAnswersPart
    made: PanelAnswersPart

    def __init__(self, *args: Any, questions: Sequence[str], **named: Any) -> None:
        super().__init__(*args, **named)
        self.questions = {f"answer_{place}": text for place, text in enumerate(questions, 1)}
        for name, question in self.questions.items():
            self.fields[name] = forms.CharField(
                label=question, required=False, widget=forms.Textarea({"rows": 4})
            )
            limit(self.fields[name], ANSWER)

    def values(self) -> dict[str, Any]:
        """Return the answers that were given, each with its question."""
        answers = [
            {"question": self.questions[name], "answer": answer}
            for name, answer in super().values().items()
        ]
        return {"panel_answers": answers}


class SharingForm(PartForm):
    """Who agreed that information is shared."""

    kind = SharingPart
    made: SharingPart

    family_consented_on = DayField(
        label="When did somebody with parental responsibility agree to sharing?",
        required=False,
    )
    child_consented_on = DayField(
        label="When did the child or young person agree to it?", required=False
    )
    capacity = forms.ChoiceField(
        label="Can the young person decide for themselves what is shared?",
        help_text="Asked from the age that the panel’s rules set",
        choices=[("", "Choose"), *Capacity.choices],
        required=False,
    )

    def __init__(self, *args: Any, bases: Mapping[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        told = [f"{agency}, {BASES[basis]}" for agency, basis in bases.items()]
        if told:
            words = f"On what basis each agency shares: {'; '.join(told)}."
            self.fields["family_consented_on"].help_text = words
