"""The chain of events: whole as written, and telling when it was tampered with."""

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from panel.agencies.models import Role
from panel.audit import log, queries
from panel.audit.models import Event, ReadEvent
from tests.builders import MONDAY_9AM, a_person

SUBJECT = "JRAP-2026-00001"
TABLES = [
    "audit_event",
    "audit_readevent",
    "policies_policyversion",
    "decisions_decision",
    "decisions_decisionrecord",
    "decisions_registerentry",
]
CLOSED = {"audit_event", "decisions_registerentry"}  # written through a function only
CHANGES = {
    "UPDATE": "UPDATE {table} SET id = id",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table} CASCADE",
}


def three_events() -> None:
    for kind in ("started", "submitted", "listed"):
        log.record(subject=SUBJECT, kind=kind, by=None, at=MONDAY_9AM, payload={"is": kind})


@pytest.mark.django_db
class TestRecord:
    def test_numbers_the_events_of_each_subject_from_one(self):
        three_events()
        log.record(subject="another", kind="started", by=None, at=MONDAY_9AM)

        assert [event.sequence for event in queries.history(SUBJECT)] == [1, 2, 3]
        assert queries.history("another").get().sequence == 1

    def test_chains_each_event_to_the_one_before(self):
        three_events()
        first, second, third = queries.history(SUBJECT)

        assert first.previous_hash == ""
        assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
        assert queries.faults() == []

    def test_keeps_the_name_of_whoever_did_it(self):
        chair = a_person(Role.CHAIR)
        log.record(subject=SUBJECT, kind="started", by=chair, at=MONDAY_9AM)

        assert queries.history(SUBJECT).get().by == chair.username


@pytest.mark.django_db
def test_a_read_is_kept_with_who_what_and_when():
    log.read(subject=SUBJECT, what="request", by=a_person(Role.AUDITOR), at=MONDAY_9AM)

    seen = queries.reads(SUBJECT).get()
    assert str(seen) == f"{a_person(Role.AUDITOR).username} read request of {SUBJECT}"


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
class TestAppendOnly:
    def test_the_application_s_login_may_not(self, table: str, change: str):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute(CHANGES[change].format(table=table))

    def test_nor_may_the_owner(self, table: str, change: str):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(using="owner"),
            connections["owner"].cursor() as cursor,
        ):
            cursor.execute(CHANGES[change].format(table=table))


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(CLOSED))
def test_the_application_s_login_writes_the_chains_through_their_function_only(table: str):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(f"INSERT INTO {table} DEFAULT VALUES")


TAMPERED = {
    "the words of an event": (
        "UPDATE audit_event SET payload = '{{}}' WHERE sequence = 2",
        ["Event 2"],
    ),
    "who did it": ("UPDATE audit_event SET by = 'x@y.example' WHERE sequence = 1", ["Event 1"]),
    "when it was": (
        "UPDATE audit_event SET at = at + interval '1 microsecond' WHERE sequence = 3",
        ["Event 3"],
    ),
    "an event taken out": ("DELETE FROM audit_event WHERE sequence = 2", ["Event 3"]),
    "an event renumbered": (
        "UPDATE audit_event SET sequence = 9 WHERE sequence = 3",
        ["Event 9"],
    ),
    "a hash made to fit": (
        "UPDATE audit_event SET payload = '{{}}', hash = audit_hash(subject, sequence, kind,"
        " '{{}}'::jsonb, at, by, previous_hash) WHERE sequence = 2",
        ["Event 3"],
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_with_triggers_asleep_is_found(no_panel: None, what: str):
    statement, named = TAMPERED[what]
    three_events()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement.replace("{{}}", "{}"))
        cursor.execute("RESET session_replication_role")

    faults = queries.faults()
    assert [fault.partition(" of ")[0] for fault in faults] == named


class TestPayload(TestCase):
    @settings(max_examples=30)
    @given(
        some.dictionaries(
            some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"])),
            some.none()
            | some.booleans()
            | some.integers(-(2**60), 2**60)
            | some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"])),
            max_size=4,
        )
    )
    def test_comes_back_as_it_was_told_and_hashes_the_same(self, payload: dict):
        log.record(subject=SUBJECT, kind="told", by=None, at=MONDAY_9AM, payload=payload)

        assert Event.objects.filter(subject=SUBJECT).latest("sequence").payload == payload
        assert queries.faults() == []
        assert not ReadEvent.objects.exists()
