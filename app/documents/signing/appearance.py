"""The picture in a signature's box: a small one-page PDF in the document's language and script."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.documents.signing.values import SignatureAppearance


def draw_appearance(appearance: SignatureAppearance, width: float, height: float) -> bytes:
    """Return a one-page PDF of `width` × `height` points with the signature's words."""
    output = BytesIO()
    canvas = Canvas(output, pagesize=(width, height), invariant=1)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(8, height - 16, appearance.name)
    canvas.drawString(8, height - 30, appearance.moment)
    canvas.showPage()
    canvas.save()
    return output.getvalue()
