import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from pytest_django.fixtures import Settings

from panel.decisions.records import canonical
from panel.decisions.sealing import key as sealing_key
from panel.decisions.sealing import pades, seal
from panel.decisions.sealing.key import SealingKey
from tests.decisions.conftest import PASSPHRASE, SEAL_MADE_AT
from tests.decisions.records.example import HEADER, RECORD

pytestmark = pytest.mark.pdf
AT = HEADER.issued_at


def tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} isn't installed (Debian: {package})")
    return found


def with_bit_flipped(pdf: bytes, place: int, bit: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1 << bit]) + pdf[place + 1 :]


class TestSign:
    def test_only_appends_to_what_was_printed(self, printed: bytes, sealed: bytes) -> None:
        assert sealed.startswith(printed)
        assert len(sealed) - len(printed) < 10_000

    @pytest.mark.parametrize("profile", ["3a", "ua1"])
    def test_still_keeps_to_pdf_a_and_to_pdf_ua(self, sealed: bytes, profile: str) -> None:
        report = page.validate_pdf_bytes(sealed, profile=profile)

        assert [(fault.rule_id, fault.message) for fault in report.failures] == []

    def test_still_carries_the_data(self, sealed: bytes) -> None:
        with pikepdf.open(BytesIO(sealed)) as document:
            attached = document.attachments["decision.json"].get_file().read_bytes()

        assert attached == canonical.to_json(RECORD)

    def test_is_dated_as_told_and_not_by_the_clock(self, sealed: bytes, key: SealingKey) -> None:
        assert pades.check(sealed, key.trusted).signed_at == AT

    def test_gives_up_in_the_end_on_a_file_that_never_ends_clearly(
        self, printed: bytes, key: SealingKey, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pades, "UNCLEAR_END", b"endstream")

        sealed = pades.sign(printed, key, at=AT)

        assert pades.check(sealed, key.trusted).is_good

    def test_satisfies_pdfsig(self, sealed: bytes, tmp_path: Path) -> None:
        path = tmp_path / "sealed.pdf"
        path.write_bytes(sealed)
        command = [tool("pdfsig", "poppler-utils"), str(path)]

        said = subprocess.run(command, capture_output=True, check=False).stdout.decode()

        assert "Signature is Valid." in said
        assert "Total document signed" in said
        assert "ETSI.CAdES.detached" in said

    def test_satisfies_qpdf(self, sealed: bytes, tmp_path: Path) -> None:
        path = tmp_path / "sealed.pdf"
        path.write_bytes(sealed)
        command = [tool("qpdf", "qpdf"), "--check", str(path)]

        checked = subprocess.run(command, capture_output=True, check=False)

        assert checked.returncode == 0
        assert b"No syntax or stream encoding errors" in checked.stdout

    def test_makes_the_key_of_an_embedded_run_when_it_is_first_wanted(
        self, printed: bytes, settings: Settings, tmp_path: Path
    ) -> None:
        (tmp_path / "seal-passphrase").write_text(PASSPHRASE)
        settings.PANEL_SEAL = tmp_path / "seal.p12"
        settings.PANEL_SEAL_PASSPHRASE = PASSPHRASE

        sealed = seal.sign(printed, at=AT)

        assert seal.check(sealed).is_good
        assert seal.sign(printed, at=AT).startswith(printed)

    def test_makes_no_key_for_an_authority_that_lost_its_own(
        self, printed: bytes, settings: Settings, tmp_path: Path
    ) -> None:
        settings.PANEL_SEAL = tmp_path / "seal.p12"

        with pytest.raises(seal.CannotSign, match="can't be opened"):
            seal.sign(printed, at=AT)

        assert [*tmp_path.iterdir()] == []


