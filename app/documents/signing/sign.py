"""Signing one field of a prepared PDF, with a visible appearance in the document's language and script."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.content import PdfContent, ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import AxisAlignment as Align
from pyhanko.pdf_utils.layout import BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle

from app.documents.signing.appearance import draw_appearance
from app.documents.signing.opening import honest_refusals, open_reader, open_writer
from app.documents.signing.pades import sign_field
from app.documents.signing.values import SignatureAppearance, SigningKey, TokenKey
from app.foundation.errors import UserError

_WHOLE_BOX = SimpleBoxLayoutRule(x_align=Align.ALIGN_MID, y_align=Align.ALIGN_MID, margins=Margins.uniform(0))


class _Picture(PdfContent):
    """A one-page PDF held in memory, drawn as a stamp's background."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__()
        self._pdf = pdf

    def render(self) -> bytes:
        form = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        left, bottom, right, top = form.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        self.set_resource(ResourceType.XOBJECT, pdf_name("/Picture"), form)
        return b"/Picture Do"


def sign(
    pdf: bytes,
    field: str,
    key: SigningKey | TokenKey,
    appearance: SignatureAppearance,
    *,
    moment: datetime | None = None,
    reason: str = "",
) -> bytes:
    """Return the PDF with `field` signed; earlier bytes and signatures stay as they are.

    The first signature closes the document: from then on only form fields may be filled in (DocMDP 2).
    `moment` is the signer's clock (default: this computer's). Raises UserError `signature_field_missing`,
    `signature_field_taken` (field), `signing_key_unfit`, `signing_not_allowed` (the document is closed) and
    those of `open_reader`.
    """
    writer = open_writer(pdf)
    with honest_refusals():
        width, height = _box(writer.prev, field)
        picture = _Picture(draw_appearance(appearance, width, height))
        stamp = StaticStampStyle(background=picture, border_width=0, background_layout=_WHOLE_BOX)
        try:
            first = not any(value is not None for _, value, _ in enumerate_sig_fields(writer.prev))
            closing = MDPPerm.FILL_FORMS if first else None
            return sign_field(writer, field, key, moment=moment, reason=reason, stamp=stamp, certify=closing)
        except SigningError as error:
            raise UserError("signing_not_allowed") from error


def open_fields(pdf: bytes) -> dict[str, str]:
    """Return the signature fields nobody has signed yet, in the order they were made, with their labels.

    A label is what a PDF reader says of a field ("Signature of Dalia Haddad"), "" where there is none.
    """
    with honest_refusals():
        found = enumerate_sig_fields(open_reader(pdf))
        return {str(name): str(at.get_object().get("/TU", "")) for name, value, at in found if value is None}


def _box(reader: PdfFileReader, field: str) -> tuple[float, float]:
    for name, value, reference in enumerate_sig_fields(reader):
        if name != field:
            continue
        if value is not None:
            raise UserError("signature_field_taken", field=field)
        left, bottom, right, top = (float(edge) for edge in reference.get_object()["/Rect"])
        return abs(right - left), abs(top - bottom)
    raise UserError("signature_field_missing", field=field)
