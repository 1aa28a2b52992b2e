"""
The key that seals records: one PKCS#12 file, read here and nowhere else.

An authority brings its own file. An embedded run, which has none, makes one for itself, and only
it: a file that `PANEL_SEAL` names and that isn't there is otherwise a fault to be told.
"""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from panel.refusals import Refusal

ORGANISATION = "Joint-commissioning panel, self-made for an embedded run"
# Sample cases are decided on days before the run that loads them, so its seal reaches back.
REACHES_BACK = timedelta(days=5 * 365)
REACHES_ON = timedelta(days=10 * 365)


class CannotSign(Refusal):
    """When the file that `PANEL_SEAL` names isn't there, or doesn't open with its passphrase."""


@dataclass(frozen=True)
class SealingKey:
    """A private key with its certificate, the certificates above it, and all that we trust."""

    private_key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    issuers: tuple[x509.Certificate, ...]
    trusted: tuple[x509.Certificate, ...]  # our root, and the roots of retired seals


def read(path: Path, passphrase: str) -> SealingKey:
    """
    Read a sealing key, and the roots of the seals it took over from.

    Certificates in `<path without suffix>.retired/*.pem` are trusted as roots beside the key's
    own, so that a record sealed before the key was changed can still be checked.

    Raises:
        CannotSign: The file isn't there, doesn't open, or lacks a key we can use or its root.
    """
    try:
        bundle = pkcs12.load_pkcs12(path.read_bytes(), passphrase.encode())
    except (OSError, ValueError) as fault:
        raise CannotSign(
            f"The seal at {path} can't be opened, so nothing is sealed: {fault}"
        ) from fault
    issuers = tuple(issuer.certificate for issuer in bundle.additional_certs)
    roots = tuple(issuer for issuer in issuers if issuer.subject == issuer.issuer)
    if bundle.cert is None or not roots:
        raise CannotSign(f"The seal at {path} must hold its certificate and the root above it.")
    if not isinstance(bundle.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise CannotSign(f"The seal at {path} must hold a key, of the kind RSA or elliptic curve.")
    return SealingKey(bundle.key, bundle.cert.certificate, issuers, (*roots, *_retired(path)))


def make(path: Path, passphrase: str, *, at: datetime) -> None:
    """
    Make a root that lasts 15 years around `at`, and a P-256 key under it, into one file.

    The root's own key is thrown away. Of two processes that make it at once the first wins, and
    a file that is there is left alone.
    """
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("Root", root_key.public_key(), at=at, signed_by=root_key)
    seal = _certificate("Seal", key.public_key(), at=at, signed_by=root_key, under=root)
    bundle = pkcs12.serialize_key_and_certificates(
        b"seal", key, seal, [root], BestAvailableEncryption(passphrase.encode())
    )
    with tempfile.NamedTemporaryFile(dir=path.parent) as new:  # ours alone to read
        new.write(bundle)
        new.flush()
        with contextlib.suppress(FileExistsError):
            os.link(new.name, path)


def _retired(path: Path) -> list[x509.Certificate]:
    return [
        certificate
        for kept in sorted(path.with_suffix(".retired").glob("*.pem"))
        for certificate in x509.load_pem_x509_certificates(kept.read_bytes())
    ]


def _certificate(
    name: str,
    key: ec.EllipticCurvePublicKey,
    *,
    at: datetime,
    signed_by: ec.EllipticCurvePrivateKey,
    under: x509.Certificate | None = None,
) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{name} of the panel"),
        ]
    )
    issuer_key = x509.SubjectKeyIdentifier.from_public_key(signed_by.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(under.subject if under else subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - REACHES_BACK)
        .not_valid_after(at + REACHES_ON)
        .add_extension(x509.BasicConstraints(ca=under is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key),
            critical=False,
        )
        .add_extension(_usage(issues=under is None), critical=True)
    )
    return builder.sign(signed_by, hashes.SHA256())


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_cert_sign=issues,
        crl_sign=issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
