from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from panel.references import next_reference


def take() -> str:
    with transaction.atomic():
        return next_reference("JRAP", 2026)


@pytest.mark.django_db
class TestNextReference:
    def test_counts_from_one_within_its_prefix_and_year(self) -> None:
        taken = [next_reference("JRAP", 2026), next_reference("JRAP", 2026)]
        of_another_year = next_reference("JRAP", 2027)
        of_another_panel = next_reference("MARP", 2026)

        assert taken == ["JRAP-2026-00001", "JRAP-2026-00002"]
        assert (of_another_year, of_another_panel) == ("JRAP-2027-00001", "MARP-2026-00001")

    def test_returns_the_number_of_a_transaction_that_fails(self) -> None:
        def fail() -> None:
            with transaction.atomic():
                next_reference("JRAP", 2026)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()

        assert next_reference("JRAP", 2026) == "JRAP-2026-00001"


@pytest.mark.usefixtures("committed_db")
class TestAmongOthers:
    def test_gives_each_number_once_and_leaves_no_gap(self) -> None:
        start = Barrier(4)

        def take_ten(_: int) -> list[str]:
            start.wait()
            taken = [take() for _again in range(10)]
            connections.close_all()
            return taken

        with ThreadPoolExecutor(4) as threads:
            taken = [reference for ten in threads.map(take_ten, range(4)) for reference in ten]

        assert sorted(taken) == [f"JRAP-2026-{number:05d}" for number in range(1, 41)]

    def test_is_refused_outside_a_transaction(self) -> None:
        with pytest.raises(AssertionError, match="inside the transaction"):
            next_reference("JRAP", 2026)
