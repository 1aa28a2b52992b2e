from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError

from panel.deadlines import operations, outbox, queries
from panel.deadlines.models import Notice
from tests.deadlines.conftest import MONDAY_10AM
from tests.deadlines.postbox import Postbox

LATER = MONDAY_10AM + timedelta(hours=1)


def owe(key: str, recipient: str = "lead@example.org", due_at: datetime = MONDAY_10AM) -> Notice:
    return operations.owe_notice(
        key=key,
        recipient=recipient,
        subject=f"About {key}",
        body="It is decided.\n",
        due_at=due_at,
        at=MONDAY_10AM,
    )


def send(*notices: Notice, at: datetime = MONDAY_10AM) -> int:
    return operations.send_notices(ids=[notice.pk for notice in notices], at=at)


@pytest.mark.django_db
class TestOweNotice:
    def test_owes_the_same_key_once_and_returns_the_first(self) -> None:
        first = owe("outcome/JRAP-2026-00042/17")
        again = owe("outcome/JRAP-2026-00042/17", recipient="other@example.org")

        assert again == first
        assert again.recipient == "lead@example.org"
        assert Notice.objects.count() == 1

    def test_gives_each_key_its_own_message_id_ever_the_same(self) -> None:
        assert owe("a").message_id == owe("a").message_id != owe("b").message_id

    @pytest.mark.parametrize("recipient", ["a@example.org\nBcc: all@example.org", "a@b.c\r"])
    def test_refuses_a_heading_of_more_than_one_line(self, recipient: str) -> None:
        with pytest.raises(operations.NotOneLine, match="must be one line"):
            owe("outcome/1", recipient=recipient)

    def test_is_held_to_one_line_by_the_database_too(self) -> None:
        notice = owe("outcome/1")

        with pytest.raises(IntegrityError, match="notice_subject_is_one_line"):
            Notice.objects.filter(pk=notice.pk).update(subject_line="One\nBcc: all@example.org")

    def test_is_never_both_sent_and_dropped(self) -> None:
        notice = owe("outcome/1")

        with pytest.raises(IntegrityError, match="notice_sent_is_not_dropped"):
            Notice.objects.filter(pk=notice.pk).update(sent_at=MONDAY_10AM, dropped_at=MONDAY_10AM)


@pytest.mark.usefixtures("committed_db", "redis")
class TestSendNotices:
    def test_hands_each_to_the_mail_server_and_marks_it(self, postbox: Postbox) -> None:
        notice = owe("outcome/1")

        assert send(notice) == 1

        (mail,) = postbox.accepted
        notice.refresh_from_db()
        assert (mail["To"], mail["Subject"]) == ("lead@example.org", "About outcome/1")
        assert mail["Message-ID"] == notice.message_id
        assert mail["Auto-Submitted"] == "auto-generated"
        assert "It is decided." in str(mail.get_payload())
        assert (notice.sent_at, notice.lease_until) == (MONDAY_10AM, None)

    def test_sends_nothing_twice(self, postbox: Postbox) -> None:
        notice = owe("outcome/1")

        assert [send(notice), send(notice, at=LATER)] == [1, 0]
        assert len(postbox.accepted) == 1

    def test_sends_nothing_before_it_is_due(self, postbox: Postbox) -> None:
        notice = owe("outcome/1", due_at=LATER)

        assert [send(notice), send(notice, at=LATER)] == [0, 1]

    def test_leaves_alone_what_another_worker_has_leased(self, postbox: Postbox) -> None:
        notice = owe("outcome/1")
        outbox.claim([notice.pk], at=MONDAY_10AM)

        assert send(notice, at=MONDAY_10AM + outbox.LEASE - timedelta(seconds=1)) == 0
        assert send(notice, at=MONDAY_10AM + outbox.LEASE) == 1

    @pytest.mark.usefixtures("smtp_port")
    def test_waits_longer_after_each_failure_while_no_server_answers(self) -> None:
        notice = owe("outcome/1")
        waits = []
        at = MONDAY_10AM
        for _attempt in range(8):
            assert send(notice, at=at) == 0
            notice.refresh_from_db()
            waits.append((notice.offer_at - at) // timedelta(minutes=1))
            at = notice.offer_at

        assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
        assert "Connection refused" in notice.last_error

    def test_is_not_tried_before_its_back_off_has_passed(self, smtp_port: int) -> None:
        notice = owe("outcome/1")
        send(notice)

        assert outbox.claim([notice.pk], at=MONDAY_10AM + timedelta(seconds=59)) == []

    def test_tries_again_what_the_server_refused_for_now(self, postbox: Postbox) -> None:
        postbox.answers["full@example.org"] = "452 Mailbox full"
        full, fine = owe("a", recipient="full@example.org"), owe("b")

        assert send(full, fine) == 1

        postbox.answers.clear()
        full.refresh_from_db()
        assert "Mailbox full" in full.last_error
        assert send(full, at=full.offer_at) == 1
        assert postbox.recipients == ["lead@example.org", "full@example.org"]

    def test_drops_what_the_server_refused_for_good_and_keeps_the_reason(
        self, postbox: Postbox
    ) -> None:
        postbox.answers["gone@example.org"] = "550 No such person"
        gone, fine = owe("a", recipient="gone@example.org"), owe("b")

        assert send(gone, fine) == 1

        gone.refresh_from_db()
        assert gone.dropped_at == MONDAY_10AM
        assert "No such person" in gone.last_error
        assert send(gone, at=LATER) == 0

    def test_goes_on_after_a_mail_at_which_the_server_hung_up(self, postbox: Postbox) -> None:
        postbox.answers["odd@example.org"] = "421 Goodbye"
        odd, fine = owe("a", recipient="odd@example.org"), owe("b")

        assert send(odd, fine) == 1
        assert postbox.recipients == ["lead@example.org"]


class TestBackOff:
    def test_never_exceeds_an_hour(self) -> None:
        assert outbox.back_off(1) == timedelta(minutes=1)
        assert outbox.back_off(30_000) == timedelta(hours=1)


@pytest.mark.django_db
class TestStuck:
    def test_is_what_was_due_and_neither_sent_nor_dropped(self) -> None:
        stuck, sent, dropped = owe("stuck"), owe("sent"), owe("dropped")
        owe("not due yet", due_at=LATER)
        outbox.mark_sent(sent, at=MONDAY_10AM)
        outbox.drop(dropped, why="No such person.", at=MONDAY_10AM)

        assert list(queries.unsent_since(MONDAY_10AM)) == [stuck]
