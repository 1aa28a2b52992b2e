"""By when a decision may be challenged, answered, and an order be carried out."""

from datetime import date

import pytest

from panel.agencies.models import Panel
from panel.cases.vocabulary.challenges import ChallengeKind, ChallengeOutcome, Order
from panel.decisions.challenges import times
from panel.decisions.challenges.times import Told
from panel.policies import documents
from panel.policies.models import PolicyVersion

DECIDED, NOTIFIED = date(2026, 9, 21), date(2026, 9, 25)


@pytest.fixture
def version() -> PolicyVersion:
    """Kent's rules, not saved."""
    document = (documents.FOLDER / "kent.toml").read_text(encoding="utf-8")
    return PolicyVersion(
        panel=Panel(name="Kent"), number=1, document=document, effective_from=date(2026, 4, 1)
    )


@pytest.mark.parametrize(
    ("kind", "certificate_on", "last"),
    [
        (ChallengeKind.REVIEW, None, date(2026, 10, 19)),  # 28 days from the decision
        (ChallengeKind.MEDIATION, None, date(2026, 11, 25)),  # two months from the notice
        (ChallengeKind.TRIBUNAL, None, date(2026, 11, 25)),
        (ChallengeKind.TRIBUNAL, date(2026, 10, 1), date(2026, 11, 25)),  # the later of the two
        (ChallengeKind.TRIBUNAL, date(2026, 11, 10), date(2026, 12, 10)),
        (ChallengeKind.COMPLAINT, None, date(2027, 9, 25)),
    ],
)
def test_the_last_day_is_that_of_the_rules_or_of_the_law(
    version: PolicyVersion, kind: ChallengeKind, certificate_on: date | None, last: date
):
    assert times.last_day(kind, Told(DECIDED, NOTIFIED, certificate_on), version) == last


def test_each_kind_has_a_time_to_be_answered(version: PolicyVersion):
    answers = {kind: times.answer_rule(kind, version).id for kind in ChallengeKind}

    assert answers == {
        ChallengeKind.REVIEW: "REVIEW-ANSWER",
        ChallengeKind.MEDIATION: "MED-03",
        ChallengeKind.TRIBUNAL: "TRI-02",
        ChallengeKind.COMPLAINT: "COMPLAINT-ANSWER",
    }


def test_each_order_has_its_times_but_what_is_done_at_once():
    owed = {
        order: [rule.id for rule in times.owed([order], ChallengeOutcome.REPLACED)]
        for order in Order
    }

    assert owed[Order.ASSESS] == ["TRI-03-TELL", "TRI-03-PLAN"]
    assert owed[Order.MAKE_PLAN] == ["TRI-04-DRAFT", "TRI-04-PLAN"]
    assert [order for order, rules in owed.items() if not rules] == [Order.END_PLAN]


def test_an_appeal_that_isn_t_opposed_has_the_times_of_regulation_45():
    orders = [Order.ASSESS, Order.AMEND_PLAN, Order.NAME_SCHOOL]
    owed = times.owed(orders, ChallengeOutcome.CONCEDED)

    assert [rule.id for rule in owed] == [
        "TRI-06-TELL",
        "TRI-06-PLAN",
        "TRI-06-AMEND",
        "TRI-05-NAME",
    ]
    assert "reg 45" in owed[0].source
