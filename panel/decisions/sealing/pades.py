"""
PAdES-B-B: how a seal is written into a PDF, and read out of one.

The only importer of pyHanko. Settings and key files are `seal.py`'s business.
"""

import zlib
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from panel.decisions.sealing.key import SealingKey
from panel.decisions.sealing.verification import SealCheck

FIELD = "PanelSeal"
DIGEST = "sha256"
UNCLEAR_END = b"\r\nendstream"  # breaks PDF/A; see `pdf.render`
# What to reserve for the signature: pyHanko's estimate, else more, which moves what follows it.
ROOM = (None, 16_384, 16_386, 16_388)
# What a library that reads other people's bytes raises when they are broken.
BROKEN = (
    PdfError,
    PathError,
    ValidationError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
    zlib.error,
)


def sign(pdf: bytes, key: SealingKey, *, at: datetime) -> bytes:
    """Append a signature to a PDF that nobody may change afterwards."""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=fields.SigSeedSubFilter.PADES,
        reason="Decision record issued",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    # PDF/UA wants no hidden field and PDF/A no unprintable one, so it stands beyond the page.
    unseen = fields.InvisSigSettings(
        set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
    )
    place = fields.SigFieldSpec(
        FIELD, invis_sig_settings=unseen, readable_field_name="Seal of the panel"
    )
    signer = DatedSigner(metadata, signer=_signer(key), new_field_spec=place, at=at)
    sealed = b""
    for reserved in ROOM:
        appended = AppendingWriter(BytesIO(pdf))
        sealed = signer.sign_pdf(appended, bytes_reserved=reserved).getvalue()
        if UNCLEAR_END not in sealed[len(pdf) :]:
            break
    return sealed


class DatedSigner(signers.PdfSigner):
    """A signer that is told the time, where pyHanko would read the system's clock."""

    def __init__(self, *args: Any, at: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.at = at

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        """Begin to sign, at the time that we were given."""
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session


class AppendingWriter(IncrementalPdfFileWriter):
    """A writer that leaves the file's metadata alone: pyHanko's own rewriting breaks PDF/A."""

    def _update_meta(self) -> None:
        pass


def check(pdf: bytes, trusted: Iterable[x509.Certificate]) -> SealCheck:
    """Say what a file's seal shows, held against the roots that are `trusted`."""
    try:
        seals = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if not seals:
            return SealCheck(faults=("It carries no seal.",))
        return _check(pdf, seals, [_as_asn1(root) for root in trusted])
    except BROKEN as fault:
        return SealCheck(faults=(f"Its seal can't be read: {fault}.",))


def _check(
    pdf: bytes, seals: list[EmbeddedPdfSignature], trusted: list[asn1_x509.Certificate]
) -> SealCheck:
    seal = seals[0]
    signed_at = seal.self_reported_timestamp
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=signed_at)
    status = validate_pdf_signature(seal, context)
    is_ours = status.validation_path is not None and status.trust_problem_indic is None
    faults = {
        "It carries more than one signature.": len(seals) > 1,
        "The file was changed after it was sealed.": not (status.intact and status.valid),
        "The seal doesn't cover the whole file.": not _covers_all(status),
        "The seal was made with a certificate that isn't the panel's.": not is_ours,
        "The form of the seal itself was changed.": not _is_as_written(pdf, seal, status),
    }
    return SealCheck(
        signer=seal.signer_cert.subject.native.get("common_name"),
        signed_at=signed_at,
        is_ours=is_ours,
        faults=tuple(sentence for sentence, holds in faults.items() if holds),
    )


def _covers_all(status: PdfSignatureStatus) -> bool:
    return status.coverage == SignatureCoverageLevel.ENTIRE_FILE and bool(status.docmdp_ok)


def _is_as_written(pdf: bytes, seal: EmbeddedPdfSignature, status: PdfSignatureStatus) -> bool:
    """
    Whether the signature is written as `sign` writes it.

    A signature covers neither its own envelope nor the bytes that it stands in. So the envelope
    is made again from the parts that are covered, and compared: its one encoding in upper-case
    digits, then zeros to the end, and no certificate that the way to our root doesn't use.
    """
    start, length, after, _ = seal.byte_range
    written = pdf[start + length + 1 : after - 1]
    way = {certificate.dump() for certificate in status.validation_path or ()}
    content = {"content_type": "signed_data", "content": _envelope(seal)}
    digits = cms.ContentInfo(content).dump().hex().upper().encode()
    return written == digits.ljust(len(written), b"0") and way.issuperset(
        choice.chosen.dump() for choice in seal.signed_data["certificates"]
    )


def _envelope(seal: EmbeddedPdfSignature) -> cms.SignedData:
    certificate, covered = seal.signer_cert, seal.signer_info
    name = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    info = {
        "version": "v1",
        "sid": {"issuer_and_serial_number": name},
        "digest_algorithm": {"algorithm": DIGEST},
        "signed_attrs": covered["signed_attrs"],
        "signature_algorithm": covered["signature_algorithm"],
        "signature": covered["signature"],
    }
    return cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [{"algorithm": DIGEST}],
            "encap_content_info": {"content_type": "data"},
            "certificates": seal.signed_data["certificates"],
            "signer_infos": [info],
        }
    )


def _signer(key: SealingKey) -> signers.SimpleSigner:
    private = key.private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # untyped upstream
    store.register_multiple([_as_asn1(issuer) for issuer in key.issuers])
    return signers.SimpleSigner(
        signing_cert=_as_asn1(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=store,
        embed_roots=False,
    )


def _as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
