from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from panel.decisions.records import canonical
from panel.decisions.sealing import key as sealing_key
from panel.decisions.sealing import pades
from panel.decisions.sealing.key import SealingKey
from panel.decisions.sealing.verification import (
    Finding,
    RegisterView,
    SealCheck,
    Verdict,
    attached,
    examine,
)
from tests.decisions.conftest import PASSPHRASE
from tests.decisions.records.example import HEADER, RECORD

pytestmark = pytest.mark.pdf


def fingerprint(piece: bytes) -> str:
    return sha256(piece).hexdigest()


@pytest.fixture(scope="session")
def entry(printed: bytes, sealed: bytes) -> RegisterView:
    return RegisterView(
        record_number="JRAP-2026-00131/1",
        version=1,
        content_sha256=canonical.sha256(RECORD),
        pdf_sha256=fingerprint(printed),
        signed_sha256=fingerprint(sealed),
        issued_at=HEADER.issued_at,
    )


Judge = Callable[..., Verdict]


@pytest.fixture
def judge(entry: RegisterView, key: SealingKey) -> Judge:
    """Judge a file by a register of one entry, and by the seal as it really is."""

    def judged(pdf: bytes, register: RegisterView | None = entry) -> Verdict:
        hashes = (
            {register.content_sha256, register.pdf_sha256, register.signed_sha256}
            if register
            else set()
        )
        find = lambda sought: register if sought in hashes else None  # noqa: E731
        return examine(pdf, find, partial(pades.check, trusted=key.trusted))

    return judged


class TestExamine:
    def test_finds_an_issued_file_genuine_and_current(self, judge: Judge, sealed: bytes) -> None:
        verdict = judge(sealed)

        assert verdict.finding == Finding.CURRENT
        assert verdict.is_genuine
        assert verdict.reasons == (
            "It is JRAP-2026-00131/1, byte for byte as issued on 20 November 2026.",
            "Its seal is whole and covers the whole file: Seal of the panel.",
            "No later version replaces it.",
        )

    def test_names_the_version_that_replaced_it(
        self, judge: Judge, sealed: bytes, entry: RegisterView
    ) -> None:
        verdict = judge(sealed, replace(entry, superseded_by="JRAP-2026-00131/2"))

        assert verdict.finding == Finding.SUPERSEDED
        assert verdict.is_genuine
        assert "It has been replaced by JRAP-2026-00131/2: ask for that one." in verdict.reasons

    @pytest.mark.parametrize("part", range(8))
    def test_finds_one_flipped_bit(self, judge: Judge, sealed: bytes, part: int) -> None:
        place = len(sealed) * part // 8 + 11

        verdict = judge(sealed[:place] + bytes([sealed[place] ^ 4]) + sealed[place + 1 :])

        assert verdict.finding in {Finding.ALTERED, Finding.UNKNOWN}
        assert not verdict.is_genuine

    def test_knows_a_changed_file_by_its_data(self, judge: Judge, sealed: bytes) -> None:
        saved = BytesIO()
        with pikepdf.open(BytesIO(sealed)) as document:
            document.docinfo["/Title"] = "Another title"
            document.save(saved)

        verdict = judge(saved.getvalue())

        assert verdict.finding == Finding.ALTERED
        assert verdict.reasons[0].startswith("It is like JRAP-2026-00131/1")
        assert verdict.register is not None

    def test_knows_a_changed_file_by_its_seal_alone(self, judge: Judge, sealed: bytes) -> None:
        place = sealed.index(b"/MediaBox") + 15

        verdict = judge(sealed[:place] + b"9" + sealed[place + 1 :], None)

        assert verdict.finding == Finding.ALTERED
        assert "The file was changed after it was sealed." in verdict.reasons

    def test_tells_a_record_without_its_seal_from_an_issued_one(
        self, judge: Judge, printed: bytes
    ) -> None:
        verdict = judge(printed)

        assert verdict.finding == Finding.ALTERED
        assert "It carries no seal." in verdict.reasons

    def test_tells_the_same_record_sealed_again_from_an_issued_one(
        self, judge: Judge, printed: bytes, key: SealingKey
    ) -> None:
        again = pades.sign(printed, key, at=HEADER.issued_at)

        assert judge(again).finding == Finding.ALTERED

    @pytest.mark.parametrize("stranger", [b"", b"hello", b"%PDF-1.7\n%%EOF\n"])
    def test_does_not_know_a_stranger(self, judge: Judge, stranger: bytes) -> None:
        verdict = judge(stranger)

        assert verdict.finding == Finding.UNKNOWN
        assert verdict.reasons[0] == "The register has no such record."

    def test_does_not_know_a_record_of_ours_that_the_register_has_lost(
        self, judge: Judge, sealed: bytes
    ) -> None:
        verdict = judge(sealed, None)

        assert verdict.finding == Finding.UNKNOWN
        assert verdict.seal.is_good

    def test_lets_no_forged_register_line_decide_alone(
        self, judge: Judge, printed: bytes, entry: RegisterView, tmp_path: Path
    ) -> None:
        sealing_key.make(tmp_path / "other.p12", PASSPHRASE, at=HEADER.issued_at)
        forger = sealing_key.read(tmp_path / "other.p12", PASSPHRASE)
        forged = pades.sign(printed, forger, at=HEADER.issued_at)

        verdict = judge(forged, replace(entry, signed_sha256=fingerprint(forged)))

        assert verdict.finding == Finding.ALTERED
        assert "The seal was made with a certificate that isn't the panel's." in verdict.reasons

    @pytest.mark.parametrize(
        ("field", "reason"),
        [
            ("content_sha256", "The data attached to it isn't the data in the register."),
            ("pdf_sha256", "What was printed isn't what the register says was printed."),
        ],
    )
    def test_finds_a_register_that_disagrees_with_the_file(
        self, judge: Judge, sealed: bytes, entry: RegisterView, field: str, reason: str
    ) -> None:
        verdict = judge(sealed, replace(entry, **{field: "0" * 64}))

        assert verdict.finding == Finding.ALTERED
        assert reason in verdict.reasons


class TestAttached:
    def test_gives_the_data_byte_for_byte(self, sealed: bytes) -> None:
        assert attached(sealed) == canonical.to_json(RECORD)

    def test_gives_none_when_there_is_none(self) -> None:
        empty = BytesIO()
        with pikepdf.new() as document:
            document.save(empty)

        assert attached(empty.getvalue()) is None
        assert attached(b"hello") is None


class TestSealCheck:
    def test_is_good_without_faults(self) -> None:
        assert SealCheck(is_ours=True).is_good
        assert not SealCheck(faults=("It carries no seal.",)).is_good
