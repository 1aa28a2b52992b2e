"""What a request answers to its panel's own rules, as rows of its summary."""

from collections.abc import Iterator

from panel.cases.models import PlacementRequest
from panel.cases.papers import required as required_papers
from panel.cases.vocabulary.asked import Circumstance, Knowledge
from panel.cases.vocabulary.telling import RequestSectionName as _Section
from panel.presentation import formatting

#: Section, question, answer, and what stands for none; without, it isn't shown.
Row = tuple[_Section, str, str, str]


def grounds(request: PlacementRequest) -> Iterator[Row]:
    """Yield why it is for this panel."""
    circumstances = [Circumstance(each).label for each in request.circumstances]
    yield _Section.GROUNDS, "Criteria met", "\n".join(request.criteria_met), ""
    yield _Section.GROUNDS, "Also so", "\n".join(circumstances), ""


def known_to(request: PlacementRequest) -> Iterator[Row]:
    """Yield which of the other agencies know the child."""
    for agency in request.panel.agencies.all():
        if agency.code in request.known_to:
            answer = Knowledge(request.known_to[agency.code]).label
            yield _Section.PREPARATION, f"Asked of {agency.name}", answer, ""


def answers(request: PlacementRequest) -> Iterator[Row]:
    """Yield the panel's own questions, each with its answer."""
    for asked in request.panel_answers.all():
        yield _Section.QUESTIONS, asked.question, asked.answer, ""


def sharing(request: PlacementRequest) -> Iterator[Row]:
    """Yield who agreed that information is shared, and whether a young person can."""
    days = {
        "The family agreed to sharing": request.family_consented_on,
        "The child agreed to sharing": request.child_consented_on,
    }
    for words, on in days.items():
        yield _Section.SHARING, words, formatting.day(on) if on else "", ""
    can_decide = request.get_capacity_display() if request.capacity else ""
    yield _Section.SHARING, "They can decide that themselves", can_decide, ""


def documents(request: PlacementRequest) -> Iterator[Row]:
    """Yield the papers that go with it."""
    papers = [required_papers.label(name) for name in request.attached]
    yield _Section.DECLARATION, "Documents with it", "\n".join(papers), "None named"
