"""Small parts of an IATI file: elements, and narratives in the languages in which something is said."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from app.documents.workbook.cells import in_xml
from app.models.record import Record

LANGUAGES = {"en": "en", "ar": "ar", "ckb": "ku", "fr": "fr"}
"""Our languages as ISO 639-1 has them: Sorani is Kurdish there."""
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def put(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """Add an element; empty attributes are left out."""
    told = {name: in_xml(value) for name, value in attributes.items() if value}
    made = ET.SubElement(parent, tag, told)
    made.text = in_xml(text) if text else None
    return made


def said(parent: ET.Element, text: str) -> None:
    """Say something in the language of the whole activity."""
    put(parent, "narrative", text)


def narratives(parent: ET.Element, record: Record, field: str, otherwise: str) -> None:
    """Say a field in every language in which the record has it; `otherwise` stands where it has none."""
    texts = {code: getattr(record, f"{field}_{code}", None) for code in LANGUAGES}
    for code, text in texts.items():
        if text:
            put(parent, "narrative", text, **{_LANG: LANGUAGES[code]})
    if not any(texts.values()):
        said(parent, otherwise)
