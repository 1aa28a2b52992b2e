"""A child's names don't reach a record, whoever wrote them where."""

from dataclasses import replace

import pytest

from panel.cases.models import Child
from panel.decisions.records.gathering.discretion import discreet, initialled
from tests.decisions.records.example import RECORD

CHILD = Child(given_name="Rose", family_name="Quill-Okoro", nhs_number="9990000018")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Rose walks to the shop.", "R.Q. walks to the shop."),
        ("Rose's bus, Rose’s school", "R.Q.'s bus, R.Q.’s school"),
        ("Rose Quill-Okoro and her mother", "R.Q. and her mother"),
        ("Ms Quill-Okoro agrees.", "Ms R.Q. agrees."),
        ("ROSE QUILL-OKORO, as her school writes", "R.Q., as her school writes"),
        ("NHS 999 000 0018, also 9990000018", "NHS R.Q., also R.Q."),
        ("She rose early in Rosehill.", "She rose early in Rosehill."),
        ("", ""),
    ],
)
def test_names_become_initials_as_whole_words_only(written: str, kept: str) -> None:
    assert initialled(CHILD)(written) == kept


def test_a_name_of_odd_letters_is_taken_as_it_is_written() -> None:
    odd = Child(given_name="A.*", family_name="(B")

    assert initialled(odd)("A.* and anything (B else") == "A.(. and anything A.(. else"


def test_a_record_keeps_names_wherever_nobody_wrote_freely() -> None:
    option = replace(RECORD.options[0], name="Rose Hill School", suitability="Rose would thrive.")
    decision = replace(RECORD.decision, reasons=("Rose needs it.",), decided_by="Rose Tate")
    told = replace(RECORD, options=(option,), decision=decision, attempts_few="Rose moved.")

    kept = discreet(told, CHILD)

    assert (kept.options[0].name, kept.decision.decided_by) == ("Rose Hill School", "Rose Tate")
    assert kept.options[0].suitability == "R.Q. would thrive."
    assert kept.decision.reasons == ("R.Q. needs it.",)
    assert kept.attempts_few == "R.Q. moved."
    assert discreet(kept, CHILD) == kept
