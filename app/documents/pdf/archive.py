"""What makes a PDF fit to be kept (PDF/A, ISO 19005): what it is, in XMP, and what its colours mean."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

PLAIN, WITH_DATA = 2, 3
"""Part of ISO 19005 that a document keeps to: the third allows attached data such as `plan.json`."""
_CONDITION = "sRGB IEC61966-2.1"
_D50 = (0.9642, 1.0, 0.8249)
# Red, green and blue of IEC 61966-2-1, adapted to D50 as profiles hold them.
_PRIMARIES = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.7141))
# Y = (aX + b)^g from X = d on, cX below: the curve of IEC 61966-2-1.
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself; `moment` is an ISO moment, `part` PLAIN or WITH_DATA."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    moment: str
    part: int = PLAIN


def make_archivable(document: PDFDocument, about: About) -> None:
    """Put the XMP metadata and the output intent into a document that is being drawn."""
    catalog: Any = document.Catalog  # type: ignore[attr-defined]
    described = PDFStream(
        dictionary=PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
        content=xmp(about).encode(),
    )
    catalog.Metadata = described
    profile = PDFStream(
        dictionary=PDFDictionary({"N": 3}),
        content=srgb_profile(),
        filters=[PDFZCompress],
    )
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(_CONDITION),
        "Info": PDFString(_CONDITION),
        "DestOutputProfile": document.Reference(profile),  # type: ignore[no-untyped-call]
    }
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = PDFArray([PDFDictionary(intent)])


def xmp(about: About) -> str:
    """Return the metadata packet of a document."""

    def texts(name: str, holder: str, *values: str) -> str:
        items = "".join(f"<rdf:li{_spoken(holder)}>{escape(value)}</rdf:li>" for value in values if value)
        return f"<dc:{name}><rdf:{holder}>{items}</rdf:{holder}></dc:{name}>" if items else ""

    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        f"<pdfaid:part>{about.part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        "<dc:format>application/pdf</dc:format>"
        + texts("title", "Alt", about.title)
        + texts("creator", "Seq", about.author)
        + texts("description", "Alt", about.subject)
        + texts("language", "Bag", about.language)
        + f"<pdf:Keywords>{escape(about.keywords)}</pdf:Keywords><pdf:Producer>Masar</pdf:Producer>"
        "<xmp:CreatorTool>Masar</xmp:CreatorTool>"
        f"<xmp:CreateDate>{about.moment}</xmp:CreateDate><xmp:ModifyDate>{about.moment}</xmp:ModifyDate>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )


def _spoken(holder: str) -> str:
    return ' xml:lang="x-default"' if holder == "Alt" else ""


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return an ICC profile (version 4) of the colours of IEC 61966-2-1, made from its figures."""
    white = b"XYZ " + bytes(4) + _fixed(_D50)
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(_CURVE)
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": white,
        **{name: b"XYZ " + bytes(4) + _fixed(one) for name, one in zip(_NAMES, _PRIMARIES, strict=True)},
    }
    return _profile(tags, curve)


_NAMES = (b"rXYZ", b"gXYZ", b"bXYZ")


def _profile(tags: dict[bytes, bytes], curve: bytes) -> bytes:
    """Return header, table and data; one curve serves all three colours."""
    start, data, table = 132 + 12 * (len(tags) + 3), b"", b""
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        table += name + struct.pack(">II", start + len(data), len(curve))
    data += curve
    size = start + len(data)
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    header = struct.pack(">I4sI", size, bytes(4), 0x04200000) + b"mntrRGB XYZ " + made + b"acsp"
    header += bytes(28) + _fixed(_D50)
    header += bytes(128 - len(header))
    return header + struct.pack(">I", len(tags) + 3) + table + data


def _fixed(values: Sequence[float]) -> bytes:
    """Return numbers as s15Fixed16."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _text(words: str) -> bytes:
    """Return a text in one language, as profiles hold it."""
    coded = words.encode("utf-16-be")
    return b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(coded), 28) + coded
