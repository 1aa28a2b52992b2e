"""No module and no function is longer than what can be held in the head at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = ("panel", "bench", "requirements")
LONGEST_MODULE = 250
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE = 80
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules() -> Iterator[Path]:
    """Return every module of ours but the migrations, which Django writes, and the tests."""
    for room in ROOMS:
        yield from (file for file in Path(room).rglob("*.py") if "migrations" not in file.parts)


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Return the name and the lines of each function, its decorators left out."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, FUNCTION):
            assert node.end_lineno
            yield f"{file}:{node.name}", node.end_lineno - node.lineno + 1


def test_there_is_something_to_measure():
    assert len([*modules()]) > 100


@pytest.mark.parametrize(
    ("files", "longest"),
    [([*modules()], LONGEST_MODULE), ([*Path("panel").rglob("*.html")], LONGEST_TEMPLATE)],
    ids=["modules", "templates"],
)
def test_no_file_is_longer(files: list[Path], longest: int):
    assert {str(file): lines(file) for file in files if lines(file) > longest} == {}


def test_no_function_is_longer():
    long = {
        name: length
        for file in modules()
        for name, length in functions(file)
        if length > LONGEST_FUNCTION
    }

    assert long == {}
