"""A signature on a Plan of Action of 150 activities, against bare pyHanko signing the same field.

Bare: pyHanko's own signer with its own text stamp, same key, same file. Masar draws the box in the document's
script and checks the key and whether the document is closed already.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from io import BytesIO

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.documents.pdf.plan import render_plan
from app.documents.signing.prepare import certify, prepare
from app.documents.signing.sign import sign
from app.documents.signing.values import SignaturePlace, SigningKey
from app.documents.signing.wording import appearance
from app.keys.certificate import new_p256, self_signed
from app.words.catalogue import Words
from benchmarks.plan_pdf import plan
from benchmarks.timing import in_turn, show

FIELD = "government"
MOMENT = datetime(2026, 5, 20, 10, 14, tzinfo=UTC)


def signing_key() -> SigningKey:
    """Return a fresh key with its certificate."""
    private = new_p256()
    return SigningKey(self_signed(private, "Dalia Haddad", "Hand in Hand"), private)


def prepared(language: str, key: SigningKey) -> bytes:
    """Return a certified plan with a field for the government."""
    place = SignaturePlace(FIELD, 0, (60, 60, 290, 150))
    return certify(prepare(render_plan(plan(language), Words(language)).pdf, [place]), key, moment=MOMENT)


def bare_signature(pdf: bytes, key: SigningKey) -> bytes:
    """Return the PDF signed by pyHanko alone."""
    signer = SimpleSigner(
        x509.Certificate.load(key.certificate),
        keys.PrivateKeyInfo.load(key.private_key),
        SimpleCertificateStore(),
    )
    metadata = PdfSignatureMetadata(FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    stamp = TextStampStyle(stamp_text="Digitally signed by %(signer)s\n%(ts)s")
    output = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    PdfSigner(metadata, signer, stamp_style=stamp).sign_pdf(writer, output=output, existing_fields_only=True)
    return output.getvalue()


def main() -> None:
    """Print the figures for English and Arabic."""
    key = signing_key()
    for language in ("en", "ar"):
        pdf = prepared(language, key)
        box = appearance(Words(language), key.certificate, MOMENT, "Focal point")
        ours, bare = partial(sign, pdf, FIELD, key, box, moment=MOMENT), partial(bare_signature, pdf, key)
        how = "python -m benchmarks.signature"
        show(f"signature on a plan of 150 activities, {language}", *in_turn(ours, bare, rounds=9), "≤ 2", how)


if __name__ == "__main__":
    main()
