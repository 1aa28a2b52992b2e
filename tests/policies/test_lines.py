"""Finding the line of each value in a TOML document."""

import tomllib

import pytest

from panel.policies import documents, lines

HARD = '''# A comment with [brackets] and = signs
title = "A \\"quoted\\" # name"   # and a comment
"odd key".inner = 1
text = """
[not.a.table]
ends with four quotes""""
literal = \'\'\'
x = 2
\'\'\'
when = 2026-09-01 10:00:00

[a.b]
flags = [true, false]
list = [
    1, # one

    [2, 3],
    { c = 4, d = [5] },
]
table = { e.f = "}", g = \'#\' }

[[seats]]
title = "first"

[[seats.holders]]
name = "x"

[[seats.holders]]
name = "y"

[seats.where]
floor = 2

[[ seats ]]
title = "second"
[[seats.holders]]
name = "z"
'''


def paths(value: object, path: lines.Path = ()) -> set[lines.Path]:
    """Return the path of everything in a document, but not of the whole."""
    if isinstance(value, dict):
        inside = [paths(held, (*path, key)) for key, held in value.items()]
    elif isinstance(value, list):
        inside = [paths(held, (*path, place)) for place, held in enumerate(value)]
    else:
        inside = []
    return ({path} if path else set()).union(*inside)


class TestOf:
    @pytest.mark.parametrize(
        ("path", "line"),
        [
            (("title",), 2),
            (("odd key", "inner"), 3),
            (("text",), 4),
            (("literal",), 7),
            (("when",), 10),
            (("a",), 12),
            (("a", "b", "flags", 1), 13),
            (("a", "b", "list"), 14),
            (("a", "b", "list", 0), 15),
            (("a", "b", "list", 1, 1), 17),
            (("a", "b", "list", 2, "d", 0), 18),
            (("a", "b", "table", "e", "f"), 20),
            (("seats", 0, "title"), 23),
            (("seats", 0, "holders", 1, "name"), 29),
            (("seats", 0, "where", "floor"), 32),
            (("seats", 1), 34),
            (("seats", 1, "holders", 0, "name"), 37),
        ],
        ids=str,
    )
    def test_says_where_each_value_stands(self, path: lines.Path, line: int):
        assert lines.of(HARD)[path] == line

    @pytest.mark.parametrize(
        "text",
        [HARD, *(file.read_text(encoding="utf-8") for file in documents.FOLDER.glob("*.toml"))],
        ids=lambda text: text.partition("\n")[0][:30],
    )
    def test_finds_everything_that_the_document_holds(self, text: str):
        assert set(lines.of(text)) == paths(tomllib.loads(text))


class TestNearest:
    @pytest.mark.parametrize(
        ("path", "line"), [(("a", "b", "list", 9), 14), (("a", "b", "gone"), 12), (("gone",), 1)]
    )
    def test_what_isn_t_there_is_told_where_it_would_be(self, path: lines.Path, line: int):
        assert lines.nearest(lines.of(HARD), path) == line
