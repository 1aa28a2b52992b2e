"""The pages of `docs/reference/` that are made from the code, so that they don't fall behind."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer

from panel.cases import placement_stages
from panel.cases import stages as case_stages
from panel.decisions import stages as decision_stages
from panel.meetings import stages as meeting_stages
from panel.policies import reference as policies
from panel.pooledbudget import stages as fund_stages
from panel.sample.document import WalkDocument

FOLDER: Path = settings.BASE_DIR / "docs" / "reference"

CHARTS: tuple[tuple[ModuleType, str], ...] = (
    (case_stages, "A placement request"),
    (placement_stages, "A placement"),
    (meeting_stages, "A meeting"),
    (decision_stages, "A decision"),
    (fund_stages, "A fund"),
)
ARROW = re.compile(r"    (\w+) --> (\w+): (\w+)")
HEADING = re.compile(r"(\w[\w ]*):")

INTRODUCTION = """# Stage charts

Written by `manage.py docs` from the docstrings of `panel/*/stages.py`; a test holds each docstring
to the chart in force. A move is made only by the operation of the same name, which checks the
person, the chart and the guards, and records an event.
"""


def pages() -> Mapping[Path, str]:
    """Return the text that each generated page should have."""
    return {
        FOLDER / "api.yaml": api(),
        FOLDER / "policy.md": policies.policy(),
        FOLDER / "rule-coverage.md": policies.rule_coverage(),
        FOLDER / "stage-chart.md": stage_chart(),
        FOLDER / "walk-file.schema.json": walk_schema(),
    }


def stale() -> list[Path]:
    """Return the pages that say something else than the code, or aren't there."""
    return [
        page
        for page, text in pages().items()
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]


def write() -> None:
    """Write the pages."""
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")


def walk_schema() -> str:
    """Write the JSON Schema of the file that `manage.py walk` reads."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **WalkDocument.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def api() -> str:
    """Describe the JSON doorway as OpenAPI."""
    schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # untyped upstream
    written: bytes = OpenApiYamlRenderer().render(schema)  # type: ignore[no-untyped-call]  # untyped upstream
    return written.decode()


def stage_chart() -> str:
    """Draw every chart as Mermaid, with what each stage is called on the pages."""
    return "\n".join([INTRODUCTION, *(_section(module, title) for module, title in CHARTS)])


def _section(module: ModuleType, title: str) -> str:
    """Draw the charts of one `stages.py`: each heading of its docstring begins another."""
    drawings: list[tuple[str, list[str]]] = [(title, [])]
    for line in (module.__doc__ or "").splitlines():
        if heading := HEADING.fullmatch(line):
            drawings.append((heading[1], []))
        if arrow := ARROW.fullmatch(line):
            source, target, move = arrow.groups()
            drawings[-1][1].append(f"    {source} --> {target}: {move.replace('_', ' ')}")
    return "\n".join(_drawing(name, arrows) for name, arrows in drawings if arrows)


def _drawing(name: str, arrows: list[str]) -> str:
    return "\n".join([f"## {name}", "", "```mermaid", "stateDiagram-v2", *arrows, "```", ""])
