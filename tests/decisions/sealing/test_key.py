import stat
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12

from panel.decisions.sealing import key as sealing_key
from panel.decisions.sealing.key import CannotSign, SealingKey
from tests.decisions.conftest import PASSPHRASE, SEAL_MADE_AT


class TestMake:
    def test_makes_a_p_256_key_under_a_root_of_its_own(self, key: SealingKey) -> None:
        assert isinstance(key.private_key, ec.EllipticCurvePrivateKey)
        assert isinstance(key.private_key.curve, ec.SECP256R1)
        assert key.trusted == key.issuers
        key.certificate.verify_directly_issued_by(key.trusted[0])

    def test_lasts_ten_years_and_reaches_back_to_sample_cases(self, key: SealingKey) -> None:
        certificate = key.certificate

        assert certificate.not_valid_before_utc < SEAL_MADE_AT - timedelta(days=4 * 365)
        assert certificate.not_valid_after_utc > SEAL_MADE_AT + timedelta(days=9 * 365)

    def test_keeps_the_file_from_other_people(self, seal_file: Path) -> None:
        assert stat.S_IMODE(seal_file.stat().st_mode) == 0o600

    def test_leaves_a_key_that_is_there_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "seal.p12"
        path.write_bytes(b"somebody's key")

        sealing_key.make(path, PASSPHRASE, at=SEAL_MADE_AT)

        assert path.read_bytes() == b"somebody's key"
        assert [*tmp_path.iterdir()] == [path]

    def test_of_several_at_once_one_wins(self, tmp_path: Path) -> None:
        path = tmp_path / "seal.p12"
        makers = [
            Thread(target=sealing_key.make, args=(path, PASSPHRASE), kwargs={"at": SEAL_MADE_AT})
            for _ in range(4)
        ]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join()

        assert sealing_key.read(path, PASSPHRASE).trusted
        assert [*tmp_path.iterdir()] == [path]


class TestRead:
    def test_says_that_the_file_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CannotSign, match=r"nowhere\.p12 can't be opened"):
            sealing_key.read(tmp_path / "nowhere.p12", PASSPHRASE)

    def test_says_that_the_passphrase_is_wrong(self, seal_file: Path) -> None:
        with pytest.raises(CannotSign, match="can't be opened"):
            sealing_key.read(seal_file, "another passphrase")

    def test_wants_the_root_in_the_file_too(self, key: SealingKey, tmp_path: Path) -> None:
        path = tmp_path / "rootless.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                None, key.private_key, key.certificate, None, NoEncryption()
            )
        )

        with pytest.raises(CannotSign, match="the root above it"):
            sealing_key.read(path, "")

    def test_wants_a_key_of_a_kind_that_readers_know(
        self, key: SealingKey, tmp_path: Path
    ) -> None:
        path = tmp_path / "unknown.p12"
        other = ed25519.Ed25519PrivateKey.generate()
        name = key.certificate.subject
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(other.public_key())
            .serial_number(1)
            .not_valid_before(SEAL_MADE_AT)
            .not_valid_after(SEAL_MADE_AT + timedelta(days=1))
            .sign(other, None)
        )
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                None, other, certificate, [certificate], NoEncryption()
            )
        )

        with pytest.raises(CannotSign, match="RSA or elliptic curve"):
            sealing_key.read(path, "")

    def test_goes_on_trusting_the_roots_of_retired_seals(
        self, key: SealingKey, tmp_path: Path
    ) -> None:
        path = tmp_path / "seal.p12"
        sealing_key.make(path, PASSPHRASE, at=SEAL_MADE_AT)
        retired = tmp_path / "seal.retired"
        retired.mkdir()
        (retired / "2025.pem").write_bytes(key.trusted[0].public_bytes(Encoding.PEM))

        renewed = sealing_key.read(path, PASSPHRASE)

        assert renewed.trusted == (*renewed.issuers, key.trusted[0])
