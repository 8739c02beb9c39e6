"""Files carried inside a PDF, such as the data that its pages print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

# Written as they stand in the file: "#2F" is the slash within a name.
TYPES = {".json": "/application#2Fjson"}


def attach(canvas: Canvas, files: Mapping[str, bytes]) -> None:
    """Add files to the document's name tree, where every PDF reader lists them; nothing for no files."""
    if not files:
        return
    document: Any = canvas._doc  # type: ignore[attr-defined]
    names: list[Any] = []
    for name in sorted(files):
        names += [PDFString(name), document.Reference(_specification(document, name, files[name]))]
    tree = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})
    document.Catalog.Names = document.Reference(tree)


def _specification(document: Any, name: str, data: bytes) -> PDFDictionary:
    kind = TYPES.get(name[name.rfind(".") :], "/application#2Foctet-stream")
    stream = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": kind,
                "Params": PDFDictionary({"Size": len(data)}),
            }
        ),
        data,
    )
    reference = document.Reference(stream)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": reference, "UF": reference}),
        }
    )
