"""Reading the tables of a page: the rows of their bodies, as people see them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

HIDDEN = {"govuk-visually-hidden", "app-table__label"}


@dataclass
class Row:
    """One row of a table's body. `is_marked`: it is set apart from the others."""

    is_marked: bool
    cells: list[str] = field(default_factory=list)


class Tables(HTMLParser):
    """The rows of a page by the captions of their tables; notes in a cell are left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: dict[str, list[Row]] = {}
        self.caption, self.place, self.unseen = "", "", [False]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = set((dict(attrs).get("class") or "").split())
        if tag in ("span", "small", "svg"):
            self.unseen.append(self.unseen[-1] or tag != "span" or bool(classes & HIDDEN))
        elif tag in ("caption", "tbody", "thead", "tfoot"):
            self.place = tag
            self.caption = "" if tag == "caption" else self.caption
        elif tag == "tr" and self.place == "tbody":
            self.rows.setdefault(self.caption, []).append(Row("is-chosen" in classes))
        elif tag in ("td", "th") and self.place == "tbody":
            self.rows[self.caption][-1].cells.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("span", "small", "svg"):
            self.unseen.pop()
        elif tag in ("caption", "table"):
            self.place = ""

    def handle_data(self, data: str) -> None:
        if self.place == "caption":
            self.caption += data
        elif self.place == "tbody" and not self.unseen[-1] and data.strip():
            self.rows[self.caption][-1].cells[-1] += data.strip()
