"""What `make assets` left behind, and what it must never leave."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from panel.supervisor import assets, fonts
from panel.supervisor.refusal import CannotStart

BUILT = assets.STATIC / "build"


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
class TestFont:
    def test_has_the_letters_of_welsh_and_of_money(self, weight: int) -> None:
        letters = TTFont(BUILT / "fonts" / f"SourceSans3-{weight}.ttf").getBestCmap()

        assert not [letter for letter in "ŵŷŴŶâéï£€½−–—“”…×" if ord(letter) not in letters]

    def test_gives_up_the_name_that_its_licence_reserves(self, weight: int) -> None:
        names = TTFont(BUILT / "fonts" / f"SourceSans3-{weight}.ttf")["name"].names

        assert not [str(name) for name in names if name.nameID != 0 and "Source" in str(name)]

    def test_is_the_same_for_browsers(self, weight: int) -> None:
        for_paper = TTFont(BUILT / "fonts" / f"SourceSans3-{weight}.ttf")
        for_screen = TTFont(BUILT / "fonts" / f"source-sans-3-{weight}.woff2")

        assert for_screen.flavor == "woff2"
        assert for_screen.getBestCmap() == for_paper.getBestCmap()


def test_the_font_comes_with_its_licence() -> None:
    assert "SIL Open Font License" in (BUILT / "fonts" / "OFL.txt").read_text(encoding="utf-8")


def test_nothing_is_built_twice() -> None:
    assert assets.build() is False


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("app.css", "@font-face{font-family:GDS Transport}"),
        ("app.css", "url(/static/images/govuk-crest.svg)"),
        ("light-94a07e06a1-v2-crown.png", ""),
    ],
)
def test_what_is_reserved_for_gov_uk_is_refused(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(CannotStart, match=r"which only gov\.uk may use: leave it out"):
        assets.refuse_reserved(tmp_path)


def test_what_sass_complains_of_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.scss").write_text("a { colour ", encoding="utf-8")
    monkeypatch.setattr(assets, "SOURCE", tmp_path / "src")

    with pytest.raises(CannotStart, match=r"^node failed; mend what it says:\nError: expected"):
        assets.compile_styles(tmp_path / "app.css")
