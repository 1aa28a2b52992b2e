import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.decisions.records import canonical, funding
from panel.money import Pence
from tests.decisions.records.example import (
    CHILD,
    HEADER,
    RECORD,
    SHARES,
    VOICE,
    a_correction,
    a_record,
)

#: As one was frozen in November 2026. It is never written anew: whoever holds one like it has it
#: checked years later. A new field has a default, so that this still reads.
FROZEN = Path(__file__).parent / "frozen_2026_11.json"


class TestToJson:
    def test_gives_a_record_back_as_it_was(self) -> None:
        assert canonical.from_json(canonical.to_json(RECORD)) == RECORD

    def test_gives_a_correction_back_as_it_was(self) -> None:
        correction = a_correction("The review date was wrong.")

        assert canonical.from_json(canonical.to_json(correction)) == correction

    def test_sorts_its_keys_and_wastes_no_space(self) -> None:
        written = canonical.to_json(RECORD)

        plain = json.loads(written)
        assert written == json.dumps(
            plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        ).encode("utf-8")

    def test_writes_words_as_utf_8_and_times_with_a_z(self) -> None:
        written = canonical.to_json(RECORD)

        assert "Siân Ŵyn Hughes".encode() in written
        assert b'"issued_at":"2026-11-20T16:31:07Z"' in written

    def test_writes_no_float(self) -> None:
        assert not [value for value in leaves(RECORD) if isinstance(value, float)]

    @given(st.text(st.characters(codec="utf-8"), max_size=60))
    def test_keeps_whatever_a_child_said(self, words: str) -> None:
        said = a_record(voice=replace(VOICE, words=words))

        assert canonical.from_json(canonical.to_json(said)) == said

    def test_refuses_a_float_where_a_whole_number_belongs(self) -> None:
        with pytest.raises(canonical.NotCanonical, match=r"child\.age"):
            canonical.to_json(a_record(child=replace(CHILD, age=11.0)))

    def test_refuses_a_time_without_its_zone(self) -> None:
        timeless = replace(HEADER, issued_at=datetime(2026, 11, 20, 16, 31))  # noqa: DTZ001

        with pytest.raises(canonical.NotCanonical, match=r"header\.issued_at"):
            canonical.to_json(a_record(header=timeless))

    def test_refuses_a_list_where_the_order_must_not_change(self) -> None:
        with pytest.raises(canonical.NotCanonical, match="doesn't come back"):
            canonical.to_json(a_record(outcomes=["Sleeps."]))


class TestFromJson:
    @pytest.mark.parametrize(
        "spoilt",
        [
            b"",
            b"{}",
            b"not JSON",
            canonical.to_json(RECORD) + b"\n",
            canonical.to_json(RECORD).replace(b'"age":11', b'"age": 11'),
            canonical.to_json(RECORD).replace(b'"age":11', b'"age":11.0'),
            canonical.to_json(RECORD).replace(b'"age":11', b'"age":"11"'),
            canonical.to_json(RECORD).replace(b'"age":11', b'"age":11,"name":"Xan"'),
            canonical.to_json(RECORD).replace(b'"age":11,', b""),
            canonical.to_json(RECORD).replace(b'"weekly_pence":136800', b'"weekly_pence":136801'),
        ],
    )
    def test_refuses_bytes_that_to_json_would_not_have_written(self, spoilt: bytes) -> None:
        with pytest.raises(canonical.NotCanonical):
            canonical.from_json(spoilt)

    def test_reads_what_was_frozen_before_a_field_was_added(self) -> None:
        without = canonical.to_json(RECORD).replace(
            b'"classification":"OFFICIAL-SENSITIVE: PERSONAL",', b""
        )

        assert canonical.from_json(without) == RECORD

    def test_reads_for_ever_what_was_once_frozen(self) -> None:
        assert canonical.from_json(FROZEN.read_bytes()).header == RECORD.header


class TestSha256:
    def test_is_the_same_for_equal_records_and_another_for_any_other(self) -> None:
        later = replace(HEADER, issued_at=datetime(2026, 11, 20, 16, 31, 8, tzinfo=UTC))

        assert canonical.sha256(RECORD) == canonical.sha256(a_record())
        assert canonical.sha256(RECORD) != canonical.sha256(a_record(header=later))


class TestDecisionRecord:
    def test_adds_up_what_the_placement_costs(self) -> None:
        assert RECORD.totals == (342_000, 5_618_571, 17_832_857)
        assert RECORD.basis_points == 10_000

    def test_refuses_shares_that_are_a_penny_from_the_cost(self) -> None:
        short = replace(SHARES[0], this_year_pence=Pence(SHARES[0].this_year_pence - 1))

        with pytest.raises(funding.DoesNotAdd, match=r"5618570.*5618571"):
            a_record(shares=(short, *SHARES[1:]))

    def test_takes_a_decision_that_costs_nothing(self) -> None:
        refusal = a_record(costs=(), shares=(), fund=None)

        assert refusal.totals == (0, 0, 0)


def leaves(value: object) -> list[object]:
    """List every value in a record that holds no other value."""
    plain = json.loads(canonical.to_json(value))
    waiting, found = [plain], []
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
        else:
            found.append(item)
    return found