class TestCheck:
    def test_finds_nothing_wrong_with_an_issued_file(
        self, our_seal: Settings, sealed: bytes
    ) -> None:
        checked = seal.check(sealed)

        assert checked.is_good
        assert checked.is_ours
        assert checked.signer == "Seal of the panel"

    def test_takes_up_a_new_key_without_a_restart(
        self, printed: bytes, our_seal: Settings, tmp_path: Path
    ) -> None:
        our_seal.PANEL_SEAL = tmp_path / "seal.p12"
        sealing_key.make(our_seal.PANEL_SEAL, PASSPHRASE, at=AT)
        first = seal.sign(printed, at=AT)
        our_seal.PANEL_SEAL.unlink()
        sealing_key.make(our_seal.PANEL_SEAL, PASSPHRASE, at=AT)

        second = seal.sign(printed, at=AT)

        assert not seal.check(first).is_good
        assert seal.check(second).is_good

    @pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n", b"hello", bytes(2_000)])
    def test_says_of_any_bytes_that_they_carry_no_seal(self, key: SealingKey, junk: bytes) -> None:
        checked = pades.check(junk, key.trusted)

        assert not checked.is_good
        assert checked.faults

    def test_says_that_a_record_was_never_sealed(self, key: SealingKey, printed: bytes) -> None:
        assert pades.check(printed, key.trusted).faults == ("It carries no seal.",)

    def test_knows_a_stranger_by_the_root(
        self, key: SealingKey, printed: bytes, tmp_path: Path
    ) -> None:
        sealing_key.make(tmp_path / "other.p12", PASSPHRASE, at=SEAL_MADE_AT)
        stranger = sealing_key.read(tmp_path / "other.p12", PASSPHRASE)

        checked = pades.check(pades.sign(printed, stranger, at=AT), key.trusted)

        assert not checked.is_ours
        assert "a certificate that isn't the panel's" in checked.faults[0]

    def test_trusts_nobody_before_the_first_seal_is_made(
        self, sealed: bytes, settings: Settings, tmp_path: Path
    ) -> None:
        (tmp_path / "seal-passphrase").write_text(PASSPHRASE)
        settings.PANEL_SEAL = tmp_path / "seal.p12"

        assert not seal.check(sealed).is_ours

    def test_refuses_a_certificate_that_had_run_out(self, key: SealingKey, printed: bytes) -> None:
        late = pades.sign(printed, key, at=SEAL_MADE_AT + timedelta(days=11 * 365))

        assert not pades.check(late, key.trusted).is_good

    def test_finds_a_file_that_was_saved_again(self, key: SealingKey, sealed: bytes) -> None:
        saved = BytesIO()
        with pikepdf.open(BytesIO(sealed)) as document:
            document.docinfo["/Title"] = "Another title"
            document.save(saved)

        assert not pades.check(saved.getvalue(), key.trusted).is_good

    def test_finds_anything_put_after_the_seal(self, key: SealingKey, sealed: bytes) -> None:
        assert not pades.check(sealed + b"\n", key.trusted).is_good
        assert not pades.check(sealed + b"% a word more\n", key.trusted).is_good

    @pytest.mark.slow
    def test_finds_a_bit_flipped_anywhere_in_the_file(
        self, key: SealingKey, sealed: bytes
    ) -> None:
        places = range(7, len(sealed), len(sealed) // 60)

        missed = [
            place
            for place in places
            if pades.check(with_bit_flipped(sealed, place, place % 8), key.trusted).is_good
        ]
        assert missed == []

    @pytest.mark.slow
    def test_finds_a_bit_flipped_in_the_seal_itself(
        self, key: SealingKey, printed: bytes, sealed: bytes
    ) -> None:
        start = sealed.rindex(b"/Contents <")
        end = sealed.index(b">", start)
        # Bit 5 is the case of a digit; 0 makes one digit another; the tail is padding.
        places = [*range(start, end - 1_000, 37), *range(end - 900, end, 230), end - 1]

        missed = [
            place
            for place in places
            if pades.check(with_bit_flipped(sealed, place, 5 * (place % 2)), key.trusted).is_good
        ]
        assert missed == []


class TestRoots:
    def test_gives_others_what_they_need_to_check(self, our_seal: Settings) -> None:
        assert seal.roots().startswith(b"-----BEGIN CERTIFICATE-----")
