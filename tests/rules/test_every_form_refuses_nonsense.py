"""Whatever is sent to any form of the site: a page says what is wrong; nothing is half done."""

from html import escape

import pytest
from django.test import Client

from tests.charts import rolled_back
from tests.rows import rows, writes
from tests.rules.permission_matrix import Matrix
from tests.rules.site_forms import SiteForm, site_forms

DAY = ("3", "10", "2026")
SCRIPTS = "قصة 🧸 שלום \u202eexe.pdf\u202c é"
STEERING = "a\0\x01\x0b\x1b\x85b"
MEGABYTE = "x" * 1_000_000
#: What is typed in every box and every date, and chosen in every list: empty, the first there is.
NONSENSE: dict[str, tuple[str, tuple[str, str, str], str]] = {
    "any script": (SCRIPTS, DAY, ""),
    "characters that steer": (STEERING, DAY, ""),
    "too large for the database": ("92233720368547758.08", ("31", "12", "9999"), ""),
    "as many digits as Python reads": ("9" * 5_000, ("31", "12", "2150"), ""),
    "less than nothing": ("-5", ("1", "1", "0001"), ""),
    "no such choice": ("12", DAY, "nonsense 🧸"),
    "nothing": ("", ("", "", ""), ""),
}
#: What no form takes, so that each with a box for it must say so.
NEVER = "characters that steer"


@pytest.mark.slow
def test_every_form_answers_nonsense_in_words(matrix: Matrix, subtests) -> None:
    forms = site_forms(matrix)
    assert len(forms) > 55
    before = rows()
    for form in forms:
        with subtests.test(form.action):
            for what, typed in NONSENSE.items():
                with rolled_back():
                    answers(form, matrix.clients[form.sender], what, form.typed(*typed), before)
            if form.texts:
                with rolled_back():
                    refuses_a_megabyte(form, matrix.clients[form.sender], before)


def answers(
    form: SiteForm, client: Client, what: str, sent: dict[str, str], before: object
) -> None:
    """Hold one answer: done, or refused in words with what was typed and nothing written."""
    written = writes()
    page = client.post(form.action, sent)
    assert page.status_code in (200, 302, 403, 404, 409), (what, page.status_code)
    if page.status_code == 302:
        assert what != NEVER or not form.texts, what
        return
    assert writes() == written or rows() == before, what
    if page.status_code == 200:
        assert "There is a problem" in page.text, what
    has_its_form = "There is a problem" in page.text
    for typed in [sent[name].strip() for name in form.texts]:
        if has_its_form or (page.status_code == 409 and len(typed.split()) > 1):
            assert escape(typed) in page.text, (what, typed)


def refuses_a_megabyte(form: SiteForm, client: Client, before: object) -> None:
    """Hold that a text of a megabyte is refused: only the longest box is as long as 20,000."""
    written = writes()
    page = client.post(form.action, form.typed("12", DAY) | {form.texts[-1]: MEGABYTE})
    assert page.status_code in (200, 409), page.status_code
    assert page.status_code == 409 or "There is a problem" in page.text
    assert "Ensure this" not in page.text, "Django's words, which name no question"
    assert writes() == written or rows() == before
