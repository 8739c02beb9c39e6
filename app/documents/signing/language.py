"""The language a PDF says it is in."""

from __future__ import annotations

from app.documents.signing.opening import honest_refusals, open_reader


def language_of(pdf: bytes) -> str:
    """Return the two or three letters of a PDF's language, or "". Raises as `open_reader`."""
    reader = open_reader(pdf)
    with honest_refusals():
        return str(reader.root.get("/Lang", "")).partition("-")[0].lower()
