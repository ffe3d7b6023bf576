"""Signatures inside PDFs (PAdES B-B), made and looked at without a network.

The key is P-256, since common readers check no Ed25519, and is derived from the device's own key: it
needs no store of its own and changes with it. Its certificate is self-issued; what binds it to the
device, and the device to HQ, is the folder's manifest. No time-stamp authority is asked: the time in
a signature is the book's own clock's, as on the cover. Loaded where something is signed or looked
at: the library takes a third of a second. It loads an HTTP client with itself, and knows no way
around that; nothing here calls it.
"""

import importlib
import io
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

FIELD = "Suixing"
"""Name of the signature field."""
_INFO = b"suixing paper key 1"
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_BEGIN, _NEVER = datetime(2026, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
_POINT = 72 / 25.4

Area = tuple[float, float, float, float]
"""Left, bottom, right, top of what shows a signature on page 1, millimetres from the lower left."""


class PaperKey:
    """The key a device signs papers with, and its certificate."""

    def __init__(self, device: bytes, actor: str, branch: str) -> None:
        """`device` is the private key of the device, 32 bytes."""
        self._device, self._actor, self._branch = device, actor, branch

    @cached_property
    def private(self) -> ec.EllipticCurvePrivateKey:
        """Return the private key: the same for the same device, always."""
        # 16 bytes more than the order has: what the remainder favours is then beyond measure.
        raw = HKDF(hashes.SHA256(), 48, None, _INFO).derive(self._device)
        return ec.derive_private_key(int.from_bytes(raw, "big") % (_ORDER - 1) + 1, ec.SECP256R1())

    @cached_property
    def certificate(self) -> bytes:
        """Return the self-issued certificate, DER; the same bytes each time."""
        name = x509.Name(
            [
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, self._branch[:64] or "suixing"),
                x509.NameAttribute(NameOID.COMMON_NAME, f"suixing {self._actor}"),
            ]
        )
        usage = x509.KeyUsage(
            *(True, True, False, False, False, False, False, False, False),
        )
        public = self.private.public_key()
        made = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(public)
            .serial_number(int(self._actor, 16) + 1)
            .not_valid_before(_BEGIN)
            .not_valid_after(_NEVER)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .sign(self.private, hashes.SHA256(), ecdsa_deterministic=True)
        )
        return made.public_bytes(serialization.Encoding.DER)


class Signed(NamedTuple):
    """A PDF with its signature, and how many pages it has."""

    content: bytes
    pages: int


class Signer:
    """Signs PDFs with one key."""

    def __init__(
        self, key: PaperKey, *, name: str, reason: str, at: datetime | None = None
    ) -> None:
        """`name`, `reason` and `at` are what readers show beside the signature.

        ``at`` has a time zone; None is now, by this computer's clock.
        """
        signers = importlib.import_module("pyhanko.sign.signers")
        holder = pkcs12.serialize_key_and_certificates(
            None,
            key.private,
            x509.load_der_x509_certificate(key.certificate),
            None,
            serialization.NoEncryption(),
        )
        self._signer = signers.SimpleSigner.load_pkcs12_data(holder, [])
        self._fields = importlib.import_module("pyhanko.sign.fields")
        self._meta = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            name=name,
            reason=reason,
            subfilter=self._fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=self._fields.MDPPerm.NO_CHANGES,
        )
        self._pdf_signer, self._writer = _timed(signers.PdfSigner, at), _keeping_writer()
        self._style = _unseen()

    def signed(self, pdf: bytes, *, area: Area | None = None) -> Signed:
        """Return the PDF with a signature appended; one with an `area` can be clicked there."""
        box = None if area is None else tuple(round(edge * _POINT) for edge in area)
        field = self._fields.SigFieldSpec(FIELD, on_page=0, box=box)
        made = self._pdf_signer(
            self._meta, self._signer, new_field_spec=field, stamp_style=self._style
        )
        writer, out = self._writer(io.BytesIO(pdf)), io.BytesIO()
        pages = int(writer.root["/Pages"]["/Count"])
        made.sign_pdf(writer, output=out)
        return Signed(out.getvalue(), pages)


def _timed(pdf_signer: Any, at: datetime | None) -> Any:
    """Return the class of signers whose signatures were made at a moment."""

    class Timed(pdf_signer):  # type: ignore[misc]
        def init_signing_session(self, *args: Any, **named: Any) -> Any:
            """Begin as ever, with the moment that was given."""
            session = super().init_signing_session(*args, **named)
            session.system_time = at or session.system_time
            return session

    return Timed


def _keeping_writer() -> Any:
    """Return a writer that appends and leaves the metadata alone, which PDF/A needs as they are."""
    writing = importlib.import_module("pyhanko.pdf_utils.incremental_writer")

    class Keeping(writing.IncrementalPdfFileWriter):  # type: ignore[name-defined,misc]
        def _update_meta(self) -> None:
            """Do nothing: the page was set with its metadata, and its record's moment is there."""

    return Keeping


def _unseen() -> Any:
    """Return the look of a signature that shows nothing of its own: the page below says it all."""
    stamp = importlib.import_module("pyhanko.stamp")
    content = importlib.import_module("pyhanko.pdf_utils.content")
    layout = importlib.import_module("pyhanko.pdf_utils.layout")
    empty = content.RawContent(b"q Q", box=layout.BoxConstraints(width=10, height=10))
    return stamp.StaticStampStyle(border_width=0, background=empty)


class Verdict(NamedTuple):
    """What a signature amounts to.

    ``present`` there is one; ``intact`` nothing it covers was changed and it covers the file to its
    end; ``own`` its certificate is the one that was asked about.
    """

    present: bool = False
    intact: bool = False
    own: bool = False


def verdict(pdf: bytes, certificate: bytes) -> Verdict:
    """Look at the signature of a PDF against a certificate (DER); what is no PDF has none."""
    reading = importlib.import_module("pyhanko.pdf_utils.reader")
    misc = importlib.import_module("pyhanko.pdf_utils.misc")
    validation = importlib.import_module("pyhanko.sign.validation")
    try:
        found = reading.PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(found) != 1:
            return Verdict(bool(found))
        return _looked_at(found[0], certificate)
    except (misc.PdfError, validation.errors.SignatureValidationError, *_BROKEN):
        return Verdict()


_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RecursionError)


def _looked_at(signature: Any, certificate: bytes) -> Verdict:
    generic = importlib.import_module("pyhanko.sign.validation.generic_cms")
    coverage = importlib.import_module("pyhanko.sign.validation.status").SignatureCoverageLevel
    signature.compute_integrity_info(skip_diff=True)
    intact, valid = generic.validate_sig_integrity(
        signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
    )
    whole = signature.evaluate_signature_coverage() == coverage.ENTIRE_FILE
    own = signature.signer_cert.dump() == certificate
    return Verdict(present=True, intact=bool(intact and valid and whole), own=own)
