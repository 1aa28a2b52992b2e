"""One running site for all journeys, and a story that each can tell of a child of its own."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from panel.sample.names import LIVE_FROM, nhs_numbers
from panel.supervisor import folders
from tests.demonstration import Demo
from tests.journeys.endings import Ending
from tests.journeys.site import Site

#: Three agencies pay for it, and it is agreed with conditions.
EXAMPLE = folders.CHECKOUT / "docs" / "examples" / "residential-52-weeks.json"
NUMBERS = nhs_numbers(LIVE_FROM - 500)  # neither the examples' nor the sample's


@pytest.fixture(scope="session")
def site(demo_folder: Path) -> Iterator[Site]:
    """The demonstration, with web, worker, sweep, mail server, PostgreSQL and Valkey."""
    demo = Demo(demo_folder)
    try:
        yield Site(demo, demo_folder)
    finally:
        demo.end(signal.SIGTERM)


def of_another_child() -> dict[str, Any]:
    """Return the example, told of a child whom nobody has asked for yet."""
    told: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    told["child"]["nhs_number"] = next(NUMBERS)
    told["is_another_child"] = True  # of this name and day, told of before
    return told


@pytest.fixture
def told() -> dict[str, Any]:
    """The example, with a child of this journey's own."""
    return of_another_child()


@pytest.fixture(scope="session")
def walked(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Ending:
    """How the example ends when `walk` takes it from draft to record."""
    file = tmp_path_factory.mktemp("walk") / "request.json"
    file.write_text(json.dumps(of_another_child()), encoding="utf-8")
    walked = site.manage("walk", file, "--out", file.parent)
    assert walked.returncode == 0, walked.stderr
    written = json.loads((file.parent / "decision.json").read_text(encoding="utf-8"))
    return Ending.of(site, written["header"]["reference"])
