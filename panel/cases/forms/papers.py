"""What people type about a paper, and the file they choose."""

from collections.abc import Container
from typing import Any

from django import forms
from django.conf import settings

from panel.cases.document import PaperPart
from panel.cases.document.papers import WithholdPart
from panel.cases.forms.parts import PartForm
from panel.cases.papers.file_kinds import FileKind, NotAPaper, kind_of
from panel.cases.vocabulary import PaperSection
from panel.presentation import formatting
from panel.presentation.fields import PanelForm


class PaperField(forms.FileField):
    """A file that a paper may be; read as its bytes. A refusal names the file."""

    def __init__(self) -> None:
        largest = f"{settings.PAPER_MAX_BYTES // 1_000_000} MB"
        kinds = formatting.listed([f"{kind.label}" for kind in FileKind])
        super().__init__(
            label="File",
            help_text=f"{kinds}, of at most {largest}. Its name isn’t kept.",
            widget=forms.FileInput({"accept": ",".join(f".{kind}" for kind in FileKind)}),
            error_messages={
                "required": f"Choose a file of at most {largest}",
                "empty": "The file is empty. Choose another",
            },
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the bytes of the file that was sent."""
        sent = super().clean(data, initial)
        content = sent.read()
        try:
            kind_of(content, largest=settings.PAPER_MAX_BYTES)
        except NotAPaper as refusal:
            raise forms.ValidationError(f"“{sent.name}” {refusal}") from None
        return content


class PaperForm(PartForm):
    """A new paper, for one of the sections that whoever adds it reads."""

    kind = PaperPart
    made: PaperPart

    title = forms.CharField(
        label="What is it called?",
        help_text="Printed on decision records and in the file’s name, so leave the child’s name "
        "out of it.",
        error_messages={"required": "Say what the paper is called"},
    )
    section = forms.ChoiceField(
        label="Whom is it for?",
        help_text="The panel team, the chair and auditors read every paper.",
        initial=PaperSection.GENERAL,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whom it is for"},
    )

    def __init__(self, *args: Any, sections: Container[PaperSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = PaperField()
        field = self.fields["section"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.value, each.label) for each in PaperSection if each in sections]

    def values(self) -> dict[str, Any]:
        """Return what is written of the paper; its file goes its own way."""
        return {name: self.cleaned_data[name] for name in ("title", "section")}


class VersionForm(PanelForm):
    """A new version of a paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = PaperField()


class WithholdForm(PartForm):
    """Why a paper is withheld."""

    kind = WithholdPart
    made: WithholdPart

    reason = forms.CharField(
        label="Why is the paper withheld?",
        help_text="Members can’t read it and it isn’t sent out. The panel team still sees it.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say why the paper is withheld"},
    )
